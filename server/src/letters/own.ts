// A service's own letters: files of a folder read into a pack, each mistake at its place. A letter with the id of one of
// ours takes its place; the rest stand under a heading of their own.
import type { Letter, LetterPack, LetterProblem } from './model.ts';
import { readLetter, withOwnLetters } from './read.ts';

/** Where own letters lie within a folder that `packs` names. */
export const ownLettersFolder = 'letters';

export interface OwnFile {
  /** Path or URI, for the report. */
  readonly name: string;
  /** Absent where it could not be read; `reason` says why. */
  readonly text?: string;
  readonly reason?: string;
}

export interface OwnLetters {
  readonly letters: readonly Letter[];
  /** Every file, also those with nothing wrong, so that old reports can be taken away. */
  readonly files: readonly { readonly name: string; readonly problems: readonly LetterProblem[] }[];
}

/** Reads own letters against a pack. A file with a mistake is left out; a second letter with the same id, too. */
export function readOwnLetters(files: readonly OwnFile[], pack: LetterPack): OwnLetters {
  const known = { fields: pack.fields, groups: pack.groups.map((g) => g.id) };
  const letters = new Map<string, { readonly letter: Letter; readonly name: string }>();
  const read = files.map(({ name, text, reason }) => {
    if (text === undefined)
      return {
        name,
        problems: [{ message: `It cannot be read: ${reason ?? 'no reason given'}.`, line: 1, column: 1 }],
      };
    const { letter, problems } = readLetter(text, known, true);
    if (!letter) return { name, problems };
    const first = letters.get(letter.id);
    if (!first) {
      letters.set(letter.id, { letter, name });
      return { name, problems };
    }
    const other = first.name.slice(first.name.lastIndexOf('/') + 1);
    return {
      name,
      problems: [{ message: `Another letter, ${other}, has the id "${letter.id}".`, line: 1, column: 1 }],
    };
  });
  return { letters: [...letters.values()].map(({ letter }) => letter), files: read };
}

/** The pack with own letters in it. */
export function withOwn(pack: LetterPack, own: readonly Letter[]): LetterPack {
  if (own.length === 0) return pack;
  const groups = own.some((l) => l.group === 'own')
    ? [{ id: 'own', title: 'Our own letters' }, ...pack.groups]
    : pack.groups;
  return { ...pack, groups, letters: withOwnLetters(pack.letters, own) };
}
