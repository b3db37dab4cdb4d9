// Flesch-Kincaid grade of a text: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others, 1975).
import { syllable } from 'syllable';

export interface Readability {
  readonly grade: number;
  readonly words: number;
  readonly sentences: number;
}

/** The grade of plain text; a list item or a line that stands alone counts as a sentence. */
export function readability(text: string): Readability {
  const sentences = text
    .replace(/\b([A-Z]\.)+([A-Z]\.?)?/g, (initials) => initials.replaceAll('.', ''))
    .split(/[.!?:;]+(?:["')\]]*)(?:\s+|$)|\n+/)
    .map((s) => s.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  const grade = (0.39 * words.length) / sentences.length + (11.8 * syllables) / words.length - 15.59;
  return { grade, words: words.length, sentences: sentences.length };
}
