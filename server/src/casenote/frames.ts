// Reads clauses into candidate events: which frames of the pack fit, and which words fill their slots. Looks at one
// segment alone; what only the rest of the note can tell (a carried-over thing, the stage of the case, the day) stays open
// and is settled in settle/settle.ts.
import { answersOther, asksSomebody, foreground, handedOn, namesOther, spokenOf } from './background.ts';
import type { Candidate, Doubt, Ground, Match, Names, Roles } from './candidates.ts';
import type { Clause, Clauses } from './clauses.ts';
import { type Judgement, judge } from './judge.ts';
import { Form, type Frame, factsOf, has, isPast, type Lexicon, type Slot, type TagSet } from './lexicon.ts';
import { actOf } from './match-words.ts';
import type { Mention } from './mentions.ts';
import { passiveDoers, rolesBonus, rolesOf } from './roles.ts';
import { standsAlone } from './stands-free.ts';
import { Kind, type Tokens } from './tokens.ts';

/** All candidates of a segment, clause by clause, best first within a clause. */
export function findCandidates(
  t: Tokens,
  cut: Clauses,
  lex: Lexicon,
  names: Names,
  role: string,
  openingToken: number,
): { candidates: Candidate[]; roles: Roles[] } {
  const candidates: Candidate[] = [];
  const roles: Roles[] = [];
  const ground: Ground = { t, cut, lex, names, role, openingToken, roles, triggers: [], denials: [] };
  for (const sentence of cut.sentenceSpans) {
    lex.before.epoch++;
    let spoken = false;
    for (let c = sentence.first; c < sentence.last; c++) {
      const clause = cut.clauses[c]!;
      roles.push(rolesOf(clause, roles.at(-1), c > sentence.first, t, lex, names));
      const opens = clause.join === 'start' || !spoken;
      if (holdsAnchor(clause, lex)) matchClause(clause, c, opens, ground, candidates);
      for (const m of clause.mentions) {
        const facts = factsOf(m.lexeme, lex);
        spoken ||= facts.subject;
        if (c + 1 < sentence.last) stampSlots(facts.slots, lex.before);
      }
    }
  }
  return { candidates, roles };
}

function holdsAnchor(clause: Clause, lex: Lexicon): boolean {
  // No person's clause is of so many words: it is left alone.
  if (clause.mentions.length > 150) return false;
  for (const m of clause.mentions) {
    if (factsOf(m.lexeme, lex).anchor) return true;
  }
  return false;
}

/** Finds the frames that fit one clause. `opens`: nothing before it in its sentence says what it is about. */
function matchClause(clause: Clause, index: number, opens: boolean, g: Ground, out: Candidate[]): void {
  const { lex, names, t } = g;
  const roles = g.roles[index]!;
  const view = foreground(clause, t, lex, names);
  markPresent(view, lex);
  // "It came through", "came through": something unnamed stands for the thing only where the clause names none.
  let pronoun = false;
  let subject = false;
  for (const m of clause.mentions) {
    pronoun ||= has(m.lexeme, names.it) && !joinsClauses(m, clause, lex, names);
    subject ||= factsOf(m.lexeme, lex).subject;
  }
  const unnamed = !subject && (pronoun || !(roles.ownSubject || clause.join === 'cell'));
  const of: Matching = { clause: view, index, roles, pronoun, opens, passive: undefined, t, lex, names, ground: g };
  const take = (match: UnjudgedCandidate | undefined): void => {
    if (match && !spokenOf(match, view, roles, names) && !handedOn(match, view, roles, t, lex, names)) out.push(match);
  };
  for (let m = 0; m < view.mentions.length; m++) {
    const e = view.mentions[m]!.lexeme;
    const { frames, wants, unnamed: open, unnamedWants } = factsOf(e, lex);
    of.passive = undefined;
    for (let i = 0, at = 0; i < frames.length; at += wants[at]! + 1, i++) {
      if (!arePresent(wants, at, lex)) continue;
      const frame = frames[i]!;
      const match = matchFrame(frame, m, of);
      if (frame.alone && match && !standsAlone(match, view, t, lex, names)) continue;
      if (match && match.open.length > 0 && asksSomebody(match, view, t, lex, names)) continue;
      if (match && answersOther(match, view, names)) continue;
      take(match);
    }
    if (!unnamed || open.length === 0) continue;
    if (!(isPast(e) || has(e, names.doable)) || has(e, names.dated)) continue;
    if (!pronoun && namesOther(view, m, names, lex)) continue;
    for (let i = 0, at = 0; i < open.length; at += unnamedWants[at]! + 1, i++) {
      if (!arePresent(unnamedWants, at, lex)) continue;
      const match = matchFrame(open[i]!, m, of);
      if (match && !asksSomebody(match, view, t, lex, names)) take(match);
    }
  }
}

/** "She told me that he ...": the word stands for nothing, it leads to what was told. */
function joinsClauses(m: Mention, clause: Clause, lex: Lexicon, names: Names): boolean {
  if (m.lexeme.spelling !== 'that' || m.fromToken === clause.from) return false;
  if (m.toToken >= clause.to) return true;
  const next = clause.mentions.find((x) => x.fromToken === m.toToken);
  return (
    next !== undefined &&
    (has(next.lexeme, names.pronoun) || has(next.lexeme, names.det) || factsOf(next.lexeme, lex).actor)
  );
}

/** A candidate that is judged when somebody asks: most are not, for the passage lacks what they need beside it. */
class UnjudgedCandidate implements Candidate, Match {
  readonly frame: Frame;
  readonly head: Mention;
  readonly used: readonly Mention[];
  readonly score: number;
  readonly open: readonly Slot[];
  readonly clause: number;
  readonly #ground: Ground;
  #judged: Judgement | undefined;
  #listed: readonly number[] | undefined;

  constructor(
    frame: Frame,
    head: Mention,
    used: readonly Mention[],
    score: number,
    open: readonly Slot[],
    clause: number,
    ground: Ground,
  ) {
    this.frame = frame;
    this.head = head;
    this.used = used;
    this.score = score;
    this.open = open;
    this.clause = clause;
    this.#ground = ground;
    this.#judged = undefined;
    this.#listed = undefined;
  }

  get #own(): Judgement {
    this.#judged ??= judge(this, this.clause, this.#ground);
    return this.#judged;
  }

  get tokens(): readonly number[] {
    this.#listed ??= tokensOf(this.used);
    return this.#listed;
  }
  uses(tokens: readonly number[]): boolean {
    const { used } = this;
    for (const m of used) {
      for (const token of tokens) {
        if ((token >= m.fromToken && token < m.toToken) || token === m.particle) return true;
      }
    }
    return false;
  }
  get doubt(): Doubt | undefined {
    return this.#own.doubt;
  }
  get affirmed(): number | undefined {
    return this.#own.affirmed;
  }
  get received(): boolean {
    return this.#own.received;
  }
  get headPast(): boolean {
    return this.#own.headPast;
  }
  get nominal(): boolean {
    return this.#own.nominal;
  }
  get free(): boolean {
    return this.#own.free;
  }
  get act(): Mention {
    return this.#own.act;
  }
  get bare(): boolean {
    return this.#own.bare;
  }
}

/** Notes which slots a clause can fill, for as long as that clause is looked at. */
function markPresent(clause: Clause, lex: Lexicon): void {
  const { mentions } = clause;
  lex.present.epoch++;
  for (let m = 0; m < mentions.length; m++) stampSlots(factsOf(mentions[m]!.lexeme, lex).slots, lex.present);
}

function stampSlots(slots: readonly number[], { stamp, epoch }: Lexicon['present']): void {
  for (let i = 0; i < slots.length; i++) stamp[slots[i]!] = epoch;
}

/** A cheap no before the costly yes: what a frame needs (`EntryFacts.wants`, from `at`) must be somewhere in the clause. */
function arePresent(wants: Int16Array, at: number, { present: { stamp, epoch } }: Lexicon): boolean {
  for (let i = at + wants[at]!; i > at; i--) if (stamp[wants[i]!] !== epoch) return false;
  return true;
}

/** The clause that frames are held against. */
interface Matching {
  readonly clause: Clause;
  readonly index: number;
  readonly roles: Roles;
  /** It holds an "it". */
  readonly pronoun: boolean;
  /** Nothing before it in its sentence says what it is about. */
  readonly opens: boolean;
  /** Who does it, where the head at hand is in the passive; null where it is not; found when first asked for. */
  passive: TagSet | null | undefined;
  readonly t: Tokens;
  readonly lex: Lexicon;
  readonly names: Names;
  readonly ground: Ground;
}

const none: readonly Slot[] = [];
/** The words that fill the slots of the frame at hand; what is kept of them is a copy. */
const filling: Mention[] = [];

function matchFrame(f: Frame, at: number, of: Matching): UnjudgedCandidate | undefined {
  const { clause, lex } = of;
  const head = clause.mentions[at]!;
  const { stamp, epoch } = lex.present;
  for (const slot of f.never) {
    if (stamp[slot.id] !== epoch) continue;
    for (const m of clause.mentions) {
      if (Math.abs(m.fromToken - head.fromToken) <= 9 && factsOf(m.lexeme, lex).fills[slot.id] === 1) return undefined;
    }
  }
  let bonus = 0;
  if (f.by || f.notBy || f.to || f.notTo) {
    if (of.passive === undefined) of.passive = passiveDoers(clause, head, of.t, lex, of.names);
    bonus = rolesBonus(f, of.passive, of.roles, of.names);
    if (bonus < 0) return undefined;
  }
  filling[0] = head;
  let filled = 1;
  let open = none;
  let zero = false;
  let score = 10 + f.bump * 3;
  for (const slot of f.fill) {
    if (slot.kind === 'it') {
      if (of.pronoun && !pronounNear(clause, head, of.names)) return undefined;
      // What goes without saying was said just before, or in the sentence before that this clause goes on from.
      if (!of.pronoun && lex.before.stamp[slot.id] !== lex.before.epoch) {
        if (!of.opens) return undefined;
        zero = true;
      }
      open = and(open, of.pronoun ? slot : slot.unsaid!);
      if (!of.pronoun) score -= 3;
      continue;
    }
    const found = stamp[slot.id] === epoch ? nearest(clause, at, slot.id, f, filled, lex) : undefined;
    if (found && slot.spare) score += 4;
    else if (found) {
      if (!isFilling(found, filled)) {
        filling[filled++] = found;
        score += 10 - Math.min(6, Math.abs(found.fromToken - head.fromToken) / 3);
      } else score += 11;
    } else if (slot.kind === 'has') return undefined;
    else {
      open = and(open, slot);
      score += 1;
    }
  }
  const used = filled === 1 ? [head] : filled === 2 ? [head, filling[1]!] : filling.slice(0, filled);
  if (zero && (!goesOn(used) || hasWhom(head, clause, of))) return undefined;
  return new UnjudgedCandidate(f, head, used, score + bonus, open, of.index, of.ground);
}

/** Lists of one or two, made as long as they are: one that grows takes room for sixteen more. */
const and = (open: readonly Slot[], slot: Slot): readonly Slot[] => (open.length === 0 ? [slot] : [...open, slot]);

function isFilling(m: Mention, filled: number): boolean {
  for (let i = 0; i < filled; i++) if (filling[i] === m) return true;
  return false;
}

/** "Asked for it"; in "asked the mother to read it" the pronoun belongs to another verb. */
const pronounNear = (clause: Clause, head: Mention, n: Names): boolean =>
  clause.mentions.some((m) => has(m.lexeme, n.it) && m.fromToken - head.toToken <= 3);

/** "E-mailed the officer": whom the act is done to stands in its place, so that nothing goes unsaid. */
function hasWhom(head: Mention, clause: Clause, { t, lex, names }: Matching): boolean {
  if (!has(head.lexeme, names.contact)) return false;
  const after = mentionAt(clause, head.toToken);
  const article = after !== undefined && has(after.lexeme, names.det);
  const at = head.toToken + (article ? 1 : 0);
  const next = mentionAt(clause, at);
  if (next) return factsOf(next.lexeme, lex).actor;
  return article && at < clause.to && t.tokenKinds[at] === Kind.word;
}

function mentionAt({ mentions }: Clause, token: number): Mention | undefined {
  for (let i = 0; i < mentions.length; i++) if (mentions[i]!.fromToken === token) return mentions[i];
  return undefined;
}

/** "Posted 27 Nov.": an act with neither doer nor thing goes on about what the sentence before spoke of. */
export function goesOn(used: readonly Mention[]): boolean {
  let tokens = 0;
  for (const m of used) {
    tokens += m.toToken - m.fromToken + (m.particle >= 0 ? 1 : 0);
  }
  return tokens <= 2 && actOf(used) !== undefined;
}

function nearest(
  clause: Clause,
  at: number,
  slot: number,
  f: Frame,
  filled: number,
  lex: Lexicon,
): Mention | undefined {
  const head = clause.mentions[at]!;
  let best: Mention | undefined;
  let bestGap = f.span + 1;
  for (let i = 0; i < clause.mentions.length; i++) {
    const m = clause.mentions[i]!;
    if (factsOf(m.lexeme, lex).fills[slot] !== 1) continue;
    if (f.ordered && i < at) continue;
    // The same words may fill two slots ("RTA": refusal and assessment); another word is better where there is one.
    // A "meeting" is no meeting of somebody.
    if (m === head && (m.lexeme.forms & (Form.ing | Form.noun)) === (Form.ing | Form.noun)) continue;
    const gap = m === head ? f.span : Math.abs(m.fromToken - head.fromToken) + (isFilling(m, filled) ? 3 : 0);
    if (gap < bestGap || (m === head && bestGap > f.span)) {
      best = m;
      bestGap = gap;
    }
  }
  return best;
}

/** Every token of the words used, in order. */
function tokensOf(used: readonly Mention[]): number[] {
  const tokens: number[] = [];
  for (const m of used) {
    for (let i = m.fromToken; i < m.toToken; i++) insert(tokens, i);
    if (m.particle >= 0) insert(tokens, m.particle);
  }
  return tokens;
}

/** Puts a number in its place among a few; words mostly come in order. */
function insert(sorted: number[], value: number): void {
  let at = sorted.length;
  while (at > 0 && sorted[at - 1]! > value) at--;
  if (at === sorted.length) sorted.push(value);
  else sorted.splice(at, 0, value);
}
