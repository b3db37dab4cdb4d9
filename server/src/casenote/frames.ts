// Reads clauses into candidate events: which frames of the pack fit, which words fill their slots, who did it to whom,
// and what in the sentence (a negation, an "if", a "told her that") keeps it from having happened. Looks at one segment
// alone; what only the rest of the note can tell (a carried-over thing, the stage of the case, the day) stays open and
// is settled in settle.ts.
import { type Clause, type Clauses, has, type Known, type Mention } from './clauses.ts';
import { Form, type Frame, factsOf, type Lexicon, meets, type Slot } from './lexicon.ts';
import { Kind, type Tokens } from './tokens.ts';

/** Why something that looks like an event may not be one. */
export interface Doubt {
  readonly kind: 'out' | 'weak' | 'plan' | 'general';
  readonly reason: string;
}

/** A frame that fits a clause. */
export interface Candidate {
  readonly frame: Frame;
  readonly clause: number;
  /** Tokens used by its words: first and last (exclusive) and all of them. */
  readonly tokens: readonly number[];
  readonly head: Mention;
  /** The words that say what was done; the head where nothing says so. */
  readonly act: Mention;
  readonly score: number;
  /** Slots that the clause itself does not fill. */
  readonly open: readonly Slot[];
  /** Slots that must not be filled from the passage. */
  readonly shut: readonly Slot[];
  readonly doubt?: Doubt;
  readonly received: boolean;
  readonly headPast: boolean;
  /** The head is a noun: no act was written. */
  readonly nominal: boolean;
  /** `bare` frames: the noun stands free or has a day beside it. */
  readonly free: boolean;
  /** Nothing says that it happened but the noun. */
  readonly bare: boolean;
}

/** Who does and who is done to, in one clause, as tag sets. */
export interface Roles {
  readonly by: Uint32Array;
  readonly to: Uint32Array;
  readonly ownSubject: boolean;
  /** The subject is "she" or "he". */
  readonly person: boolean;
}

/** What is kept about one segment: nothing where no word of the field stands in it. */
export interface SegmentAnalysis {
  readonly tokens: Tokens;
  readonly cut: Clauses;
  readonly candidates: readonly Candidate[];
  readonly roles: readonly Roles[];
  /** Token of the date that opens the entry, or -1. */
  readonly openingToken: number;
  /** What settling the entry that begins here gave last (`EntryMemory`): settle's own matter. */
  memory?: unknown;
}

/** Tag and word ids looked at by name. */
export interface Names extends Known {
  readonly be: number;
  readonly modal: number;
  readonly receive: number;
  readonly det: number;
  readonly they: number;
  readonly person: number;
  readonly prepTo: number;
  readonly prepFrom: number;
  readonly prepBy: number;
  readonly prepRef: number;
  readonly infinitive: number;
  readonly present: number;
  readonly stop: number;
  readonly neg: number;
  readonly arriveish: number;
  readonly did: number;
  readonly adviser: number;
  readonly bodies: Uint32Array;
  readonly doable: number;
  readonly advise: number;
  readonly tellweak: number;
  readonly ingOk: number;
  readonly it: number;
  readonly will: number;
  readonly had: number;
  /** Bodies but the family and those who advise it. */
  readonly officials: Uint32Array;
  readonly decides: number;
  readonly tell: number;
  readonly isNow: number;
  readonly refuse: number;
  readonly forWord: number;
  readonly letter: number;
  readonly until: number;
  readonly sameas: number;
  /** Topics that are no doers. */
  readonly subjects: Uint32Array;
  readonly says: Uint32Array;
  readonly reaches: Uint32Array;
  readonly takesTo: Uint32Array;
  readonly answer: number;
  readonly soft: Uint32Array;
}

interface Trigger {
  readonly mention: Mention;
  readonly tag: number;
  readonly from: number;
  readonly to: number;
  readonly backFrom: number;
  readonly backTo: number;
}

/** What the judging of a segment's candidates looks at. */
interface Ground {
  readonly t: Tokens;
  readonly cut: Clauses;
  readonly lex: Lexicon;
  readonly names: Names;
  readonly role: string;
  readonly openingToken: number;
  readonly roles: readonly Roles[];
  /** What keeps events of a sentence from counting, found when first asked for. */
  readonly triggers: (Trigger[] | undefined)[];
}

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
  const ground: Ground = { t, cut, lex, names, role, openingToken, roles, triggers: [] };
  for (const sentence of cut.sentences) {
    lex.before.epoch++;
    let spoken = false;
    for (let c = sentence.first; c < sentence.last; c++) {
      const clause = cut.clauses[c]!;
      roles.push(rolesOf(clause, roles.at(-1), c > sentence.first, t, lex, names));
      const opens = clause.join === 'start' || !spoken;
      if (holdsAnchor(clause, lex)) matchClause(clause, c, opens, ground, candidates);
      for (const m of clause.mentions) {
        const facts = factsOf(m.entry, lex);
        spoken ||= facts.subject;
        if (c + 1 < sentence.last) for (const id of facts.slots) lex.before.stamp[id] = lex.before.epoch;
      }
    }
  }
  return { candidates, roles };
}

function holdsAnchor(clause: Clause, lex: Lexicon): boolean {
  // No person's clause is of so many words: it is left alone.
  if (clause.mentions.length > 150) return false;
  for (const m of clause.mentions) if (factsOf(m.entry, lex).anchor) return true;
  return false;
}

/** Finds the frames that fit one clause. `opens`: nothing before it in its sentence says what it is about. */
function matchClause(clause: Clause, index: number, opens: boolean, g: Ground, out: Candidate[]): void {
  const { lex, names, t } = g;
  const roles = g.roles[index]!;
  markPresent(clause, lex);
  // "It came through", "came through": something unnamed stands for the thing only where the clause names none.
  let pronoun = false;
  let subject = false;
  for (const m of clause.mentions) {
    pronoun ||= has(m.entry, names.it);
    subject ||= factsOf(m.entry, lex).subject;
  }
  const unnamed = !subject && (pronoun || !(roles.ownSubject || clause.join === 'cell'));
  const of: Matching = { clause, roles, pronoun, opens, t, lex, names };
  for (let m = 0; m < clause.mentions.length; m++) {
    const e = clause.mentions[m]!.entry;
    const facts = factsOf(e, lex);
    for (const frame of facts.frames) {
      if (!mayMatch(frame, lex)) continue;
      const match = matchFrame(frame, m, of);
      if (match) out.push(new UnjudgedCandidate(match, index, g));
    }
    if (!unnamed || facts.unnamed.length === 0) continue;
    if (!((e.forms & Form.past) !== 0 || has(e, names.doable))) continue;
    for (const frame of facts.unnamed) {
      if (!mayMatch(frame, lex)) continue;
      const match = matchFrame(frame, m, of);
      if (match) out.push(new UnjudgedCandidate(match, index, g));
    }
  }
}

/** A candidate that is judged when somebody asks: most are not, for the passage lacks what they need beside it. */
class UnjudgedCandidate implements Candidate {
  readonly frame: Frame;
  readonly clause: number;
  readonly head: Mention;
  readonly score: number;
  readonly open: readonly Slot[];
  readonly shut: readonly Slot[];
  private readonly match: Match;
  private readonly ground: Ground;
  private judged: Judgement | undefined;
  private listed: readonly number[] | undefined;

  constructor(match: Match, clause: number, ground: Ground) {
    this.frame = match.frame;
    this.clause = clause;
    this.head = match.head;
    this.score = match.score;
    this.open = match.open;
    this.shut = match.frame.shut;
    this.match = match;
    this.ground = ground;
    this.judged = undefined;
    this.listed = undefined;
  }

  private get own(): Judgement {
    this.judged ??= judge(this.match, this.clause, this.ground);
    return this.judged;
  }

  get tokens(): readonly number[] {
    this.listed ??= tokensOf(this.match.used);
    return this.listed;
  }
  get doubt(): Doubt | undefined {
    return this.own.doubt;
  }
  get received(): boolean {
    return this.own.received;
  }
  get headPast(): boolean {
    return this.own.headPast;
  }
  get nominal(): boolean {
    return this.own.nominal;
  }
  get free(): boolean {
    return this.own.free;
  }
  get act(): Mention {
    return this.own.act;
  }
  get bare(): boolean {
    return this.own.bare;
  }
}

/** Notes which slots a clause can fill, for as long as that clause is looked at. */
function markPresent(clause: Clause, lex: Lexicon): void {
  const { present } = lex;
  present.epoch++;
  for (const m of clause.mentions) for (const id of factsOf(m.entry, lex).slots) present.stamp[id] = present.epoch;
}

/** A cheap no before the costly yes: what a frame needs must be somewhere in the clause. */
function mayMatch(frame: Frame, { present: { stamp, epoch } }: Lexicon): boolean {
  for (const slot of frame.needs) if (stamp[slot.id] !== epoch) return false;
  return true;
}

// ---------------------------------------------------------------- who did it to whom

function rolesOf(
  clause: Clause,
  before: Roles | undefined,
  sameSentence: boolean,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): Roles {
  const by = new Uint32Array(lex.maskWords);
  const to = new Uint32Array(lex.maskWords);
  let ownSubject = false;
  let verbSeen = false;
  let person = false;
  for (let k = 0; k < clause.mentions.length; k++) {
    const m = clause.mentions[k]!;
    const e = m.entry;
    const isActor = factsOf(e, lex).actor;
    if (
      !isActor &&
      !verbSeen &&
      ownSubject &&
      (has(e, n.receive) || has(e, n.had)) &&
      (e.forms & (Form.past | Form.s | Form.base)) !== 0
    ) {
      // "We got the answer": who receives does not do.
      add(to, by);
      by.fill(0);
    }
    if (!isActor) {
      const verb =
        has(e, n.verb) ||
        has(e, n.be) ||
        ((e.forms & (Form.past | Form.s | Form.base | Form.ing)) !== 0 && (e.forms & Form.noun) === 0);
      if (verb) verbSeen = true;
      continue;
    }
    const prep = prepBefore(t, m.from, lex, n);
    const next = clause.mentions[k + 1];
    const adjunct = !m.possessive && next?.from === m.to && meets(next.entry.bits, n.takesTo);
    if (prep === 'to' || (adjunct && !prep)) add(to, e.bits);
    else if (prep === 'by' || prep === 'from') add(by, e.bits);
    else if (m.possessive) {
      if (!verbSeen || !ownSubject) add(by, e.bits);
      if (!verbSeen && m.possessive) ownSubject = true;
    } else if (!verbSeen && !ownSubject) {
      ownSubject = true;
      if (has(e, n.person)) person = true;
      else add(by, e.bits);
    } else if (verbSeen) add(to, e.bits);
    else add(by, e.bits);
  }
  if (!ownSubject && !person && sameSentence && before && clause.join !== 'cell') {
    add(by, before.by);
  }
  return { by, to, ownSubject, person };
}

function add(mask: Uint32Array, bits: Uint32Array): void {
  for (let i = 0; i < mask.length; i++) mask[i]! |= bits[i]!;
}

/** The preposition in front of a word, over articles and possessives. */
function prepBefore(t: Tokens, from: number, lex: Lexicon, n: Names): 'to' | 'from' | 'by' | 'ref' | undefined {
  for (let i = from - 1; i >= Math.max(0, from - 3); i--) {
    if (t.kind[i] !== Kind.word) return undefined;
    const e = entryAt(t, i, lex);
    if (!e) {
      if (t.value[i]! < 0) continue;
      return undefined;
    }
    if (has(e, n.prepTo)) return 'to';
    if (has(e, n.prepFrom)) return 'from';
    if (has(e, n.prepBy)) return 'by';
    if (has(e, n.prepRef)) {
      const before = i > 0 ? entryAt(t, i - 1, lex) : undefined;
      return e.text === 'of' && before && has(before, n.answer) ? 'from' : 'ref';
    }
    if (!has(e, n.det)) return undefined;
  }
  return undefined;
}

const entryAt = (t: Tokens, i: number, lex: Lexicon) =>
  t.kind[i] === Kind.word && t.value[i]! >= 0 ? lex.roots[t.value[i]!]?.entry : undefined;

// ---------------------------------------------------------------- slots

interface Match {
  readonly frame: Frame;
  readonly used: readonly Mention[];
  readonly head: Mention;
  readonly open: readonly Slot[];
  readonly score: number;
}

/** The clause that frames are held against. */
interface Matching {
  readonly clause: Clause;
  readonly roles: Roles;
  /** It holds an "it". */
  readonly pronoun: boolean;
  /** Nothing before it in its sentence says what it is about. */
  readonly opens: boolean;
  readonly t: Tokens;
  readonly lex: Lexicon;
  readonly names: Names;
}

const none: readonly Slot[] = [];

function matchFrame(f: Frame, at: number, of: Matching): Match | undefined {
  const { clause, lex } = of;
  const head = clause.mentions[at]!;
  const { stamp, epoch } = lex.present;
  for (const slot of f.never) {
    if (stamp[slot.id] !== epoch) continue;
    for (const m of clause.mentions) {
      if (Math.abs(m.from - head.from) <= 9 && factsOf(m.entry, lex).fills[slot.id] === 1) return undefined;
    }
  }
  const bonus = rolesBonus(f, clause, head, of.roles, of.t, lex, of.names);
  if (bonus < 0) return undefined;
  const used: Mention[] = [head];
  let open: Slot[] | undefined;
  let zero = false;
  let score = 10 + f.bump * 3;
  for (const slot of f.fill) {
    if (slot.kind === 'it') {
      // What goes without saying was said just before, or in the sentence before that this clause goes on from.
      if (!of.pronoun && lex.before.stamp[slot.id] !== lex.before.epoch) {
        if (!of.opens) return undefined;
        zero = true;
      }
      open ??= [];
      open.push(of.pronoun ? slot : slot.unsaid!);
      if (!of.pronoun) score -= 3;
      continue;
    }
    const found = stamp[slot.id] === epoch ? nearest(clause, at, slot.id, f, used, lex) : undefined;
    if (found && slot.spare) score += 4;
    else if (found) {
      if (!used.includes(found)) {
        used.push(found);
        score += 10 - Math.min(6, Math.abs(found.from - head.from) / 3);
      } else score += 11;
    } else if (slot.kind === 'has') return undefined;
    else {
      open ??= [];
      open.push(slot);
      score += 1;
    }
  }
  if (zero && !goesOn(used)) return undefined;
  return { frame: f, used, head, open: open ?? none, score: score + bonus };
}

/** "Posted 27 Nov.": an act with neither doer nor thing goes on about what the sentence before spoke of. */
function goesOn(used: readonly Mention[]): boolean {
  let tokens = 0;
  for (const m of used) tokens += m.to - m.from + (m.particle >= 0 ? 1 : 0);
  return tokens <= 2 && actOf(used) !== undefined;
}

/** Who did it, and to whom: -1 where the frame forbids it, else what their being known is worth. */
function rolesBonus(f: Frame, clause: Clause, head: Mention, roles: Roles, t: Tokens, lex: Lexicon, n: Names): number {
  if (!(f.by || f.notBy || f.to || f.notTo)) return 0;
  let bonus = 0;
  // In the passive the subject is not the doer.
  const passive = isPassive(t, head, lex, n);
  const by = passive ? agentsOf(clause, t, lex, n) : roles.by;
  if (f.by) {
    const known = meets(by, n.bodies);
    if (known ? !meets(by, f.by.mask) : f.by.needed && !meets(by, f.by.mask)) return -1;
    if (known) bonus += 3;
  }
  if (f.notBy && meets(by, f.notBy)) return -1;
  if (f.to) {
    const known = meets(roles.to, n.bodies);
    const wrong = known ? !meets(roles.to, f.to.mask) : f.to.needed;
    if (wrong && !(passive && meets(roles.by, f.to.mask))) return -1;
    if (known) bonus += 3;
  }
  if (f.notTo && (meets(roles.to, f.notTo) || (passive && meets(roles.by, f.notTo)))) return -1;
  return bonus;
}

function nearest(
  clause: Clause,
  at: number,
  slot: number,
  f: Frame,
  used: readonly Mention[],
  lex: Lexicon,
): Mention | undefined {
  const head = clause.mentions[at]!;
  let best: Mention | undefined;
  let bestGap = f.span + 1;
  for (let i = 0; i < clause.mentions.length; i++) {
    const m = clause.mentions[i]!;
    if (factsOf(m.entry, lex).fills[slot] !== 1) continue;
    if (f.ordered && i < at) continue;
    // The same words may fill two slots ("RTA": refusal and assessment); another word is better where there is one.
    const gap = m === head ? f.span : Math.abs(m.from - head.from) + (used.includes(m) ? 3 : 0);
    if (gap < bestGap || (m === head && bestGap > f.span)) {
      best = m;
      bestGap = gap;
    }
  }
  return best;
}

function isPassive(t: Tokens, head: Mention, lex: Lexicon, n: Names): boolean {
  if ((head.entry.forms & Form.past) === 0) return false;
  for (let i = head.from - 1; i >= Math.max(0, head.from - 3); i--) {
    const e = entryAt(t, i, lex);
    if (!e) {
      if (t.kind[i] !== Kind.word) return false;
      continue;
    }
    if (has(e, n.be)) return true;
    if (has(e, n.verb)) return false;
  }
  return false;
}

function agentsOf(clause: Clause, t: Tokens, lex: Lexicon, n: Names): Uint32Array {
  const by = new Uint32Array(lex.maskWords);
  for (const m of clause.mentions) {
    if (!factsOf(m.entry, lex).actor) continue;
    const prep = prepBefore(t, m.from, lex, n);
    if (prep === 'by' || prep === 'from') add(by, m.entry.bits);
  }
  return by;
}

// ---------------------------------------------------------------- assertion

function triggersOf(cut: Clauses, at: number, lex: Lexicon, n: Names, roles: readonly Roles[]): Trigger[] {
  const out: Trigger[] = [];
  const { clauses } = cut;
  const sentence = cut.sentences[at]!;
  for (let c = sentence.first; c < sentence.last; c++) {
    const clause = clauses[c]!;
    for (const m of clause.mentions) {
      if (!factsOf(m.entry, lex).trigger) continue;
      for (const tag of m.entry.tags) {
        const data = lex.triggerByTag[tag];
        if (!data) continue;
        // A body that "advises" or "tells" reports what it did; an adviser or the family explains.
        if (tag === n.tellweak && roles[c]!.ownSubject) continue;
        if (tag === n.advise && meets(roles[c]!.by, n.officials) && !has(subject(clause, lex) ?? m.entry, n.adviser))
          continue;
        let to = data.reach === 'sentence' ? sentence.to : clause.to;
        if (data.reach === 'sentence') {
          for (let k = c + 1; k < sentence.last; k++) {
            const join = clauses[k]!.join;
            const firstWord = clauses[k]!.mentions[0];
            if (join === 'but' || (firstWord && has(firstWord.entry, n.stop))) {
              to = clauses[k]!.from;
              break;
            }
          }
        } else {
          for (const later of clause.mentions)
            if (later.from > m.from && has(later.entry, n.conjBut)) to = Math.min(to, later.from);
        }
        const forward = data.direction !== 'backward';
        const backward = data.direction !== 'forward';
        out.push({
          mention: m,
          tag,
          from: forward ? m.from : m.to,
          to: forward ? to : m.to,
          backFrom: backward ? clause.from : m.from,
          backTo: backward ? m.from : m.from,
        });
      }
    }
  }
  return out;
}

const subject = (clause: Clause, lex: Lexicon) => clause.mentions.find((m) => factsOf(m.entry, lex).actor)?.entry;

/** What a candidate amounts to, by what stands round it in its segment. */
interface Judgement {
  readonly act: Mention;
  readonly doubt: Doubt | undefined;
  readonly received: boolean;
  readonly headPast: boolean;
  readonly nominal: boolean;
  readonly bare: boolean;
  readonly free: boolean;
}

function judge(match: Match, index: number, g: Ground): Judgement {
  const { frame, head, used } = match;
  const { t, lex, names: n } = g;
  const clause = g.cut.clauses[index]!;
  const act = actOf(used) ?? head;
  const f = act.entry.forms;
  const nominal = !isVerb(f);
  const headPast = (f & Form.past) !== 0 && !has(act.entry, n.doable);
  let doubt = strongest(match, act, clause, triggersIn(g, clause.sentence), nominal, headPast, t, lex, n);
  if (!doubt && g.cut.sentences[clause.sentence]!.question && asksBack(clause, act, g.openingToken, t, lex, n))
    doubt = { kind: 'out', reason: 'a question makes no event' };
  doubt ??= formDoubt(match, act, clause, nominal, t, lex, n);
  const bare = frame.bare || bareOf(match, nominal);
  return {
    act,
    doubt,
    received: used.some((m) => has(m.entry, n.receive)),
    headPast,
    nominal,
    bare,
    free:
      (!frame.short || countWords(t, clause) <= 6) &&
      (!bare || frame.withDay !== undefined || standsFree(match, clause, t, lex, n, g.role, g.openingToken)),
  };
}

function triggersIn(g: Ground, sentence: number): readonly Trigger[] {
  g.triggers[sentence] ??= triggersOf(g.cut, sentence, g.lex, g.names, g.roles);
  return g.triggers[sentence];
}

/** Every token of the words used, in order. */
function tokensOf(used: readonly Mention[]): number[] {
  const tokens: number[] = [];
  if (used.length === 1) {
    const m = used[0]!;
    for (let i = m.from; i < m.to; i++) tokens.push(i);
    if (m.particle >= 0) tokens.push(m.particle);
    return tokens;
  }
  for (const m of used) {
    for (let i = m.from; i < m.to; i++) tokens.push(i);
    if (m.particle >= 0) tokens.push(m.particle);
  }
  return tokens.sort((a, b) => a - b);
}

const isVerb = (f: number): boolean =>
  (f & Form.past) !== 0 || ((f & (Form.base | Form.s | Form.ing)) !== 0 && (f & Form.noun) === 0);

/** The verb among the words used: a past one before any other. */
function actOf(used: readonly Mention[]): Mention | undefined {
  return used.find((m) => (m.entry.forms & Form.past) !== 0) ?? used.find((m) => isVerb(m.entry.forms));
}

/** Nothing but nouns: no act, no arrangement, nothing received. */
function bareOf(match: Match, nominal: boolean): boolean {
  const acts = Form.past | Form.s | Form.base | Form.ing | Form.other;
  return nominal && match.used.every((m) => (m.entry.forms & acts) === 0);
}

const rank = { plan: 0, weak: 1, general: 2, out: 3 } as const;

function strongest(
  match: Match,
  act: Mention,
  clause: Clause,
  triggers: readonly Trigger[],
  nominal: boolean,
  headPast: boolean,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): Doubt | undefined {
  let best: Doubt | undefined;
  const { used } = match;
  const presentPassive = headPast && auxBefore(t, act, lex, n.present);
  const dated = nominal && datedAfter(match, clause, t, lex, n);
  for (const tr of triggers) {
    if (used.includes(tr.mention)) continue;
    const data = lex.triggerByTag[tr.tag]!;
    if (dated && (n.soft[tr.tag >> 5]! & (1 << (tr.tag & 31))) !== 0) continue;
    if (match.frame.always && tr.tag !== n.modal && (n.soft[tr.tag >> 5]! & (1 << (tr.tag & 31))) !== 0) continue;
    const covered =
      (act.from >= tr.from && act.from < tr.to && act.from >= tr.mention.to) ||
      (act.from >= tr.backFrom && act.from < tr.backTo);
    const after =
      tr.tag === n.neg && tr.mention.from > act.from && tr.mention.from < clause.to && tr.mention.from >= clause.from;
    let hit = covered;
    if (!hit && tr.tag === n.neg && tr.mention.from >= act.to) {
      // "Held no review": the thing itself is denied.
      hit = used.some((m) => m !== act && m.from >= tr.mention.to && m.from - tr.mention.to <= 1);
    }
    if (!hit && after) hit = deniedAfter(tr.mention, match, clause, nominal, t, lex, n);
    if (!hit) continue;
    if (tr.tag === n.neg && untilDay(act, clause, t, lex, n)) continue;
    if (data.kind === 'weak' && headPast && !presentPassive) continue;
    if (
      data.kind === 'general' &&
      tr.mention.from < clause.from &&
      headPast &&
      clause.dates.length > 0 &&
      !presentPassive
    )
      continue;
    const reason = data.reason.replace('{}', tr.mention.entry.text);
    if (!best || rank[data.kind] > rank[best.kind]) best = { kind: data.kind, reason };
  }
  return best;
}

/** "Was not issued until 7 November": it was, then. */
function untilDay(act: Mention, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  for (let i = act.to; i < Math.min(clause.to - 1, act.to + 6); i++) {
    const e = entryAt(t, i, lex);
    if (e && has(e, n.until)) {
      for (let k = i + 1; k < Math.min(clause.to, i + 4); k++) if (t.kind[k] === Kind.date) return true;
    }
  }
  return false;
}

/** "the decision dated 17 November": the noun has its own day, whatever is said about it. */
function datedAfter(match: Match, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  const last = Math.max(...match.used.map((m) => m.to));
  for (let i = last; i < Math.min(clause.to - 1, last + 3); i++) {
    const e = entryAt(t, i, lex);
    if (e && has(e, n.dated) && t.kind[i + 1] === Kind.date) return true;
  }
  return false;
}

/** "Certificate not here yet", "draft plan: not received": a denial after the thing it denies. */
function deniedAfter(
  neg: Mention,
  match: Match,
  clause: Clause,
  nominal: boolean,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): boolean {
  if (!nominal) return false;
  if (has(match.head.entry, n.answer) && neg.to - neg.from === 1) return false;
  if (has(neg.entry, n.refuse)) return false;
  for (let i = neg.to; i < Math.min(clause.to, neg.to + 3); i++) {
    const e = entryAt(t, i, lex);
    if (e && has(e, n.arriveish)) return true;
    if (t.kind[i] === Kind.punct && i === neg.to) return true;
  }
  return neg.to >= clause.to;
}

function auxBefore(t: Tokens, head: Mention, lex: Lexicon, tag: number): boolean {
  for (let i = head.from - 1; i >= Math.max(0, head.from - 3); i--) {
    const e = entryAt(t, i, lex);
    if (e && has(e, tag)) return true;
    if (t.kind[i] !== Kind.word) return false;
  }
  return false;
}

/** A question that asks whether: it begins with an auxiliary or a question word, or has no day. */
function asksBack(clause: Clause, act: Mention, openingToken: number, t: Tokens, lex: Lexicon, n: Names): boolean {
  // Another cell of the row may ask; this one does not.
  for (let i = act.to; i < clause.to; i++) if (t.kind[i] === Kind.punct && t.value[i] === 0x7c) return false;
  for (let i = clause.from; i < Math.min(clause.to, clause.from + 2); i++) {
    const e = entryAt(t, i, lex);
    if (e && (has(e, n.be) || has(e, n.did) || has(e, n.modal))) return true;
  }
  return clause.dates.every((d) => d === openingToken);
}

/** What the form of the head itself says: an infinitive, a bare imperative, a thing being done. */
function formDoubt(
  match: Match,
  act: Mention,
  clause: Clause,
  nominal: boolean,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): Doubt | undefined {
  const head = act;
  if (nominal || match.frame.always) return undefined;
  const f = head.entry.forms;
  const text = head.entry.text;
  // "To put it in": the same spelling as the past, but still to do.
  const both =
    (f & Form.past) !== 0 &&
    (f & Form.base) !== 0 &&
    head.from > 0 &&
    has(entryAt(t, head.from - 1, lex) ?? head.entry, n.infinitive);
  if ((f & (Form.past | Form.s)) !== 0 && !both) return undefined;
  if ((f & Form.base) !== 0) {
    for (let i = head.from - 1; i >= Math.max(clause.from, head.from - 2); i--) {
      const e = entryAt(t, i, lex);
      if (e && has(e, n.infinitive) && meets(head.entry.bits, n.says)) {
        // "Rang to complain", "wrote to ask for": said in the doing.
        const before = clause.mentions.find(
          (m) => m.from < head.from && (m.entry.forms & Form.past) !== 0 && meets(m.entry.bits, n.reaches),
        );
        if (before) return undefined;
      }
      if (
        e &&
        has(e, n.infinitive) &&
        match.used.some((m) => m !== head && m.to <= head.from && head.from - m.to <= 2)
      ) {
        // "Decided not to amend": the words before are the decision.
        return undefined;
      }
      if (e && has(e, n.infinitive)) return { kind: 'plan', reason: `"to ${text}" is still to be done` };
      if (e && has(e, n.did)) return undefined;
    }
    const before = clause.mentions.filter((m) => m.from < head.from).at(-1);
    const told =
      before && (has(before.entry, n.pronoun) || meets(before.entry.bits, lex.actorMask) || has(before.entry, n.will));
    if (!told && !match.used.some((m) => m !== head && (m.entry.forms & Form.past) !== 0)) {
      return { kind: 'out', reason: `"${text}" reads as something to do` };
    }
    return undefined;
  }
  if ((f & Form.ing) !== 0 && !has(head.entry, n.ingOk)) {
    if (clause.mentions.some((m) => m.from < head.from && (m.entry.forms & Form.past) !== 0)) return undefined;
    return { kind: 'out', reason: `"${text}" is being done, not done` };
  }
  return undefined;
}

// ---------------------------------------------------------------- bare nouns

/**
 * May a noun without an act stand for the event? Where a day is written beside it, or where it stands alone as a log
 * line does; not as the topic of something else ("rang about the refusal letter").
 */
function standsFree(
  match: Match,
  clause: Clause,
  t: Tokens,
  lex: Lexicon,
  n: Names,
  role: string,
  openingToken: number,
): boolean {
  const first = Math.min(...match.used.map((m) => m.from));
  const last = Math.max(...match.used.map((m) => m.to));
  if (role === 'heading') return false;
  const next = last < clause.to ? entryAt(t, last, lex) : undefined;
  if (
    last < clause.to &&
    t.kind[last] === Kind.word &&
    t.value[last]! < 0 &&
    t.end[last]! - t.start[last]! > 4 &&
    t.ed[last] === 1
  )
    return false;
  if (next && isVerb(next.forms) && (next.forms & Form.past) !== 0 && !has(next, n.receive)) return false;
  // A day right after it, over "dated", "on", "of", a bracket or a dash.
  for (let i = last; i < Math.min(clause.to, last + 4); i++) {
    if (t.kind[i] === Kind.date) return true;
    if (t.kind[i] === Kind.word) {
      const e = entryAt(t, i, lex);
      if (!e || !(has(e, n.dated) || has(e, n.det) || has(e, n.prepRef) || has(e, n.prepTo))) break;
    }
  }
  // Nothing before it but a day, an article, a doer or a mark.
  let strangers = 0;
  let begin = clause.from;
  for (let i = clause.from; i < first; i++) if (t.kind[i] === Kind.punct) begin = i + 1;
  for (let i = begin; i < first; i++) {
    if (t.kind[i] !== Kind.word) continue;
    const e = entryAt(t, i, lex);
    if (e && (has(e, n.det) || meets(e.bits, lex.actorMask))) continue;
    if (e && (has(e, n.prepRef) || has(e, n.prepTo) || has(e, n.prepFrom))) return false;
    strangers++;
  }
  if (strangers > 1) return false;
  let words = 0;
  for (let i = begin; i < first; i++) if (t.kind[i] === Kind.word) words++;
  for (let i = last; i < clause.to && t.kind[i] !== Kind.punct; i++) if (t.kind[i] === Kind.word) words++;
  const hasDay = clause.dates.some((d) => d !== openingToken);
  if (hasDay) return strangers === 0 || words <= 4;
  return strangers === 0 && words <= 5;
}

function countWords(t: Tokens, clause: Clause): number {
  let n = 0;
  for (let i = clause.from; i < clause.to; i++) if (t.kind[i] === Kind.word) n++;
  return n;
}
