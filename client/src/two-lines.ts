// A long sentence for a list that cuts its lines off: the first line and, smaller, the rest. No editor in here, so that it
// can be tested by itself.

/** Letters that a line of a list shows, about. */
const lineLetters = 76;

/** `text` on a line and, where it is too long for one, a second: cut where a sentence ends, else between two words. */
export function twoLines(text: string): { label: string; detail?: string } {
  if (text.length <= lineLetters) return { label: text };
  const stop = text.slice(0, lineLetters + 1).lastIndexOf('. ') + 1;
  const space = text.slice(0, lineLetters + 1).lastIndexOf(' ');
  const end = stop > 0 ? stop : space > 0 ? space : lineLetters;
  return { label: text.slice(0, end), detail: text.slice(end).trimStart() };
}
