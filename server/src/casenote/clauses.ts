// Cuts a segment into sentences and these into clauses, each with at most one act as far as it can be told. Cutting is by
// completeness: a comma, a dash or an "and" divides only where both sides can stand alone, so that "Refusal to assess,
// letter dated 3 May" stays together and "appeal lodged on 3 May, registered on 9 May" does not.
import { type Unanswered, unansweredIn } from './form-answers.ts';
import { type Entry, Form, factsOf, has, isPast, type Lexicon, meets, type TagSet } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import { sentenceEnds } from './sentences.ts';
import { Kind, type Tokens } from './tokens.ts';

export interface Clause {
  /** Token range. */
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** Mentions whose first token is in the clause. */
  readonly mentions: readonly Mention[];
  /** Token indices of the dates in it. */
  readonly dateTokens: readonly number[];
  /** What stood before it: a joining word or mark, as a character code, or 0 at the sentence's start. */
  readonly join: Join;
}

export type Join = 'start' | 'comma' | 'and' | 'but' | 'dash' | 'bracket' | 'cell' | 'soft' | 'which';

export interface Clauses {
  readonly clauses: Clause[];
  /** For each sentence, its first clause, last clause (exclusive) and whether it is a question. */
  readonly sentenceSpans: { first: number; last: number; question: boolean; from: number; to: number }[];
  readonly unanswered: readonly Unanswered[];
}

/** Index of the clause that a token stands in; of the last one where it stands behind them all. */
export function clauseAt({ clauses }: Clauses, token: number): number {
  let low = 0;
  for (let high = clauses.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if (clauses[middle]!.to <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tag ids that the cutting and reading of clauses look at by name. */
export interface Known {
  readonly verb: number;
  readonly conjAnd: number;
  readonly conjBut: number;
  readonly conjWhich: number;
  readonly particle: number;
  readonly number: number;
  readonly pronoun: number;
  readonly strong: TagSet;
  readonly dated: number;
  readonly neg: number;
  readonly yes: number;
  readonly infinitives: number;
}

/** Cuts the tokens into sentences and clauses. `cuts`: tokens at which one more may begin. */
export function cutClauses(
  t: Tokens,
  mentions: readonly Mention[],
  lex: Lexicon,
  known: Known,
  text: string,
  cuts: ReadonlySet<number>,
): Clauses {
  const clauses: Clause[] = [];
  const sentences: Clauses['sentenceSpans'] = [];
  let start = 0;
  let m = 0;
  for (const { end, question: asked } of sentenceEnds(t, text, lex)) {
    const question = answered(t, end, asked, lex, known);
    const begin = m;
    while (m < mentions.length && mentions[m]!.fromToken < end) m++;
    const first = clauses.length;
    const sentence: Sentence = { t, start, end, all: mentions, first: begin, last: m, lex, known, cuts };
    cutSentence(sentence, sentences.length, clauses);
    sentences.push({ first, last: clauses.length, question, from: start, to: end });
    start = end;
  }
  return { clauses, sentenceSpans: sentences, unanswered: unansweredIn(t, text, lex) };
}

/** "Excluded??? No, sent home": denied, however many marks; "Excluded? Yes": said. */
function answered(t: Tokens, end: number, question: boolean, lex: Lexicon, known: Known): boolean {
  if (end === 0 || end >= t.count || t.tokenKinds[end - 1] !== Kind.punct || t.tokenMeanings[end - 1] !== 0x3f)
    return question;
  const next = entryAt(t, end, lex);
  if (next && has(next, known.neg)) return true;
  return question && !(next && has(next, known.yes));
}

export const verbal = Form.base | Form.s | Form.past | Form.ing;

/** What is cut: tokens `start` to `end`, mentions `first` to `last`, both exclusive. */
interface Sentence {
  readonly t: Tokens;
  readonly start: number;
  readonly end: number;
  readonly all: readonly Mention[];
  readonly first: number;
  readonly last: number;
  readonly lex: Lexicon;
  readonly known: Known;
  readonly cuts: ReadonlySet<number>;
}

/** A stretch of a sentence between two places that might divide: its tokens, and which mentions they hold. */
interface Atom {
  from: number;
  to: number;
  first: number;
  last: number;
  dates: readonly number[];
  join: Join;
}

const noDates: readonly number[] = [];

/** Has a finite act, or stands as a noun with a day. */
function complete(part: Atom, s: Sentence): boolean {
  return hasAct(part, s) || (part.dates.length > 0 && some(part, s, (e) => meets(e.bits, s.known.strong)));
}

function hasAct({ first, last }: Pick<Atom, 'first' | 'last'>, { all, known }: Sentence): boolean {
  for (let m = first; m < last; m++) {
    const { lexeme } = all[m]!;
    if (has(lexeme, known.verb) || ((lexeme.forms & verbal) !== 0 && (lexeme.forms & Form.noun) === 0)) return true;
  }
  return false;
}

function some({ first, last }: Atom, { all }: Sentence, is: (entry: Entry) => boolean): boolean {
  for (let m = first; m < last; m++) if (is(all[m]!.lexeme)) return true;
  return false;
}

function cutSentence(s: Sentence, number: number, out: Clause[]): void {
  const { all, known, lex } = s;
  const atoms = cutAtoms(s);
  let group: Atom | undefined;
  let held: Atom | undefined;
  for (let a = 0; a < atoms.length; a++) {
    let atom = atoms[a]!;
    if (held) {
      atom = joined(held, atom);
      held = undefined;
    }
    const next = atoms[a + 1];
    const dated = atom.first < atom.last && has(all[atom.first]!.lexeme, known.dated);
    const dateOnly = !dated && atom.dates.length > 0 && !some(atom, s, (e) => isContent(e, lex, known));
    if (dateOnly && next && next.join !== 'cell') {
      const goesOn = next.join === 'comma' || next.join === 'soft' || next.join === 'dash';
      // The day that opens the line is not that of what follows it: "20 July - registered, 14 July, hearing in May".
      const ownDay = group?.dates.some((d) => group!.first === group!.last || d > all[group!.first]!.fromToken);
      const fronted = !group || atom.join === 'and' || atom.join === 'but' || (ownDay && complete(group, s));
      if (goesOn && fronted && (complete(next, s) || !group)) {
        held = atom;
        continue;
      }
    }
    if (!group) {
      group = atom;
      continue;
    }
    if (!isAside(group, atom, s) && divides(group, atom, s)) {
      out.push(clauseOf(group, number, all));
      group = atom;
    } else group = joined(group, atom);
  }
  if (held) group = group ? joined(group, held) : held;
  if (group) out.push(clauseOf(group, number, all));
}

const clauseOf = ({ from, to, first, last, dates, join }: Atom, sentence: number, all: readonly Mention[]): Clause => ({
  from,
  to,
  sentence,
  mentions: all.slice(first, last),
  dateTokens: dates,
  join,
});

const isContent = (e: Entry, lex: Lexicon, known: Known): boolean =>
  meets(e.bits, lex.anchors) || has(e, known.verb) || factsOf(e, lex).actor;

/** The first with the second, which follows it, taken in: nobody else has them yet. */
function joined(a: Atom, b: Atom): Atom {
  a.to = b.to;
  a.last = b.last;
  a.dates = a.dates.length === 0 ? b.dates : b.dates.length === 0 ? a.dates : a.dates.concat(b.dates);
  return a;
}

/** "| Dad, email |": a column that says who got in touch and how; nothing in it acts on what the next column tells. */
function saysWhoAndHow(cell: Atom, { all, lex }: Sentence): boolean {
  const first = cell.first < cell.last ? all[cell.first] : undefined;
  if (!first || cell.to - first.fromToken > 5 || cell.dates.some((date) => date > first.fromToken)) return false;
  let who = false;
  let how = false;
  for (let m = cell.first; m < cell.last; m++) {
    const { lexeme } = all[m]!;
    if (meets(lexeme.bits, lex.actorMask)) who = true;
    else if (has(lexeme, lex.ids.contact)) how = true;
    else return false;
  }
  return who && how;
}

function divides(left: Atom, right: Atom, s: Sentence): boolean {
  if (right.join === 'cell' && saysWhoAndHow(left, s)) return true;
  if (s.cuts.has(right.from)) return hasAct(left, s);
  if (!complete(left, s) || !complete(right, s)) return false;
  // "Asked the authority, by a letter of 18 May, to bring it forward": what was asked.
  if (right.join === 'comma' && isInfinitive(right, s)) return false;
  if (!hasAct(left, s) && hasAct(right, s)) {
    // "The final plan, dated 3 May, was issued": the act belongs to what stands before it.
    const { first } = right;
    if (s.all[first]!.fromToken <= right.from + 1 && hasAct({ first, last: first + 1 }, s)) {
      const { lex } = s;
      const own = some(right, s, (e) => meets(e.bits, lex.topicMask) || meets(e.bits, lex.actorMask));
      if (!own && (right.dates.length === 0 || left.dates.length === 0)) return false;
    }
  }
  return true;
}

/** "22.06.26 - appeal (B + F) filed Fri 19.06.26": the day that opens a line does not make a whole of the noun after it. */
function isAside(left: Atom, right: Atom, s: Sentence): boolean {
  return right.join === 'bracket' && !hasAct(left, s) && left.dates.every((d) => d <= left.from + 1) && left.from === 0;
}

const isInfinitive = ({ from, first, last }: Atom, { all, known }: Sentence): boolean =>
  first + 1 < last &&
  all[first]!.fromToken === from &&
  has(all[first]!.lexeme, known.infinitives) &&
  (all[first + 1]!.lexeme.forms & Form.base) !== 0;

/** Cuts at every place that might divide; the caller joins again what cannot stand alone. */
function cutAtoms(s: Sentence): Atom[] {
  const { t, start, end, all, last, known } = s;
  const atoms: Atom[] = [];
  let m = s.first;
  let atom: Atom = { from: start, to: start, first: m, last: m, dates: noDates, join: 'start' };
  const cut = (at: number, join: Join): void => {
    if (atom.last === atom.first && atom.dates.length === 0) {
      atom.to = at;
      if (atom.join === 'start' || atom.join === 'comma' || atom.join === 'soft')
        atom.join = atoms.length === 0 ? 'start' : join;
      return;
    }
    atom.to = at;
    atoms.push(atom);
    atom = { from: at, to: at, first: atom.last, last: atom.last, dates: noDates, join };
  };
  for (let i = start; i < end; i++) {
    while (m < last && all[m]!.toToken <= i) m++;
    const mention = m < last && all[m]!.fromToken === i ? all[m]! : undefined;
    if (s.cuts.has(i)) cut(i, 'soft');
    if (t.tokenKinds[i] === Kind.punct) {
      const join = joinOf(t.tokenMeanings[i]!);
      if (join) cut(i + 1, join);
    } else if (t.tokenKinds[i] === Kind.date) {
      atom.dates = atom.dates.length === 0 ? [i] : [...atom.dates, i];
    } else if (mention) {
      const e = mention.lexeme;
      if (has(e, known.conjAnd)) cut(i, 'and');
      else if (has(e, known.conjBut)) cut(i, 'but');
      else if (has(e, known.conjWhich)) cut(i, 'which');
      else if (softStart(i, m, atom, s)) cut(i, 'soft');
      atom.last = m + 1;
      i = mention.toToken - 1;
    }
    atom.to = i + 1;
  }
  atom.to = end;
  atoms.push(atom);
  return atoms;
}

/** Without a mark, a clause may begin at a doer followed by a verb, or right after a day. */
function softStart(i: number, m: number, atom: Atom, { t, all: mentions, last, lex, known }: Sentence): boolean {
  if (atom.last === atom.first) return false;
  const e = mentions[m]!.lexeme;
  if (i > atom.from && t.tokenKinds[i - 1] === Kind.date) {
    return factsOf(e, lex).actor || meets(e.bits, known.strong) || isPast(e);
  }
  // "Sent her comments on Friday": "her" does nothing.
  if (!factsOf(e, lex).actor || mentions[m]!.possessive || e.spelling === 'her') return false;
  // "To the head posted 14 Jan", "told the teacher how worried": the one written to does not begin a clause.
  for (let k = i - 1; k >= Math.max(atom.from, i - 2); k--) {
    const before = entryAt(t, k, lex);
    if (
      before &&
      (has(before, lex.ids.to) ||
        (before.spelling === 'told' && k < i - 1) ||
        before.spelling === 'of' ||
        before.spelling === 'from')
    )
      return false;
    if (!before || !has(before, lex.ids.det)) break;
  }
  for (let k = m + 1; k < last; k++) {
    const next = mentions[k]!;
    if (next.fromToken - mentions[m]!.toToken > 2) return false;
    // "Tel the mediation ppl n said no": somebody else said it.
    if (lex.wordTexts[t.tokenMeanings[next.fromToken - 1]!] === 'n') return false;
    if (has(next.lexeme, known.verb)) return true;
    if ((next.lexeme.forms & (Form.past | Form.s)) !== 0 && (next.lexeme.forms & Form.noun) === 0) return true;
    if ((next.lexeme.forms & Form.base) !== 0 && (next.lexeme.forms & Form.noun) === 0 && has(e, known.pronoun))
      return true;
    // "To say they're not contesting".
    if (e.spelling.startsWith('they') && next.lexeme.spelling.startsWith('not ')) return true;
    if (!factsOf(next.lexeme, lex).actor) return false;
  }
  return false;
}

function joinOf(c: number): Join | undefined {
  if (c === 0x2c) return 'comma';
  if (c === 0x2d || c === 0x2013 || c === 0x2014 || c === 0x3a || c === 0x2192 || c === 0x2022) return 'dash';
  if (c === 0x28 || c === 0x29) return 'bracket';
  if (c === 0x7c) return 'cell';
  return undefined;
}
