// What a sentence is likely to tell of, by its words taken together and what was told before it (likeness.ts): it grades what
// the frames found, and speaks of what they did not find.
import { type Candidate, type Doubt, findIn, type SegmentAnalysis } from '../candidates.ts';
import { type Clauses, clauseAt } from '../clauses.ts';
import { earlierYearIn } from '../earlier-year.ts';
import { judge } from '../judge.ts';
import { type Frame, type Lexicon, meets, type Slot } from '../lexicon.ts';
import { type Likely, likelyBy, remembered, shareOf, stepsOf, weightiest } from '../likeness.ts';
import { actOf } from '../match-words.ts';
import type { Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import { isOwnInitials, tellsOfOther } from '../whose.ts';
import { hint, inEntry } from './found.ts';
import { place } from './place.ts';
import type { Found, Settled, State } from './state.ts';

/** What the sentence `at` of a segment is like, told after what was found before it; nothing where nobody can tell. */
export function likelyAt(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  at: number,
): Likely | undefined {
  const { from, question } = a.cut.sentenceSpans[at]!;
  if (!s.lex.likeness || question || segment.role === 'heading') return undefined;
  const told = eventsBefore(s, index, a.tokens.tokenStarts[from]!);
  a.likely ??= new Array(a.cut.sentenceSpans.length);
  const known = a.likely[at];
  if (known === null) return undefined;
  if (known?.told.length === told.length && told.every((event, i) => event === known.told[i])) return known;
  const steps = known?.steps ?? stepsIn(s, segment, a, at);
  a.likely[at] = steps ? likelyBy(s.lex.likeness, steps, told) : null;
  return a.likely[at] ?? undefined;
}

/** How much the words of a sentence say of each event; nothing where it has no word of the lexicon. */
function stepsIn(
  { lex }: State,
  { text }: LocalSegment,
  { tokens, cut }: SegmentAnalysis,
  at: number,
): readonly number[] | undefined {
  const { from, to } = cut.sentenceSpans[at]!;
  const mentions = mentionsIn(cut, at);
  return mentions.length > 0 ? stepsOf(lex.likeness!, tokens, from, to, mentions, text, lex) : undefined;
}

/** The words of a sentence that the lexicon knows. */
function mentionsIn({ sentenceSpans: sentences, clauses }: Clauses, at: number): readonly Mention[] {
  const { first, last } = sentences[at]!;
  let { mentions } = clauses[first]!;
  for (let c = first + 1; c < last; c++) mentions = mentions.concat(clauses[c]!.mentions);
  return mentions;
}

/** The events told last before a place in a segment, the latest last. */
function eventsBefore({ allFound }: State, index: number, start: number): string[] {
  const told: string[] = [];
  for (let i = allFound.length - 1; i >= 0 && told.length < remembered; i--) {
    const { segment, caseEvent } = allFound[i]!;
    if (segment !== index || caseEvent.start < start) told.push(caseEvent.event);
  }
  return told.reverse();
}

/**
 * Such words tell of nothing twice as often as of the event, and of nothing else instead. Of what is read all the same,
 * half was meant.
 */
export const isUncertain = (lex: Lexicon, likely: Likely | undefined, event: string): boolean =>
  likely !== undefined && !isNew(lex, event) && 2 * shareOf(likely, event) < shareOf(likely, '');

/** Of what the scorer was never taught, the frames alone tell. */
const isNew = ({ likeness }: Lexicon, event: string): boolean => !likeness!.taught.has(event);

/** Sentences, and clauses, in these words mostly tell of something else than what a frame found; `likely`: the sentence. */
export function isUnlikely(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  likely: Likely,
  { clause, frame, open, affirmed, doubt, bare, headPast }: Candidate,
): boolean {
  // Told of in other words than its own: of the next sentence, of a plan, of a service.
  if (affirmed !== undefined || doubt || frame.planned || frame.source.startsWith('said:')) return false;
  const { lex } = s;
  const { from, to, mentions, dateTokens, sentence } = a.cut.clauses[clause]!;
  // A few words under the name of a column, which says the rest.
  if (segment.cells && mentions.length < 4) return false;
  if (isNew(lex, frame.event) || shareOf(likely, frame.event) >= lex.likeness!.doubt) return false;
  const { first, last, from: begin, to: end } = a.cut.sentenceSpans[sentence]!;
  // "Event: suspension", "Appeal": too few words to be sure of anything else.
  if (end - begin < 8 && (likely.event === '' || shareOf(likely, likely.event) < 0.8)) return false;
  // A day is asked for: better a question too many.
  if (dateTokens.some((d) => segment.dateMentions[a.tokens.tokenMeanings[d]!]!.form === 'vague')) return false;
  // Whatever went before it.
  likely.untold ??= likelyBy(lex.likeness!, likely.steps, []);
  if (shareOf(likely.untold, frame.event) >= lex.likeness!.doubt) return false;
  // "Rejected", "it came": words that hang on what was said before, and tell of nothing by themselves.
  if ((open.length > 0 || frame.after || frame.amid) && likely.event === '') return false;
  // Of two that only the case tells apart.
  if (lex.over.get(frame.event)?.includes(likely.event)) return false;
  // What a sentence tells is often told on in the next: "The refusal is two pages. It is dated 1 May".
  for (const at of [sentence - 1, sentence + 1])
    if (at in a.cut.sentenceSpans && likelyAt(s, index, segment, a, at)?.event === frame.event) return false;
  const next = a.cut.sentenceSpans[sentence + 1];
  if (bare && next && a.cut.clauses[next.first]!.dateTokens.length > 0) return false;
  // A sentence that tells of two things is mostly like one of them: "appealed the final plan dated 20 April".
  if (
    shareOf(likely, frame.event) > 0.3 * shareOf(likely, '') &&
    headPast &&
    findIn(a, first, last, (c) => c.frame.event === likely.event && c.free && !c.doubt)
  )
    return false;
  // "PEX on 17 Sept, governors sat 6 Oct and upheld it": a clause by itself.
  if (last - first === 1) return true;
  const alone = likelyBy(lex.likeness!, stepsOf(lex.likeness!, a.tokens, from, to, mentions, segment.text, lex), []);
  return shareOf(alone, frame.event) < lex.likeness!.apart;
}

/** Puts what the sentences of a segment are likely to tell of, if anything, among what was found. */
export function settleLikely(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  usedDates: Map<number, Settled>,
): void {
  if (!s.lex.likeness || s.elsewhere === s.entry) return;
  // A row without a day: the columns' names, as like as not.
  if (segment.role === 'table-row' && segment.dateMentions.length === 0) return;
  let found: readonly (readonly Found[])[] | undefined;
  for (let at = 0; at < a.cut.sentenceSpans.length; at++) {
    const likely = likelyAt(s, index, segment, a, at);
    if (!likely || !isPossible(likely)) continue;
    found ??= bySentence(s, index, a);
    settleSentence(s, index, segment, a, at, likely, found[at]!, usedDates);
  }
}

/** What was found in the segment that is being settled, by its sentence. */
function bySentence(s: State, index: number, { cut }: SegmentAnalysis): Found[][] {
  const found: Found[][] = cut.sentenceSpans.map(() => []);
  for (const one of foundIn(s, index)) found[cut.clauses[one.candidate.clause]!.sentence]!.push(one);
  return found;
}

/** What was found in a segment that is being settled, the last first. */
function foundIn(s: State, index: number): Found[] {
  const found: Found[] = [];
  const all = inEntry(s);
  // What an item tells of the one above may stand among them.
  for (let i = all.length - 1; i >= 0 && all[i]!.segment >= index - 1; i--)
    if (all[i]!.segment === index) found.push(all[i]!);
  return found;
}

function settleSentence(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  at: number,
  likely: Likely,
  found: readonly Found[],
  usedDates: Map<number, Settled>,
): void {
  const { first, last, from, to } = a.cut.sentenceSpans[at]!;
  const waiting = waitingIn(s, index, first, last);
  if (
    found.some(({ caseEvent }) => isNew(s.lex, caseEvent.event)) ||
    waiting.some(({ frame }) => isNew(s.lex, frame.event))
  )
    return;
  // "Last school year he had four suspensions".
  const isDated = a.cut.clauses
    .slice(first, last)
    .some(({ dateTokens }) => dateTokens.some((d) => d !== a.openingToken));
  const words = segment.text.slice(a.tokens.tokenStarts[from], a.tokens.tokenEnds[to - 1]);
  if (!isDated && earlierYearIn(s.lex, words, segment.reference)) return;
  // Something else, beside what was found; and what has no day of its own.
  const least = found.length > 0 ? 0.45 : isDated ? 0 : 0.36;
  for (let c = first; c < last; c++) {
    if (tellsOfOther(s.people, segment, a, c)) return;
    if (a.cut.clauses[c]!.mentions.some((m) => meets(m.lexeme.bits, s.names.others))) return;
  }
  const isArranged =
    found.some((f) => f.caseEvent.assertion === 'planned') || waiting.some(({ frame }) => frame.planned);
  for (const event of likely.events) {
    const share = shareOf(likely, event);
    if (share < least) continue;
    if (isArranged && /held|meeting/.test(event)) continue;
    if (inEntry(s, event).some((f) => f.segment === index)) continue;
    if (s.dayless.some((u) => u.segment === index && u.event === event)) continue;
    // Words that wait for the stage of the case need not: they say it best, and which of the days is its.
    const waited = waiting.find(({ frame }) => frame.event === event);
    const candidate = waited ?? candidateOf(s, index, segment, a, at, likely, event);
    if (isOwnInitials(s.people, segment, a, candidate)) continue;
    const one = { candidate, score: 0, uncertain: isUncertain(s.lex, likely, event) };
    place(s, index, segment, a, one, [one], usedDates);
  }
  const isAsked = isDated && found.length + waiting.length + likely.events.length === 0;
  settlePossible(s, index, segment, a, at, likely, isAsked);
}

/** What else the sentence may tell of: asked about, or kept for whoever waits for it. */
function settlePossible(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  at: number,
  likely: Likely,
  isAsked: boolean,
): void {
  // Half of the whole, and it is what the sentence tells, or was kept from telling.
  if (likely.event !== '' && shareOf(likely, likely.event) >= 0.5) return;
  const { from, to } = a.cut.sentenceSpans[at]!;
  const span = { start: a.tokens.tokenStarts[from]!, end: a.tokens.tokenEnds[to - 1]! };
  const { entryDay: day } = segment;
  possibleIn(likely).forEach((event, i) => {
    // A sentence with a day that is like it, but not enough. Half of such sentences of notes tell of it.
    if (isAsked && i === 0 && shareOf(likely, event) >= 0.1)
      hint(s, segment, a, candidateOf(s, index, segment, a, at, likely, event), 'unsure', 'could be meant');
    else if (day !== undefined && !inEntry(s, event).some((f) => f.segment === index))
      s.near.push({
        segment: s.at,
        what: {
          ...{ event, day, grade: 'unsure', assertion: 'happened', reason: '', faint: true, possible: true },
          ...span,
        },
      });
  });
}

/** What a sentence is a little like, the likeliest first. Where somebody waits for it, it may be what came. */
const possibleIn = ({ among, shares }: Likely): readonly string[] =>
  among.filter((event, i) => event !== '' && shares[i]! >= leastPossible);

/** Is there any such thing? Of the two likeliest, one is an event. */
const isPossible = ({ among, shares }: Likely): boolean => (shares[among[0] === '' ? 1 : 0] ?? 0) >= leastPossible;

const leastPossible = 0.05;

/** What waits for the stage of the case in some clauses of the segment that is being settled. */
function waitingIn({ waiting, waitingAt }: State, index: number, first: number, last: number): Candidate[] {
  const found: Candidate[] = [];
  for (let i = waiting.length - 1; i >= 0 && waitingAt[i] === index; i--) {
    const { candidate } = waiting[i]!;
    if (candidate.clause >= first && candidate.clause < last) found.unshift(candidate);
  }
  return found;
}

/** Does a doubt stand against an event of this share? A denial falls only where there is little doubt what the sentence tells. */
const stands = ({ kind, soft, direct }: Doubt, share: number): boolean =>
  direct || (kind === 'plan' && !soft) || share < (soft || kind !== 'out' ? 0.45 : 0.7);

const noSlot: Pick<Slot, 'tags'> = { tags: [] };

/** As if a frame had found it in the words that weighed most. */
function candidateOf(
  s: State,
  index: number,
  { role, text }: LocalSegment,
  a: SegmentAnalysis,
  at: number,
  likely: Likely,
  event: string,
): Candidate {
  const { tokens: t, cut, openingToken, roles } = a;
  const { lex, names } = s;
  const taken = foundIn(s, index).flatMap((f) => f.candidate.tokens);
  const words = weightiest(lex.likeness!, t, mentionsIn(cut, at), text, lex, event, taken);
  const clause = clauseAt(cut, words[0]!.fromToken);
  const used = words.filter((m) => clauseAt(cut, m.fromToken) === clause).sort((x, y) => x.fromToken - y.fromToken);
  const head = actOf(used) ?? used[0]!;
  const frame = { event, planned: lex.likeness!.planned.has(event), anchor: noSlot, needs: [] } as unknown as Frame;
  const match = { frame, head, used, open: [], score: 0 };
  const ground = { t, cut, lex, names, role, openingToken, roles, triggers: [], denials: [] };
  const share = shareOf(likely, event);
  const { doubt: own, ...judged } = judge(match, clause, ground);
  const { first, last } = cut.sentenceSpans[cut.clauses[clause]!.sentence]!;
  const doubt = own ?? findIn(a, first, last, (c) => c.frame.event === event && c.doubt !== undefined)?.doubt;
  const tokens = used.flatMap((m) => Array.from({ length: m.toToken - m.fromToken }, (_, i) => m.fromToken + i));
  return {
    ...match,
    // A meeting named with a day to come is arranged (`comes`).
    frame: { ...frame, bare: true },
    ...judged,
    clause,
    tokens,
    uses: (others) => others.some((token) => tokens.includes(token)),
    free: true,
    bare: false,
    ...(doubt && stands(doubt, share) ? { doubt } : {}),
  } as Candidate;
}
