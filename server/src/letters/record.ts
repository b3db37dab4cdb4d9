// The line that a note gets when a letter is written from it. A draft says so and counts as nothing; only when the
// adviser says that the letter went does the line carry the mark that makes it the answering event.
import { type Day, formatDay, formatIsoDay } from '../calendar/day.ts';
import type { Letter } from './model.ts';

/**
 * The entry for a letter that has been written but, as far as anyone has said, not sent. The mark keeps its words from
 * being read as a step taken.
 */
export function draftedEntry(letter: Letter, day: Day, file?: string): string {
  return `- ${formatDay(day)}: letter drafted, not sent yet: ${letter.title}${linkTo(file)} <!-- casenotes: not-event -->`;
}

/** A link to the letter's file, where it has one. */
function linkTo(file: string | undefined): string {
  return file ? ` ([letter](<${file.replace(/[<>\r\n]/g, '')}>))` : '';
}

/**
 * The entry for a letter that the adviser says was sent. With an event to record, a mark makes it that event whatever
 * the words are read as; with none, a mark keeps the title from being read as one.
 */
export function sentEntry(letter: Letter, day: Day, file?: string): string {
  const mark = letter.records ? `event ${letter.records} ${formatIsoDay(day)}` : 'not-event';
  return `- ${formatDay(day)}: letter sent: ${letter.title}${linkTo(file)} <!-- casenotes: ${mark} -->`;
}

/** The question to ask before `sentEntry` is written; absent where sending the letter answers nothing. */
export function sentQuestion(letter: Letter, eventTitle: (id: string) => string): string | undefined {
  return letter.records
    ? `Has this letter been sent? If so, the note will record: ${eventTitle(letter.records)}.`
    : undefined;
}
