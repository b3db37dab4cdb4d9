// From tokens to clauses: finds the words of the lexicon, cuts the segment into sentences and these into clauses, each
// with at most one act as far as it can be told. Cutting is by completeness: a comma, a dash or an "and" divides only
// where both sides can stand alone, so that "Refusal to assess, letter dated 3 May" stays together and "appeal lodged
// on 3 May, registered on 9 May" does not.
import { clipped, type Entry, Form, type Lexicon, meets } from './lexicon.ts';
import { Kind, type Tokens } from './tokens.ts';

/** Words of the lexicon as they stand in the text: tokens `from` to `to`, exclusive. */
export interface Mention {
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
  /** Token of the particle of a parted verb ("turned him down"), else -1. */
  readonly particle: number;
  readonly possessive: boolean;
}

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
  readonly strong: Uint32Array;
  readonly dated: number;
}

export const has = (e: Entry, tag: number): boolean => tag >= 0 && (e.bits[tag >> 5]! & (1 << (tag & 31))) !== 0;

/** Finds the lexicon's words and phrases, longest first, left to right. */
export function findMentions(t: Tokens, lex: Lexicon, text: string): Mention[] {
  const out: Mention[] = [];
  // Particles of parted verbs, already read: a verb may reach over another's.
  let skip: Set<number> | undefined;
  for (let i = 0; i < t.count; i++) {
    if (t.kind[i] !== Kind.word) continue;
    const value = t.value[i]!;
    if (value < 0) {
      if (!lex.name || !isName(t, i, text, lex)) continue;
      let to = i + 1;
      while (to < t.count && t.kind[to] === Kind.word && t.value[to]! < 0 && isCapital(text, t.start[to]!)) to++;
      out.push({ entry: lex.name, from: i, to, particle: -1, possessive: t.possessive[to - 1] === 1 });
      i = to - 1;
      continue;
    }
    let node = lex.roots[value];
    if (!node || skip?.has(i)) continue;
    let best = node.entry;
    let to = i + 1;
    let j = i + 1;
    const first = node;
    while (node.next && j < t.count && t.kind[j] === Kind.word && t.value[j]! >= 0) {
      const next: typeof node | undefined = node.next.get(t.value[j]!);
      if (!next) break;
      node = next;
      j++;
      if (node.entry) {
        best = node.entry;
        to = j;
      }
    }
    let particle = -1;
    if (first.parted && to === i + 1 && i + 1 < t.count && t.kind[i + 1] !== Kind.punct) {
      // A parted verb: "put the appeal in", "knocked it back".
      for (let k = i + 2; k < Math.min(t.count, i + 6) && t.kind[k] !== Kind.punct; k++) {
        const next = t.kind[k] === Kind.word ? first.parted.get(t.value[k]!) : undefined;
        if (next) {
          best = next;
          particle = k;
          skip ??= new Set();
          skip.add(k);
          break;
        }
      }
    }
    if (!best) continue;
    if ((best.guard || (to < t.count && t.value[to] === 0x3a)) && guarded(best, t, i, to, text, lex)) continue;
    out.push({ entry: best, from: i, to, particle, possessive: t.possessive[to - 1] === 1 });
    i = to - 1;
  }
  return out;
}

const isCapital = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  return c >= 0x41 && c <= 0x5a;
};

/** A word that is nobody's but a name's: a capital inside a sentence, or at its start before a verb. */
function isName(t: Tokens, i: number, text: string, lex: Lexicon): boolean {
  if (!isCapital(text, t.start[i]!) || t.end[i]! - t.start[i]! < 2) return false;
  const second = text.charCodeAt(t.start[i]! + 1);
  if (second >= 0x41 && second <= 0x5a) return false;
  const starts = i === 0 || t.kind[i - 1] !== Kind.word;
  if (!starts || t.possessive[i] === 1) return true;
  const next =
    i + 1 < t.count && t.kind[i + 1] === Kind.word && t.value[i + 1]! >= 0
      ? lex.roots[t.value[i + 1]!]?.entry
      : undefined;
  return next !== undefined && ((next.forms & (Form.past | Form.s)) !== 0 || has(next, lex.ids.verb));
}

/** "0.5 FTE", "1.0 fte": hours of work, not an exclusion. */
function guarded(e: Entry, t: Tokens, i: number, to: number, text: string, lex: Lexicon): boolean {
  // "Outcome: SAR to school": a form's label, not an outcome.
  if (
    to < t.count &&
    t.value[to] === 0x3a &&
    t.kind[to] === Kind.punct &&
    (i === 0 || text.slice(t.end[i - 1]!, t.start[i]!).includes('\n'))
  ) {
    if (has(e, lex.ids.label)) return true;
  }
  if (!e.guard) return false;
  if (e.text === 'reg') return !(to < t.count && t.kind[to] === Kind.date);
  if (e.words.length === 1 && e.words[0] === lex.inWord) {
    // A lone "in" is an act only where nothing follows that it could belong to: "appeal in, 3 Oct".
    if (i === 0 || t.kind[i - 1] !== Kind.word) return true;
    return !(to >= t.count || t.kind[to] === Kind.date || (t.kind[to] === Kind.punct && t.value[to] !== 0x28));
  }
  // "comments in, 3 Oct": sent; "comments in the draft": not.
  if (e.words.length > 1 && e.words.at(-1) === lex.inWord && (e.forms & (Form.other | Form.past)) === Form.other) {
    if (to < t.count && t.kind[to] === Kind.word) {
      const next = t.value[to]! >= 0 ? lex.roots[t.value[to]!]?.entry : undefined;
      if (!next || has(next, lex.ids.det)) return true;
    }
  }
  // "Shell emailed the SENCO": a name. "Shell email them": she will, with its apostrophe lost.
  if (clipped.has(e.text) && t.end[i]! - t.start[i]! === e.text.length && to < t.count && t.kind[to] === Kind.word) {
    const next = t.value[to]! >= 0 ? lex.roots[t.value[to]!]?.entry : undefined;
    if (next && (next.forms & Form.past) !== 0 && (next.forms & Form.base) === 0) return true;
  }
  if (e.text !== 'fte' || i === 0) return false;
  const before = text.slice(Math.max(0, t.start[i]! - 5), t.start[i]!);
  return /\d\.\d+\s*$|\b[01]\s*$/.test(before);
}

const abbreviations = new Set(
  'mr mrs ms dr st approx eg ie etc no nos tel ltr recd govs ref para appt re cllr prof dept sec wk wks yr yrs hr hrs min mins ext inc incl tbc tba am pm p pp v vs acc'.split(
    ' ',
  ),
);

const titles = new Set(['mr', 'mrs', 'ms', 'dr', 'st', 'prof', 'cllr', 'messrs', 'rev']);

/** Where sentences end: token index after the mark. */
function sentenceEnds(t: Tokens, text: string): { end: number; question: boolean }[] {
  const out: { end: number; question: boolean }[] = [];
  for (let i = 0; i < t.count; i++) {
    if (i > 0 && t.kind[i] !== Kind.punct && lineEndsBefore(t, i, text)) {
      if (out.at(-1)?.end !== i) out.push({ end: i, question: false });
    }
    if (t.kind[i] !== Kind.punct) continue;
    const c = t.value[i]!;
    // An arrow leads to the next thing.
    if (c === 0x2192 || (c === 0x3e && i > 0 && t.value[i - 1] === 0x2d && t.kind[i - 1] === Kind.punct)) {
      out.push({ end: i + 1, question: false });
      continue;
    }
    if (c !== 0x2e && c !== 0x21 && c !== 0x3f && c !== 0x3b && c !== 0x2026) continue;
    if (c === 0x2e) {
      const at = t.start[i]!;
      const next = text.charCodeAt(at + 1);
      if (
        at + 1 < text.length &&
        next > 0x20 &&
        next !== 0xa0 &&
        next !== 0x22 &&
        next !== 0x29 &&
        next !== 0x2a &&
        next !== 0x201d &&
        next !== 0x2e &&
        next !== 0x5f
      )
        continue;
      if (i > 0 && t.kind[i - 1] === Kind.word) {
        const word = text
          .slice(t.start[i - 1], t.end[i - 1])
          .toLowerCase()
          .replace(/['\u2019]/g, '');
        if (titles.has(word)) continue;
        if (abbreviations.has(word) && !/^\.\s+[A-Z]/.test(text.slice(at, at + 12))) continue;
        if (word.length === 1 && /^\.\s+[A-Z]/.test(text.slice(at, at + 12)) === false) continue;
      }
    }
    // "!!", "...": one end, not two.
    if (c !== 0x3f && i > 0 && t.kind[i - 1] === Kind.punct && out.at(-1)?.end === i) {
      out.at(-1)!.end = i + 1;
      continue;
    }
    const double = c === 0x3f && text.charCodeAt(t.start[i]! + 1) === 0x3f;
    if (c === 0x3f && i > 0 && t.kind[i - 1] === Kind.punct && t.value[i - 1] === 0x3f) {
      const last = out.at(-1);
      if (last) last.end = i + 1;
      continue;
    }
    out.push({ end: i + 1, question: c === 0x3f && !double });
  }
  if (out.at(-1)?.end !== t.count) out.push({ end: t.count, question: false });
  return out;
}

/** A short line followed by a line that begins like a sentence ends one, full stop or not. */
function lineEndsBefore(t: Tokens, i: number, text: string): boolean {
  let lineEnd = t.end[i - 1]!;
  const to = t.start[i]!;
  while (lineEnd < to && text.charCodeAt(lineEnd) !== 0x0a) lineEnd++;
  if (lineEnd === to) return false;
  const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
  const first = text.charCodeAt(t.start[i]!);
  return lineEnd - lineStart < 68 && first >= 0x41 && first <= 0x5a;
}

/** Cuts the tokens into sentences and clauses. */
export function cutClauses(t: Tokens, mentions: readonly Mention[], lex: Lexicon, known: Known, text: string): Clauses {
  const clauses: Clause[] = [];
  const sentences: Clauses['sentences'] = [];
  let start = 0;
  let m = 0;
  for (const { end, question } of sentenceEnds(t, text)) {
    const mine: Mention[] = [];
    while (m < mentions.length && mentions[m]!.from < end) mine.push(mentions[m++]!);
    const first = clauses.length;
    cutSentence(t, start, end, mine, sentences.length, lex, known, clauses);
    sentences.push({ first, last: clauses.length, question, from: start, to: end });
    start = end;
  }
  return { clauses, sentences };
}

const verbal = Form.base | Form.s | Form.past | Form.ing;

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

interface Atom {
  from: number;
  to: number;
  join: Join;
  mentions: Mention[];
  dates: number[];
}

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
  const atoms = cutAtoms(t, start, end, mentions, lex, known);
  let group: Atom | undefined;
  let held: Atom | undefined;
  const emit = (): void => {
    if (group) out.push({ ...group, sentence });
    group = undefined;
  };
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
      emit();
      group = atom;
    } else group = joined(group, atom);
  }
  if (held) group = group ? joined(group, held) : held;
  emit();
}

const isContent = (m: Mention, lex: Lexicon, known: Known): boolean =>
  meets(m.entry.bits, lex.anchors) || has(m.entry, known.verb) || meets(m.entry.bits, lex.actorMask);

function joined(a: Atom, b: Atom): Atom {
  return {
    from: a.from,
    to: b.to,
    join: a.join,
    mentions: [...a.mentions, ...b.mentions],
    dates: [...a.dates, ...b.dates],
  };
}

/** "| Dad, email |": a column that says who got in touch and how; nothing in it acts on what the next column tells. */
function saysWhoAndHow(cell: Atom, lex: Lexicon): boolean {
  const first = cell.mentions[0];
  if (!first || cell.to - first.from > 5 || cell.dates.some((date) => date > first.from)) return false;
  let who = false;
  let how = false;
  for (const m of cell.mentions) {
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
  lex: Lexicon,
  known: Known,
): Atom[] {
  const atoms: Atom[] = [];
  let atom: Atom = { from: start, to: start, join: 'start', mentions: [], dates: [] };
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
    atom = { from: at, to: at, join, mentions: [], dates: [] };
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
    return meets(e.bits, lex.actorMask) || meets(e.bits, known.strong) || (e.forms & Form.past) !== 0;
  }
  if (!meets(e.bits, lex.actorMask) || mentions[m]!.possessive) return false;
  // "To the head posted 14 Jan": the one written to does not begin a clause.
  for (let k = i - 1; k >= Math.max(atom.from, i - 2); k--) {
    const before = t.kind[k] === Kind.word && t.value[k]! >= 0 ? lex.roots[t.value[k]!]?.entry : undefined;
    if (before && has(before, lex.ids.to)) return false;
    if (!before || !has(before, lex.ids.det)) break;
  }
  for (let k = m + 1; k < mentions.length && mentions[k]!.from < end; k++) {
    const next = mentions[k]!;
    if (next.from - mentions[m]!.to > 2) return false;
    if (has(next.entry, known.verb)) return true;
    if ((next.entry.forms & (Form.past | Form.s)) !== 0 && (next.entry.forms & Form.noun) === 0) return true;
    if ((next.entry.forms & Form.base) !== 0 && (next.entry.forms & Form.noun) === 0 && has(e, known.pronoun))
      return true;
    if (!meets(next.entry.bits, lex.actorMask)) return false;
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
