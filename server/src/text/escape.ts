// Escaping, in one place: what comes out of a note, a pack or a front matter is data, and is shown as it was written,
// in Markdown as in HTML. Knows nothing else.

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe inside HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/**
 * Text made safe inside a line of Markdown: nothing in it is read as mark-up, a link, HTML, mathematics or a table
 * cell. Marks that only mean something at the start of a line ("1.", "-", "#") are escaped when `startsLine` says so.
 * Source: CommonMark 0.31 section 2.4, and the table and strikethrough extensions of GFM.
 */
export function escapeMarkdown(text: string, startsLine = false): string {
  const inline = text.replace(/[\\`*_[\]<>&~|$]|!(?=\[)/g, '\\$&');
  if (!startsLine) return inline;
  return inline.replace(/^([#+-])|^(\d{1,9})([.)])/, (_, mark: string | undefined, n: string, dot: string) =>
    mark ? `\\${mark}` : `${n}\\${dot}`,
  );
}

/** As `escapeMarkdown`, with line ends and runs of space made one space: for table cells and one-line texts. */
export function escapeMarkdownLine(text: string, startsLine = false): string {
  return escapeMarkdown(text.replace(/\s+/g, ' '), startsLine);
}
