// Comma-separated values (RFC 4180), safe to open in a spreadsheet.

/** A cell's value; `undefined` is an empty cell. */
export type Cell = string | number | undefined;

/**
 * One field. Quoted where it must be. A text that a spreadsheet would run as a formula (it begins with = + - @, a tab
 * or a carriage return) gets an apostrophe in front: the reader sees text, and nothing from a note is ever run.
 */
function field(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as CSV text with CRLF line ends and a header row. */
export function toCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.map(field).join(',')];
  for (const row of rows) lines.push(row.map(field).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
