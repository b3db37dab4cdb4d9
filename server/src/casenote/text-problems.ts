// What is wrong with a note as a text, whatever its dates: no plain text, too long, a head that cannot be used; and the order
// in which all problems of a note are told.
import type { Change } from './change.ts';
import type { FrontMatter, Problem } from './model.ts';

/**
 * A problem where the file is no text: a NUL, or more broken characters than a slip explains. What an edit left as it
 * was in a note that was read is not looked through again.
 */
export function notText(text: string, change: Change | undefined): Problem | undefined {
  const found = change ? text.slice(change.from, change.newEnd).indexOf('\0') : text.indexOf('\0');
  const nul = found === -1 ? -1 : found + (change?.from ?? 0);
  const head = text.length > 4096 ? text.slice(0, 4096) : text;
  const broken = head.includes('\ufffd') ? head.split('\ufffd').length - 1 : 0;
  if (nul === -1 && broken * 10 <= head.length) return undefined;
  const start = nul === -1 ? head.indexOf('\ufffd') : nul;
  return {
    code: 'not-text',
    message: 'This file is not plain text, so it is not read as a casenote.',
    severity: 'warning',
    start,
    end: start + 1,
    fixes: [],
  };
}

/** A part of a note that is not read, for its length. */
export function tooLong(start: number, end: number, message: string): Problem {
  return { code: 'note-too-large', message, severity: 'warning', start, end, fixes: [] };
}

/** A problem where front matter has a `date` that is no day. */
export function badDate(frontMatter: FrontMatter): Problem[] {
  if (frontMatter.data.date === undefined || frontMatter.data.date === null) return [];
  const { start, end } = frontMatter.valueSpans.date ?? { start: 0, end: 3 };
  const message = 'The "date:" at the head of the note is not a day. Write it as YYYY-MM-DD.';
  return [{ code: 'front-matter-invalid', message, severity: 'warning', start, end, fixes: [] }];
}

const rank = { error: 0, warning: 1, information: 2, hint: 3 };

const byPlaceAndCode = (a: Problem, b: Problem): number =>
  a.start - b.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || rank[a.severity] - rank[b.severity];

/** Sorted by place; one problem of a kind at a place: the more serious one. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const isInOrder = problems.every((p, i) => i === 0 || p.start > problems[i - 1]!.start);
  if (isInOrder) return problems;
  const sorted = problems.toSorted(byPlaceAndCode);
  return sorted.filter((p, i) => i === 0 || p.start !== sorted[i - 1]!.start || p.code !== sorted[i - 1]!.code);
}
