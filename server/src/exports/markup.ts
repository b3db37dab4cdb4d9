// The little HTML and Markdown that exports need: escaping and plain accessible tables. No scripts, no remote content.
import { escapeHtml, escapeMarkdownLine } from '../text/escape.ts';

/** A Markdown table. Cells are escaped here. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => escapeMarkdownLine(cell)).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** A cell: text, or text that leads to a line of a note (1-based) where somebody listens for it. */
export type HtmlCell = string | { readonly text: string; readonly uri?: string; readonly line: number };

function cellHtml(cell: HtmlCell): string {
  if (typeof cell === 'string') return escapeHtml(cell);
  const uri = cell.uri === undefined ? '' : ` data-uri="${escapeHtml(cell.uri)}"`;
  return `<button type="button" class="go" data-line="${cell.line}"${uri}>${escapeHtml(cell.text)}</button>`;
}

/**
 * An HTML table with a caption and header cells that screen readers announce. Cells are escaped here; `data` gives rows
 * `data-` attributes (names are the caller's own, values are escaped).
 */
export function htmlTable(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly HtmlCell[])[],
  data: readonly Readonly<Record<string, string>>[] = [],
): string {
  const head = header.map((h) => `<th scope="col">${escapeHtml(h)}</th>`).join('');
  const attributes = (i: number) =>
    Object.entries(data[i] ?? {})
      .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
      .join('');
  const body = rows.map((r, i) => `<tr${attributes(i)}>${r.map((c) => `<td>${cellHtml(c)}</td>`).join('')}</tr>`);
  return `<table>\n<caption>${escapeHtml(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'svg{max-width:100%;height:auto}table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600;padding:.3rem 0}' +
  'th,td{border-bottom:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}' +
  '@media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#1b1b1b}}@media print{body{margin:0;max-width:none}}';

/** A whole HTML page. `body` is HTML already made safe by the functions above. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`;
}
