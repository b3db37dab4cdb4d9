// What every reading keeps to, whatever the text: checked by the fast suite on a few notes and by the long one on many.
import { type Day, parseIsoDay } from '../../server/src/calendar/day.ts';
import type { Reading } from '../../server/src/casenote/model.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { chanceFrom, echo, editNote, makeNote } from './notes.ts';

export const today: Day = parseIsoDay('2026-11-21')!;

/** What is wrong with the positions of a reading; empty where nothing is. */
export function misplaced(text: string, reading: Reading): string[] {
  const wrong: string[] = [];
  const inside = (what: string, s: { start: number; end: number }, from = 0, to = text.length): void => {
    if (!(s.start >= from && s.end >= s.start && s.end <= to))
      wrong.push(`${what} ${s.start}-${s.end} outside ${from}-${to}`);
  };
  let last = 0;
  for (const s of reading.segments) {
    inside('segment', s);
    if (s.start < last) wrong.push(`segment ${s.start} before ${last}`);
    last = s.end;
    if (s.text.length !== s.end - s.start) wrong.push(`segment text ${s.text.length} for ${s.end - s.start}`);
    let before = s.start;
    for (const d of s.dateMentions) {
      inside('date', d, before, s.end);
      before = d.end;
      if (text.slice(d.start, d.end) !== d.text) wrong.push(`date text "${d.text}"`);
    }
    for (const c of s.cells ?? []) inside('cell', c, s.start, s.end);
    if (s.openingDate !== undefined && s.dateMentions[s.openingDate] === undefined) wrong.push('no opening date');
    if (reading.entries[s.entry] === undefined) wrong.push('no entry');
  }
  for (const e of reading.entries) {
    inside('entry', e);
    if (e.dateSpan) inside('entry date', e.dateSpan);
    if (reading.children[e.child] === undefined) wrong.push('no child');
  }
  for (const p of reading.problems) {
    inside(p.code, p);
    for (const f of p.fixes) if (f.span) inside(`${p.code} fix`, f.span);
  }
  for (const e of reading.events) inside('event', e);
  return wrong;
}

/**
 * Edits notes by chance, reading each step both with the reading before it and from scratch; gives the first text on
 * which the two differ or a position is wrong, `undefined` where none is.
 */
export function firstDifference(seed: number, notes: number, edits: number): string | undefined {
  const chance = chanceFrom(seed);
  const reader = createReader({ recogniser: echo });
  for (let n = 0; n < notes; n++) {
    let text = makeNote(chance, 14);
    let reading = reader.read(text, { today });
    for (let e = 0; e < edits; e++) {
      const edited = editNote(chance, text);
      const next = reader.read(edited, { today }, { reading });
      const whole = reader.read(edited, { today });
      if (JSON.stringify(next) !== JSON.stringify(whole)) return `differs after an edit:\n${text}\n=====\n${edited}`;
      const wrong = misplaced(edited, next);
      if (wrong.length > 0) return `${wrong.join('; ')}\n=====\n${edited}`;
      text = edited;
      reading = next;
    }
  }
  return undefined;
}
