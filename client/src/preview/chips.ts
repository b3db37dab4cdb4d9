// Limits as quiet chips in VS Code's Markdown preview, each at the end of the line whose event started it. A markdown-it
// plugin and nothing else: no editor, no waiting. The rows are whatever is known when the page is drawn.
import type { MarkdownIt, Token } from 'markdown-it';
import type { DeadlineRow } from '../server-api.ts';

type Row = Pick<DeadlineRow, 'line' | 'summary' | 'status' | 'prominence' | 'faded' | 'actor'>;

/** More than this many on one line are counted, not shown. */
const shownPerLine = 3;
const type = 'casenotes_chips';

/**
 * Adds the chips. VS Code parses without saying which document it is, and says so only when it draws: so the parser
 * leaves marks with line numbers, and drawing a mark looks up the rows.
 */
export function chipsPlugin(md: MarkdownIt, rowsOf: (uri: string) => readonly Row[]): MarkdownIt {
  md.core.ruler.push(type, (state) => {
    const mark = (lines: readonly number[]): Token => {
      const token = new state.Token(type, '', 0);
      token.meta = { lines };
      return token;
    };
    markRows(state.tokens, mark);
    for (const token of state.tokens) if (token.type === 'inline' && token.map) markLines(token, mark);
  });
  md.renderer.rules[type] = (tokens, index, _options, environment) => {
    // VS Code gives the document's address, except for its own pages.
    const document = environment?.currentDocument;
    if (document === undefined || document === null) return '';
    const { lines } = tokens[index]!.meta as { readonly lines: readonly number[] };
    const here = rowsOf(String(document)).filter((row) => lines.includes(row.line - 1));
    return chipsHtml(here, md.utils.escapeHtml);
  };
  return md;
}

type Mark = (lines: readonly number[]) => Token;

/** A cell has no line of its own: the row's mark goes to the end of its last cell. */
function markRows(tokens: readonly Token[], mark: Mark): void {
  let row: readonly [number, number] | null = null;
  let cell: Token | undefined;
  for (const token of tokens) {
    if (token.type === 'tr_open') row = token.map;
    else if (token.type === 'inline') cell = token;
    else if (token.type === 'tr_close') {
      if (row && cell && !cell.map) cell.children = [...(cell.children ?? []), mark([row[0]])];
      row = null;
      cell = undefined;
    }
  }
}

/** Marks at the end of each line of a block; all at its end where its lines cannot be told apart. */
function markLines(token: Token, mark: Mark): void {
  const [start, end] = token.map!;
  const children = token.children ?? [];
  const isBreak = (child: Token) => child.type === 'softbreak' || child.type === 'hardbreak';
  const lines = Array.from({ length: end - start }, (_, i) => start + i);
  const breaks = children.filter(isBreak).length;
  if (breaks + 1 !== lines.length) {
    token.children = [...children, mark(lines)];
    return;
  }
  let line = start;
  token.children = [...children.flatMap((child) => (isBreak(child) ? [mark([line++]), child] : [child])), mark([line])];
}

/** Open limits that matter, most urgent first as they come. */
function chipsHtml(rows: readonly Row[], safe: (text: string) => string): string {
  const open = rows.filter(
    ({ status, faded, prominence }) =>
      (status === 'past' || status === 'close' || status === 'upcoming') && !faded && prominence !== 'background',
  );
  const chips = open.slice(0, shownPerLine).map((row) => chip(row.summary, row.status, safe));
  const more = open.slice(shownPerLine);
  if (more.length > 0) {
    const title = safe(more.map((row) => row.summary).join('\n'));
    chips.push(` <span class="casenotes-chip" title="${title}">+${more.length}</span>`);
  }
  return chips.join('');
}

function chip(text: string, status: string, safe: (text: string) => string): string {
  return ` <span class="casenotes-chip casenotes-${safe(status)}">${safe(text)}</span>`;
}
