// Forms: a label, and what is written behind it ("Appeal lodged: N, chased", "Final plan issued - TBC", "Hearing held: ____").
// The label only asks; where the answer says no, or nothing yet, what it names has not happened.
import type { Lexicon } from './lexicon.ts';
import { Kind, type Tokens } from './tokens.ts';

/** A label whose answer says that it has not happened. */
export interface Unanswered {
  /** The label's tokens, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** The label's words and the answer, as they stand in the note; the label and its colon where nothing stands behind. */
  readonly said: string;
}

const none: readonly Unanswered[] = [];

/** Nothing is an answer without one of these before it. */
const beforeAnswer = /[(\-/:=?[\]–—→]/;

/** The labels in a segment's lines and cells that are answered with no, or not at all. */
export function unansweredIn(t: Tokens, text: string, { formNo }: Lexicon): readonly Unanswered[] {
  let found: Unanswered[] | undefined;
  let token = 0;
  const upTo = (place: number): number => {
    while (token < t.count && t.tokenStarts[token]! < place) token++;
    return token;
  };
  for (let from = 0; from < text.length; ) {
    let to = from;
    while (to < text.length && text.charCodeAt(to) !== 0x0a && text.charCodeAt(to) !== 0x7c) to++;
    if (!beforeAnswer.test(text.slice(from, to))) {
      from = to + 1;
      continue;
    }
    // "4 May 2026: appeal lodged: N": the day that opens the line is no part of the label.
    const opens = upTo(from) < t.count && t.tokenKinds[token] === Kind.date && t.tokenStarts[token]! < from + 6;
    const begin = opens ? Math.min(to, t.tokenEnds[token]!) : from;
    const m = to - begin < 5 ? null : formNo.exec(text.slice(begin, to));
    if (m) {
      const label = m[1] ?? m[2] ?? m[3]!;
      const start = begin + m[0].indexOf(label);
      const said = m[0].replace(/^[\s:*_•–-]+|\s+$/g, '');
      const one = { from: upTo(start), to: upTo(start + label.length), said };
      // "Answered on 18 February: no, full in Y5": it has its day.
      let dated = false;
      for (let i = one.from; i < one.to; i++) dated ||= t.tokenKinds[i] === Kind.date;
      found ??= [];
      // "Refused to assess:" may lead on to why, in the next line.
      if (!dated && !(m[3] && /^\n(?!.{2,60}:)[^|]*\w/.test(text.slice(to)))) found.push(one);
    }
    from = to + 1;
  }
  return found ?? none;
}
