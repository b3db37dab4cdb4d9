// How well the candidates of a clause fit the passage they stand in: what they leave open must have been spoken of.
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import { fills, meets, type Slot, type TagSet } from '../lexicon.ts';
import type { LocalSegment } from '../model.ts';
import { inEntry } from './found.ts';
import type { Passage, State } from './state.ts';

export interface Fit {
  readonly candidate: Candidate;
  readonly score: number;
}

/** How well a candidate fits the passage: 0 where the passage lacks what it leaves open, or has what it shuts out. */
export function fitOf(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  candidate: Candidate,
  opens: boolean,
  passage: Passage,
): number {
  let score = candidate.score;
  const { open } = candidate;
  const { shut } = candidate.frame;
  for (const slot of open) {
    if (segment.role === 'heading' && slot.kind !== 'ever') return 0;
    let got = carried(slot, passage);
    if (slot.kind === 'ahead' && got < 6) got = saidAhead(a, candidate.clause, slot.mask) ? 4 : 0;
    const told = opens && fills(passage.last, slot) && !meets(passage.last, s.names.others);
    if (slot.kind === 'sentence' && got < 6 && !(told && zeroSubject(candidate))) return 0;
    if (slot.kind === 'ever' && got === 0 && fills(passage.ever, slot)) got = 1;
    if (slot.kind === 'it') {
      // "It" is what was last spoken of, not what was spoken of once.
      if (got < 6) got = fills(passage.last, slot) ? 5 : meets(passage.last, s.names.subjects) || got < 3 ? 0 : got;
      // "Got it on the 24th": the letter just told of.
      if (got > 0 && candidate.received && toldOf(s, slot.mask)) return 0;
    }
    if (got === 0) return 0;
    score += got;
  }
  for (const slot of shut) {
    if (fills(passage.sentence, slot) || fills(passage.entry, slot)) return 0;
  }
  return score > 0 ? score : least;
}

/** A fit of no preference is a fit all the same. */
const least = 1e-9;

/** How near the passage has what a slot wants: 0 not at all, else a preference. */
function carried(slot: Slot, p: Passage): number {
  if (fills(p.sentence, slot)) return 6;
  if (fills(p.entry, slot)) return 5;
  if (fills(p.before, slot)) return 3;
  if (fills(p.title, slot)) return 2;
  return 0;
}

/** "Rang Prime, said no to mediation": what the rest of the sentence says. */
function saidAhead({ cut }: SegmentAnalysis, clause: number, mask: TagSet): boolean {
  const { last } = cut.sentenceSpans[cut.clauses[clause]!.sentence]!;
  for (let c = clause + 1; c < last; c++)
    if (cut.clauses[c]!.mentions.some((m) => meets(mask, m.lexeme.bits))) return true;
  return false;
}

/** "Posted 27 Nov.": an act with neither doer nor thing goes on about what the sentence before spoke of. */
const zeroSubject = (c: Candidate): boolean => !c.nominal && c.tokens.length <= 2;

function toldOf(s: State, mask: TagSet): boolean {
  return inEntry(s).some((f) => meets(f.candidate.head.lexeme.bits, mask));
}

/** Puts a fit among the others: the best first, and of two as good the one that the packs name first. */
export function inRank(fits: Fit[], fit: Fit): void {
  let at = fits.length;
  while (at > 0 && comesBefore(fit, fits[at - 1]!)) at--;
  fits.push(fit);
  for (let i = fits.length - 1; i > at; i--) fits[i] = fits[i - 1]!;
  fits[at] = fit;
}

const comesBefore = (a: Fit, b: Fit): boolean =>
  a.score > b.score || (a.score === b.score && a.candidate.frame.index < b.candidate.frame.index);
