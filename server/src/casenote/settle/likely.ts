// What a sentence is likely to tell of, by its words taken together (likeness.ts): it grades what the frames found, and speaks
// where they found nothing.
import { type Candidate, findIn, type SegmentAnalysis } from '../candidates.ts';
import { clauseAt } from '../clauses.ts';
import { judge } from '../judge.ts';
import { type Frame, meets } from '../lexicon.ts';
import { type Likely, likelyIn } from '../likeness.ts';
import { actOf } from '../match-words.ts';
import type { LocalSegment } from '../model.ts';
import { isOwnInitials, tellsOfSibling } from '../whose.ts';
import { inEntry } from './found.ts';
import { place } from './place.ts';
import type { Settled, State } from './state.ts';

/** What the sentence `at` of a segment is like; nothing where nobody can tell. */
function likelyAt({ lex }: State, { text, role }: LocalSegment, a: SegmentAnalysis, at: number): Likely | undefined {
  const { first, last, from, to, question } = a.cut.sentences[at]!;
  if (!lex.likeness || question || role === 'heading') return undefined;
  a.likely ??= new Array(a.cut.sentences.length);
  if (a.likely[at] === undefined) {
    const { clauses } = a.cut;
    let { mentions } = clauses[first]!;
    for (let c = first + 1; c < last; c++) mentions = mentions.concat(clauses[c]!.mentions);
    a.likely[at] = mentions.length > 0 ? likelyIn(lex.likeness, a.tokens, from, to, mentions, text, lex) : null;
  }
  return a.likely[at] ?? undefined;
}

/** Sentences, and clauses, in these words mostly tell of something else than what a frame found. */
export function isUnlikely(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  { clause, frame, open, affirmed, doubt, bare, headPast }: Candidate,
): boolean {
  // Told of in other words than its own: of the next sentence, of a plan, of a column, of a service.
  if (affirmed !== undefined || doubt || frame.planned || segment.cells || frame.source.startsWith('said:'))
    return false;
  const { lex } = s;
  const { from, to, mentions, sentence } = a.cut.clauses[clause]!;
  const likely = likelyAt(s, segment, a, sentence);
  if (!likely || likely.shareOf(frame.event) >= lex.likeness!.doubt) return false;
  // "Rejected", "it came": words that hang on what was said before, and tell of nothing by themselves.
  if ((open.length > 0 || frame.after || frame.amid) && likely.event === '') return false;
  // Of two that only the case tells apart.
  if (lex.over.get(frame.event)?.includes(likely.event)) return false;
  // What a sentence tells is often told on in the next: "The refusal is two pages. It is dated 1 May".
  for (const at of [sentence - 1, sentence + 1])
    if (at in a.cut.sentences && likelyAt(s, segment, a, at)?.event === frame.event) return false;
  const next = a.cut.sentences[sentence + 1];
  if (bare && next && a.cut.clauses[next.first]!.dates.length > 0) return false;
  // A sentence that tells of two things is mostly like one of them: "appealed the final plan dated 20 April".
  const { first, last } = a.cut.sentences[sentence]!;
  if (
    likely.shareOf(frame.event) > 0.3 * likely.shareOf('') &&
    headPast &&
    findIn(a, first, last, (c) => c.frame.event === likely.event && c.free && !c.doubt)
  )
    return false;
  const alone = last - first > 1 ? likelyIn(lex.likeness!, a.tokens, from, to, mentions, segment.text, lex) : likely;
  return alone.shareOf(frame.event) < lex.likeness!.apart;
}

/** Puts what the sentence `at` of a segment is likely to tell of, if anything, among what was found. */
export function settleLikely(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  at: number,
  usedDates: Map<number, Settled>,
): void {
  const { likeness } = s.lex;
  if (!likeness || s.elsewhere === s.entry) return;
  // A row without a day: the columns' names, as like as not.
  if (segment.role === 'table-row' && segment.dates.length === 0) return;
  const likely = likelyAt(s, segment, a, at);
  if (!likely || likely.event === '' || likely.share < likeness.least) return;
  if (inEntry(s).some((f) => f.segment === index && f.event.event === likely.event)) return;
  const { first, last, from, to } = a.cut.sentences[at]!;
  // Too few words of its own beside those of its title, which stands over many entries.
  if (segment.title !== undefined && to - from < 8) return;
  for (let c = first; c < last; c++) {
    if (tellsOfSibling(s.people, segment, a, c)) return;
    if (a.cut.clauses[c]!.mentions.some((m) => meets(m.entry.bits, s.names.others))) return;
  }
  const candidate = candidateOf(s, segment, a, likely);
  if (isOwnInitials(s.people, segment, a, candidate)) return;
  const one = { candidate, score: 0 };
  place(s, index, segment, a, one, [one], usedDates);
}

/** As if a frame had found it in the words that weighed most. */
function candidateOf({ lex, names }: State, { role }: LocalSegment, a: SegmentAnalysis, likely: Likely): Candidate {
  const { tokens: t, cut, openingToken, roles } = a;
  const { event, share } = likely;
  const words = likely.words();
  const head = actOf(words) ?? words[0]!;
  const clause = clauseAt(cut, head.from);
  const used = words.filter((m) => clauseAt(cut, m.from) === clause);
  const frame = { event, planned: lex.likeness!.planned.has(event) } as unknown as Frame;
  const match = { frame, head, used, open: [], score: 0 };
  const ground = { t, cut, lex, names, role, openingToken, roles, triggers: [], denials: [] };
  const { doubt: own, ...judged } = judge(match, clause, ground);
  const { first, last } = cut.sentences[cut.clauses[clause]!.sentence]!;
  const doubt = own ?? findIn(a, first, last, (c) => c.frame.event === event && c.doubt !== undefined)?.doubt;
  const tokens = used.flatMap((m) => Array.from({ length: m.to - m.from }, (_, i) => m.from + i));
  return {
    ...match,
    ...judged,
    clause,
    tokens,
    uses: (others) => others.some((token) => tokens.includes(token)),
    free: true,
    bare: false,
    ...(doubt && (doubt.kind === 'plan' || doubt.kind === 'out' || share < lex.likeness!.firm) ? { doubt } : {}),
  } as Candidate;
}
