// The recogniser: reads words into events by frames. `analyse` looks at one segment alone (clauses, frames, what keeps
// them from counting); `settle` walks a child's segments in order, fills in what is carried over, and gives each event
// its day (settle/settle.ts). Pure: the lexicon is data, passed in.

import type { Names, SegmentAnalysis } from './candidates.ts';
import { cutClauses } from './clauses.ts';
import { findCandidates } from './frames.ts';
import { has, type Lexicon, type TagSet } from './lexicon.ts';
import { compileLexicon } from './lexicon-compile.ts';
import type { OwnLexicon, PackedLikeness, SpeltLexicon } from './lexicon-data.ts';
import { unpackLikeness } from './likeness.ts';
import { findMentions, type Mention } from './mentions.ts';
import type { LocalSegment } from './model.ts';
import { inTime } from './newest-first.ts';
import type { ChildNotes, Recogniser, Recognition } from './recognise-interface.ts';
import { settle } from './settle/settle.ts';
import { readSigns } from './signs.ts';
import { readHeaders, readTitle } from './table-headers.ts';
import { withoutTalkedOf } from './talked-of.ts';
import { copyTokens, endTokens, makeTokens, type Tokens, tokenise } from './tokens.ts';
import { siblingsIn } from './whose.ts';

/** Segments longer than this are read up to here only: no clause of a person's note is so long. */
const MAX_SEGMENT = 40_000;

/** Makes a recogniser from the lexicon of the packs, with what a service adds to it. */
export function makeRecogniser(
  spelt: SpeltLexicon,
  own?: OwnLexicon,
  likeness?: PackedLikeness,
): Recogniser<SegmentAnalysis | undefined> & { readonly lexicon: Lexicon } {
  const lexicon = compileLexicon(spelt, own);
  if (likeness) lexicon.likeness = unpackLikeness(likeness, lexicon);
  const names = namesOf(lexicon);
  const scratch = makeTokens();
  return {
    lexicon,
    analyse: (segment) => analyse(segment, lexicon, names, scratch),
    settle: (notes: ChildNotes<SegmentAnalysis | undefined>): Recognition =>
      inTime(notes, (inOrder) => settle(inOrder, lexicon, names)),
  };
}

function analyse(segment: LocalSegment, lex: Lexicon, names: Names, scratch: Tokens): SegmentAnalysis | undefined {
  const text = segment.text.length > MAX_SEGMENT ? segment.text.slice(0, MAX_SEGMENT) : segment.text;
  tokenise(text, segment.start, segment.dateMentions, lex, scratch);
  readSigns(scratch, lex);
  if (segment.cells !== undefined) readHeaders(segment, lex, scratch);
  if (segment.title !== undefined) readTitle(segment.title, segment, lex, scratch);
  if (scratch.core === 0) return undefined;
  endTokens(scratch);
  const cuts = new Set<number>();
  const mentions = withoutTalkedOf(scratch, findMentions(scratch, lex, text), lex, cuts);
  const cut = cutClauses(scratch, mentions, lex, names, text, cuts);
  let openingToken = -1;
  if (segment.openingDate !== undefined) {
    for (let i = 0; i < scratch.count; i++) {
      if (scratch.tokenKinds[i] === 2 && scratch.tokenMeanings[i] === segment.openingDate) openingToken = i;
    }
  }
  const tokens = copyTokens(scratch);
  const { candidates, roles } = findCandidates(tokens, cut, lex, names, segment.role, openingToken);
  const of = (m: Mention): boolean => has(m.lexeme, names.sib) || has(m.lexeme, names.other);
  const siblings = mentions.some(of) ? siblingsIn(text) : undefined;
  return { tokens, cut, candidates, roles, openingToken, ...(siblings ? { siblings } : {}) };
}

function namesOf(lex: Lexicon): Names {
  const id = (tag: string): number => lex.tagIds.get(tag) ?? -1;
  const maskOf = (tags: readonly string[]): TagSet => {
    const mask = lex.noTags.slice();
    for (const tag of tags) {
      const t = id(tag);
      if (t >= 0) mask[t >> 5]! |= 1 << (t & 31);
    }
    return mask;
  };
  const strong = lex.noTags.slice();
  for (const f of lex.frames)
    if (f.bare)
      f.anchor.mask.forEach((w, i) => {
        strong[i]! |= w;
      });
  const nobody = maskOf(['they', 'person', 'proper']);
  const bodies = lex.actorMask.map((w, i) => w & ~nobody[i]!);
  return {
    verb: id('verb'),
    conjAnd: id('and'),
    conjBut: id('but'),
    conjWhich: id('which'),
    particle: id('particle'),
    number: id('number'),
    pronoun: id('pronoun'),
    strong,
    be: id('be'),
    modal: id('modal'),
    receives: id('receive'),
    det: id('det'),
    they: id('they'),
    person: id('person'),
    prepTo: id('prep-to'),
    prepFrom: id('prep-from'),
    prepBy: id('prep-by'),
    prepRef: id('prep-ref'),
    infinitives: id('infinitive'),
    present: id('present'),
    whenever: id('whencond'),
    stop: id('but'),
    neg: id('neg'),
    therefore: id('therefore'),
    contact: id('contact'),
    arriveish: id('arriveish'),
    did: id('did'),
    adviser: id('adviser'),
    bodies,
    doable: id('doable'),
    dated: id('dated'),
    advise: id('advise'),
    ingOk: id('ing-ok'),
    it: id('it2'),
    will: id('will'),
    had: id('had'),
    officials: bodies.map((w, i) => w & ~maskOf(['fam', 'adviser'])[i]!),
    decides: id('decides'),
    tell: id('tell'),
    refuse: id('refuse'),
    isNow: id('isnow'),
    tail: id('tail'),
    forWord: id('for'),
    letter: id('letter'),
    other: id('other'),
    sib: id('sib'),
    others: maskOf(['other', 'sib']),
    sameas: id('sameas'),
    subjects: lex.subjectMask,
    says: maskOf(['complain', 'request', 'refuse', 'withdraw', 'tell', 'acknowledge', 'concede']),
    reaches: maskOf(['send', 'contact', 'tellstaff', 'wrote']),
    takesTo: maskOf(['complaint', 'appeal', 'sar', 'foi', 'pap', 'stage2', 'stage3', 'investigation', 'rp']),
    answer: id('answerish'),
    yes: id('saysyes'),
    backPrep: id('backprep'),
    topicPrep: id('topicprep'),
    aboutVerb: id('aboutverb'),
    send: id('send'),
    issue: id('issue'),
    concern: id('concern'),
    cancel: id('cancel'),
    intend: id('intend'),
    duty: id('duty'),
    make: id('make'),
    neg2p: id('neg2p'),
    request: id('request'),
    requestVerb: id('requestverb'),
    escalate: id('escalate'),
    sideAct: id('sideact'),
    sideYes: id('sideyes'),
    agree: id('agree'),
    puts: maskOf(['send', 'lodge', 'make']),
    ownSide: maskOf(['fam', 'adviser']),
    mediator: id('med'),
    hold: id('hold'),
    takenback: id('takenback'),
    movedto: id('movedto'),
    worried: id('worried2'),
    arrange: id('arrange'),
    atHearing: id('athearing'),
    tellweak: id('tellweak'),
  };
}
