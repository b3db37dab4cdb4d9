// Cuts a segment into sentences and these into clauses, each with at most one act as far as it can be told. Cutting is by
// completeness: a comma, a dash or an "and" divides only where both sides can stand alone, so that "Refusal to assess,
// letter dated 3 May" stays together and "appeal lodged on 3 May, registered on 9 May" does not.
import { Form, factsOf, has, type Lexicon, meets, type TagSet } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import { sentenceEnds } from './sentences.ts';
import { Kind, type Tokens } from './tokens.ts';

export interface Clause {
  /** Token range. */
  from: number;
  to: number;
  readonly sentence: number;
  /** Mentions whose first token is in the clause. */
  mentions: Mention[];
  /** Token indices of the dates in it. */
  dates: number[];
  /** What stood before it: a joining word or mark, as a character code, or 0 at the sentence's start. */
  join: Join;
}

export type Join = 'start' | 'comma' | 'and' | 'but' | 'dash' | 'bracket' | 'cell' | 'soft' | 'which';

export interface Clauses {
  readonly clauses: Clause[];
  /** For each sentence, its first clause, last clause (exclusive) and whether it is a question. */
  readonly sentences: { first: number; last: number; question: boolean; from: number; to: number }[];
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
}

/** Cuts the tokens into sentences and clauses. */
export function cutClauses(t: Tokens, mentions: readonly Mention[], lex: Lexicon, known: Known, text: string): Clauses {
  const clauses: Clause[] = [];
  const sentences: Clauses['sentences'] = [];
  let start = 0;
  let m = 0;
  for (const { end, question: asked } of sentenceEnds(t, text)) {
    const question = answered(t, end, asked, lex, known);
    const mine: Mention[] = [];
    while (m < mentions.length && mentions[m]!.from < end) mine.push(mentions[m++]!);
    const first = clauses.length;
    cutSentence(t, start, end, mine, sentences.length, lex, known, clauses);
    sentences.push({ first, last: clauses.length, question, from: start, to: end });
    start = end;
  }
  return { clauses, sentences };
}

/** "Excluded??? No, sent home": denied, however many marks; "Excluded? Yes": said. */
function answered(t: Tokens, end: number, question: boolean, lex: Lexicon, known: Known): boolean {
  if (end === 0 || end >= t.count || t.kind[end - 1] !== Kind.punct || t.value[end - 1] !== 0x3f) return question;
  const next = entryAt(t, end, lex);
  if (next && has(next, known.neg)) return true;
  return question && !(next && has(next, known.yes));
}

export const verbal = Form.base | Form.s | Form.past | Form.ing;

/** Has a finite act, or stands as a noun with a day. */
function complete(part: { mentions: readonly Mention[]; dates: readonly number[] }, known: Known): boolean {
  return (
    hasAct(part.mentions, known) ||
    (part.dates.length > 0 && part.mentions.some((m) => meets(m.entry.bits, known.strong)))
  );
}

function hasAct(mentions: readonly Mention[], known: Known): boolean {
  return mentions.some((m) => {
    const f = m.entry.forms;
    return has(m.entry, known.verb) || ((f & verbal) !== 0 && (f & Form.noun) === 0);
  });
}

type Atom = Clause;

function cutSentence(
  t: Tokens,
  start: number,
  end: number,
  mentions: readonly Mention[],
  sentence: number,
  lex: Lexicon,
  known: Known,
  out: Clause[],
): void {
  const atoms = cutAtoms(t, start, end, mentions, sentence, lex, known);
  let group: Atom | undefined;
  let held: Atom | undefined;
  for (let a = 0; a < atoms.length; a++) {
    let atom = atoms[a]!;
    if (held) {
      atom = joined(held, atom);
      held = undefined;
    }
    const next = atoms[a + 1];
    const dated = atom.mentions[0] !== undefined && has(atom.mentions[0].entry, known.dated);
    const dateOnly = !dated && atom.dates.length > 0 && !atom.mentions.some((m) => isContent(m, lex, known));
    if (dateOnly && next && next.join !== 'cell') {
      const goesOn = next.join === 'comma' || next.join === 'soft' || next.join === 'dash';
      const fronted =
        !group || atom.join === 'and' || atom.join === 'but' || (group.dates.length > 0 && complete(group, known));
      if (goesOn && fronted && (complete(next, known) || !group)) {
        held = atom;
        continue;
      }
    }
    if (!group) {
      group = atom;
      continue;
    }
    if (divides(group, atom, lex, known)) {
      out.push(group);
      group = atom;
    } else group = joined(group, atom);
  }
  if (held) group = group ? joined(group, held) : held;
  if (group) out.push(group);
}

const isContent = (m: Mention, lex: Lexicon, known: Known): boolean =>
  meets(m.entry.bits, lex.anchors) || has(m.entry, known.verb) || factsOf(m.entry, lex).actor;

function joined(a: Atom, b: Atom): Atom {
  // Both are of one cut, and nobody else has them yet.
  a.to = b.to;
  for (let i = 0; i < b.mentions.length; i++) a.mentions.push(b.mentions[i]!);
  for (let i = 0; i < b.dates.length; i++) a.dates.push(b.dates[i]!);
  return a;
}

/** "| Dad, email |": a column that says who got in touch and how; nothing in it acts on what the next column tells. */
function saysWhoAndHow(cell: Atom, lex: Lexicon): boolean {
  const first = cell.mentions[0];
  if (!first || cell.to - first.from > 5 || cell.dates.some((date) => date > first.from)) return false;
  let who = false;
  let how = false;
  for (let atM = 0; atM < cell.mentions.length; atM++) {
    const m = cell.mentions[atM]!;
    if (meets(m.entry.bits, lex.actorMask)) who = true;
    else if (has(m.entry, lex.ids.contact)) how = true;
    else return false;
  }
  return who && how;
}

function divides(left: Atom, right: Atom, lex: Lexicon, known: Known): boolean {
  if (right.join === 'cell' && saysWhoAndHow(left, lex)) return true;
  if (!complete(left, known) || !complete(right, known)) return false;
  if (!hasAct(left.mentions, known) && hasAct(right.mentions, known)) {
    // "The final plan, dated 3 May, was issued": the act belongs to what stands before it.
    const first = right.mentions[0];
    if (first && first.from <= right.from + 1 && hasAct([first], known)) {
      const own = right.mentions.some((m) => meets(m.entry.bits, lex.topicMask) || meets(m.entry.bits, lex.actorMask));
      if (!own && (right.dates.length === 0 || left.dates.length === 0)) return false;
    }
  }
  return true;
}

/** Cuts at every place that might divide; the caller joins again what cannot stand alone. */
function cutAtoms(
  t: Tokens,
  start: number,
  end: number,
  mentions: readonly Mention[],
  sentence: number,
  lex: Lexicon,
  known: Known,
): Atom[] {
  const atoms: Atom[] = [];
  let atom: Atom = { from: start, to: start, sentence, mentions: [], dates: [], join: 'start' };
  let m = 0;
  const cut = (at: number, join: Join): void => {
    if (atom.mentions.length === 0 && atom.dates.length === 0) {
      atom.to = at;
      if (atom.join === 'start' || atom.join === 'comma' || atom.join === 'soft')
        atom.join = atoms.length === 0 ? 'start' : join;
      return;
    }
    atom.to = at;
    atoms.push(atom);
    atom = { from: at, to: at, sentence, mentions: [], dates: [], join };
  };
  for (let i = start; i < end; i++) {
    while (m < mentions.length && mentions[m]!.to <= i) m++;
    const mention = m < mentions.length && mentions[m]!.from === i ? mentions[m]! : undefined;
    if (t.kind[i] === Kind.punct) {
      const join = joinOf(t.value[i]!);
      if (join) cut(i + 1, join);
    } else if (t.kind[i] === Kind.date) {
      atom.dates.push(i);
    } else if (mention) {
      const e = mention.entry;
      if (has(e, known.conjAnd)) cut(i, 'and');
      else if (has(e, known.conjBut)) cut(i, 'but');
      else if (has(e, known.conjWhich)) cut(i, 'which');
      else if (softStart(t, i, end, mentions, m, atom, lex, known)) cut(i, 'soft');
      atom.mentions.push(mention);
      i = mention.to - 1;
    }
    atom.to = i + 1;
  }
  atom.to = end;
  atoms.push(atom);
  return atoms;
}

/** Without a mark, a clause may begin at a doer followed by a verb, or right after a day. */
function softStart(
  t: Tokens,
  i: number,
  end: number,
  mentions: readonly Mention[],
  m: number,
  atom: Atom,
  lex: Lexicon,
  known: Known,
): boolean {
  if (atom.mentions.length === 0) return false;
  const e = mentions[m]!.entry;
  if (i > atom.from && t.kind[i - 1] === Kind.date && atom.mentions.length > 0) {
    return factsOf(e, lex).actor || meets(e.bits, known.strong) || (e.forms & Form.past) !== 0;
  }
  if (!factsOf(e, lex).actor || mentions[m]!.possessive) return false;
  // "To the head posted 14 Jan": the one written to does not begin a clause.
  for (let k = i - 1; k >= Math.max(atom.from, i - 2); k--) {
    const before = entryAt(t, k, lex);
    if (before && (has(before, lex.ids.to) || before.text === 'of' || before.text === 'from')) return false;
    if (!before || !has(before, lex.ids.det)) break;
  }
  for (let k = m + 1; k < mentions.length && mentions[k]!.from < end; k++) {
    const next = mentions[k]!;
    if (next.from - mentions[m]!.to > 2) return false;
    if (has(next.entry, known.verb)) return true;
    if ((next.entry.forms & (Form.past | Form.s)) !== 0 && (next.entry.forms & Form.noun) === 0) return true;
    if ((next.entry.forms & Form.base) !== 0 && (next.entry.forms & Form.noun) === 0 && has(e, known.pronoun))
      return true;
    if (!factsOf(next.entry, lex).actor) return false;
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
