// Where a letter goes that is inserted at the cursor: never into the note's front matter, nor between two rows of a table.

/** The line (0-based) after which it goes. A note that has just been opened has its cursor in the front matter. */
export function lineForLetter(lines: readonly string[], cursor: number): number {
  const end = /^---\s*$/.test(lines[0] ?? '')
    ? lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
    : -1;
  if (cursor <= end)
    return Math.max(
      end,
      lines.findLastIndex((line) => line.trim() !== ''),
    );
  let at = cursor;
  while (isRow(lines[at]) && isRow(lines[at + 1])) at++;
  return at;
}

const isRow = (line: string | undefined): boolean => line !== undefined && /^\s*\|/.test(line);
