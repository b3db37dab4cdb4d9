// Writes a filled letter for each place it may go: an LSP snippet, plain text, Markdown, HTML. Each target escapes the
// values in its own way, once.
import { escapeHtml, escapeMarkdown } from '../text/escape.ts';
import type { Block, FilledLetter, Run } from './render.ts';

/** Plain text for e-mail: gaps in square brackets, lists with hyphens, no Markdown. Ends with a line break. */
export function toText(filled: FilledLetter): string {
  return write(
    filled.blocks,
    (run) => (run.kind === 'gap' ? `[${run.placeholder}]` : run.text),
    '\n',
    (text) => text,
  );
}

/** An LSP snippet in Markdown: gaps are tab stops in reading order, the same gap linked; `$0` ends it. */
export function toSnippet(filled: FilledLetter): string {
  const numbers = new Map(filled.gaps.map((gap, i) => [gap.key, i + 1]));
  const seen = new Set<string>();
  const writeRun = (run: Run) => {
    if (run.kind !== 'gap') return escapeSnippet(run.text);
    const number = numbers.get(run.key)!;
    if (seen.has(run.key)) return `\${${number}}`;
    seen.add(run.key);
    return `\${${number}:${escapeSnippet(run.placeholder)}}`;
  };
  return `${write(filled.blocks, writeRun, '  \n', stars)}$0`;
}

/** Markdown that shows the values literally when it is rendered. */
export function toMarkdown(filled: FilledLetter): string {
  const writeRun = (run: Run, first: boolean) =>
    run.kind === 'text'
      ? run.text
      : run.kind === 'gap'
        ? `[${escapeMarkdown(run.placeholder, false)}]`
        : escapeMarkdown(run.text, first);
  return write(filled.blocks, writeRun, '\\\n', stars);
}

/** Simple HTML for pasting into a word processor: paragraphs, line breaks, lists, bold. */
export function toHtml(filled: FilledLetter): string {
  const writeRun = (run: Run) =>
    run.kind === 'gap' ? `<mark>[${escapeHtml(run.placeholder)}]</mark>` : escapeHtml(run.text);
  const line = (runs: readonly Run[]) => writeLine(runs, writeRun, (text) => `<strong>${text}</strong>`);
  return `${filled.blocks
    .map((block) =>
      block.kind === 'list'
        ? `<ul>\n${block.items.map((item) => `<li>${line(item)}</li>`).join('\n')}\n</ul>`
        : `<p>${block.lines.map(line).join('<br>\n')}</p>`,
    )
    .join('\n')}\n`;
}

/** Escapes what an LSP snippet would read: `$`, `}` and the backslash. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

type WriteRun = (run: Run, first: boolean) => string;

/** Writes the runs of one line; neighbours in bold are marked as one. */
function writeLine(runs: readonly Run[], writeRun: WriteRun, bold: (text: string) => string): string {
  let out = '';
  let strong = '';
  runs.forEach((run, i) => {
    const text = writeRun(run, i === 0);
    if (run.bold) strong += text;
    else {
      out += (strong && bold(strong)) + text;
      strong = '';
    }
  });
  return out + (strong && bold(strong));
}

const stars = (text: string) => `**${text}**`;

function write(
  blocks: readonly Block[],
  writeRun: WriteRun,
  lineBreak: string,
  bold: (text: string) => string,
): string {
  const line = (runs: readonly Run[]) => writeLine(runs, writeRun, bold);
  return `${blocks
    .map((block) =>
      block.kind === 'list'
        ? block.items.map((item) => `- ${line(item)}`).join('\n')
        : block.lines.map(line).join(lineBreak),
    )
    .join('\n\n')}\n`;
}
