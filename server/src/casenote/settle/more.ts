// What one wording tells beside its first event: as many as there are days ("suspended on 3, 9 and 24 April"), and the
// meeting that an invitation is for.

import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import { dateWords, followsFor, isToCome, useOf } from '../date-use.ts';
import { meets } from '../lexicon.ts';
import { entryAt } from '../mentions.ts';
import type { DateMention, DateSource, LocalSegment } from '../model.ts';
import { Kind } from '../tokens.ts';
import { addFound } from './found.ts';
import type { Picked, State } from './state.ts';

/**
 * "Suspended three times: 22 January, 2 days from 9 February and on 24 April", "suspended 3/4, 9/4 and 24/4", "consulted
 * Oak Lane on 3 May and Beech Hill on 5 May": as often as there are days. Without a word that says so the days must
 * follow one another with nothing between but how long each lasted, or whose it is.
 */
export function eachTime(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  candidate: Candidate,
  picked: Picked,
): void {
  const first = s.allFound.at(-1)!;
  if (first.caseEvent.assertion !== 'happened') return;
  const own = a.cut.clauses[candidate.clause]!;
  const sentence = a.cut.sentenceSpans[own.sentence]!;
  const { tokenStarts, tokenEnds } = a.tokens;
  const named = s.lex.countedEvents.get(first.caseEvent.event) === 'named';
  const several = s.lex.severalTimes.test(segment.text.slice(tokenStarts[sentence.from], tokenEnds[sentence.to - 1]));
  let last = picked.token;
  for (let token = picked.token + 1; token < sentence.to; token++) {
    if (a.tokens.tokenKinds[token] !== Kind.date) continue;
    const mention = segment.dateMentions[a.tokens.tokenMeanings[token]!]!;
    if (!several && !((named || token < own.to) && listed(s, a, segment.text, last, token, named))) return;
    last = token;
    const { form, past, start, end, text } = mention;
    if (!(form === 'full' || form === 'year-less' || (named && form === 'relative')) || past === undefined) continue;
    if (useOf(a.tokens, token, s.lex, dateWords(s.lex)) === 'limit') continue;
    addFound(s, {
      ...first,
      caseEvent: {
        ...first.caseEvent,
        day: past,
        dateSource: sourceOf(form),
        dateSpan: { start, end },
        // Each at its own day: what is told of one is not told of all.
        start,
        end,
        text,
      },
    });
  }
}

/** How a day was written, as events say it. */
export const sourceOf = (form: DateMention['form']): DateSource =>
  form === 'full' ? 'explicit' : form === 'year-less' ? 'year-inferred' : 'relative';

/** Only words of a list stand between two days. */
function listed(s: State, a: SegmentAnalysis, text: string, from: number, to: number, named: boolean): boolean {
  let joins = false;
  let aside = false;
  for (let i = from + 1; i < to; i++) {
    // "5 days from 12 January (vape), 2 days from 9 February": why, in brackets.
    if (a.tokens.tokenKinds[i] === Kind.punct && (a.tokens.tokenMeanings[i]! | 1) === 0x29)
      aside = a.tokens.tokenMeanings[i] === 0x28;
    if (aside) continue;
    if (a.tokens.tokenKinds[i] === Kind.punct) {
      if (a.tokens.tokenMeanings[i] === 0x7c) return false;
      joins ||=
        a.tokens.tokenMeanings[i] === 0x2c || a.tokens.tokenMeanings[i] === 0x26 || a.tokens.tokenMeanings[i] === 0x2b;
      continue;
    }
    if (a.tokens.tokenKinds[i] !== Kind.word) continue;
    const word = text.slice(a.tokens.tokenStarts[i], a.tokens.tokenEnds[i]).toLowerCase();
    joins ||= word === 'and' || word === 'then';
    if (s.lex.ofList.test(word)) continue;
    // Whose it is: a name nobody knows, or a kind of school.
    const e = entryAt(a.tokens, i, s.lex);
    if (named && (!e || meets(e.bits, s.lex.actorMask)) && i > from + 1) continue;
    return false;
  }
  return joins;
}

/** "Invitation dated 26 Sept for 17 October": the letter, and the meeting it is for. */
export function alsoFor(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  candidate: Candidate,
  picked: Picked | undefined,
): void {
  for (const token of a.cut.clauses[candidate.clause]!.dateTokens) {
    if (token === picked?.token || token === a.openingToken) continue;
    const mention = segment.dateMentions[a.tokens.tokenMeanings[token]!]!;
    const day =
      mention.form === 'full' || mention.form === 'year-less' || mention.form === 'relative'
        ? mention.future
        : undefined;
    const isFor = followsFor(s, a, token) || isToCome(mention, segment);
    if (day === undefined || !isFor) continue;
    addFound(s, {
      candidate,
      segment: s.allFound.at(-1)!.segment,
      score: 1,
      caseEvent: {
        ...s.allFound.at(-1)!.caseEvent,
        event: candidate.frame.meeting!,
        day,
        dateSource: sourceOf(mention.form),
        dateRole: 'own',
        assertion: 'planned',
        dateSpan: { start: mention.start, end: mention.end },
      },
    });
    return;
  }
}
