// Whose event a clause tells, by initials: a brother or sister named once ("his brother J is in Y3") is somebody else
// wherever "J" stands for the one it happened to; and the child's own initials are no word of the field ("DR" the child,
// and no disagreement resolution). In a log that families share, an item headed "J.R." is not of the child "K.B.".
import type { SameEnds } from '../lists/same-ends.ts';
import type { Candidate, SegmentAnalysis } from './candidates.ts';
import type { Lexicon } from './lexicon.ts';
import type { LocalSegment } from './model.ts';
import type { KeptNotes } from './recognise-interface.ts';
import { Kind } from './tokens.ts';

/** The initials that a note gives its people. */
export interface People {
  /** Of the child itself, where they could be taken for a word; or ''. */
  readonly own: string;
  readonly siblings: ReadonlySet<string>;
  /** "K.B.", where these head what is told of the child; or ''. */
  readonly heading: string;
  /** Equal where all is equal. */
  readonly key: string;
}

const kin = '(?:brother|sister|sibling|twin)';
const initials = '[B-HJ-Z]{1,2}\\b(?!\\.?\\w)';
/** "His brother J", "twin brothers X and W, 8", "J (sister)". */
const named = new RegExp(
  `\\b${kin}s?,?\\s+(?:is\\s+|are\\s+|called\\s+)?(${initials}(?:(?:, | and | & )${initials})*)|\\b([B-HJ-Z]{1,2})\\s*\\((?:[a-z]+\\s+)?${kin}\\b`,
  'g',
);

/** Brothers and sisters named by one or two initials in a text; nothing where one of them is the carer. */
export function siblingsIn(text: string): string[] | undefined {
  if (/\b(?:carer|guardian|foster)/i.test(text)) return undefined;
  let found: string[] | undefined;
  for (const m of text.matchAll(named)) {
    found ??= [];
    found.push(...(m[1] ?? m[2])!.split(/, | and | & /));
  }
  return found;
}

const nobody: readonly string[] = [];

type Notes = KeptNotes<SegmentAnalysis | undefined>;

/** What was known before, and how much of the notes at the head and the tail is as it was. */
interface Before extends SameEnds {
  readonly walk: { readonly notes: Notes; readonly people: People };
}

/** Who is known by initials in one child's notes; who was before, where nothing that is new or gone can tell of them. */
export function peopleIn(notes: Notes, lex: Lexicon, before: Before | undefined): People {
  const { frontMatter, children, segments, analyses } = notes;
  if (before) {
    const { walk, head, tail } = before;
    const tells = ({ segments: all, analyses: of }: Notes): boolean =>
      all.slice(head, all.length - tail).some(({ text }, i) => of[head + i]?.siblings || /(?:[A-Z]\.){2}/.test(text));
    const old = walk.notes;
    if (old.frontMatter === frontMatter && old.children === children && !tells(notes) && !tells(old))
      return walk.people;
  }
  const letters = (name: unknown): string => String(name).replace(/[^A-Za-z]/g, '');
  const own = letters(frontMatter.data.child ?? '');
  const siblings = new Set<string>();
  for (const analysis of analyses) for (const name of analysis?.siblings ?? nobody) siblings.add(name);
  for (const name of [...children, own]) siblings.delete(letters(name));
  // Initials that are no word of the lexicon are taken for none.
  const isWord = /^[A-Z]{2,4}$/.test(own) && lex.wordTexts.includes(own.toLowerCase());
  const dotted = own.replace(/./g, '$&.');
  const heads =
    own.length > 1 &&
    own.length < 4 &&
    segments.some((segment) => segment.text.includes(dotted) && headOf(segment) === dotted);
  const heading = heads ? dotted : '';
  return { own: isWord ? own : '', siblings, heading, key: `${isWord ? own : ''} ${heading} ${[...siblings].sort()}` };
}

/** The initials with dots that head an item or fill a column: "J.R. (mum): turned down", "J.R.'s review". */
const headOf = ({ text, role }: LocalSegment): string | undefined =>
  (role === 'table-row' ? fillsColumn : headsLine).exec(text)?.[1];
const headsLine = /^[\s*]*((?:[A-Z]\.){2,3})(?:['’]s |[\s*]*(?:\([^)]*\))?[\s*]*:)/;
const fillsColumn = /(?:^|\|)\s*((?:[A-Z]\.){2,3})\s*\|/;

const joins = /^(?:and|but|then|re|so|also|for|that|now)$/i;

/**
 * Somebody else's initials head what is told; or the clause begins with a sibling's, or goes on from one that does with no
 * subject of its own.
 */
export function tellsOfOther(
  { siblings, heading }: People,
  segment: LocalSegment,
  a: SegmentAnalysis,
  at: number,
): boolean {
  if (heading !== '' && (headOf(segment) ?? heading) !== heading) return true;
  if (siblings.size === 0) return false;
  const { tokens: t, cut, roles } = a;
  const wordAt = (i: number): string => segment.text.slice(t.tokenStarts[i], t.tokenEnds[i]);
  // "She mixes it up with W's plan finalised 3 May".
  const { sentence, from: begin, to: end } = cut.clauses[at]!;
  for (let i = begin; i < end; i++) if (t.possessive[i] === 1 && siblings.has(wordAt(i))) return true;
  for (let c = at; c >= cut.sentenceSpans[sentence]!.first; c--) {
    const { from, to } = cut.clauses[c]!;
    for (let i = from; i < to; i++) {
      if (t.tokenKinds[i] !== Kind.word) continue;
      const word = wordAt(i).replace(/['’]s?$/, '');
      if (joins.test(word)) continue;
      if (siblings.has(word)) return true;
      break;
    }
    if (roles[c]!.ownSubject) return false;
  }
  return false;
}

/** Is one of its words the child's own initials? */
export function isOwnInitials(
  { own }: People,
  { text }: LocalSegment,
  { tokens: t }: SegmentAnalysis,
  c: Candidate,
): boolean {
  if (own === '') return false;
  return c.tokens.some(
    (i) => t.tokenEnds[i]! - t.tokenStarts[i]! === own.length && text.startsWith(own, t.tokenStarts[i]),
  );
}
