// Whether what a frame found has happened: what in the sentence (a negation, an "if", a "told her that", a question, an
// infinitive) keeps it from counting, and whether a noun without an act stands free enough to count.
import { objectOf } from './background.ts';
import type { Doubt, Ground, Match, Names, Roles, Trigger } from './candidates.ts';
import type { Clause, Clauses } from './clauses.ts';
import { type Entry, Form, type Frame, factsOf, has, type Lexicon, meets } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

/** "Brother (LM): suspended", "JT (sibling) - letter": the whole sentence is about somebody else. */
function opensWith(m: Mention, sentence: { readonly from: number }, t: Tokens): boolean {
  let words = 0;
  for (let i = sentence.from; i < m.from; i++) if (t.kind[i] === Kind.word) words++;
  if (words > 3) return false;
  for (let i = m.to; i < Math.min(t.count, m.to + 2); i++) {
    if (t.kind[i] === Kind.punct && aside.has(t.value[i]!)) return true;
  }
  return false;
}

/** "Brother (LM)", "JT (brother)": a child by its initials; a sister without may be the carer. */
function initialsBeside(m: Mention, t: Tokens): boolean {
  const short = (i: number): boolean =>
    i >= 0 && i < t.count && t.kind[i] === Kind.word && t.end[i]! - t.start[i]! <= 4;
  const mark = (i: number, c: number): boolean => i >= 0 && i < t.count && t.kind[i] === Kind.punct && t.value[i] === c;
  if (mark(m.to, 0x28) && short(m.to + 1) && mark(m.to + 2, 0x29)) return true;
  // "A's brother B: ..."
  if (short(m.to) && mark(m.to + 1, 0x3a)) return true;
  return mark(m.to, 0x29) && mark(m.from - 1, 0x28) && short(m.from - 2);
}

/** After "to": an article, so that it leads to a place and not to an act. */
function isPlace(at: number, t: Tokens, lex: Lexicon, n: Names): boolean {
  const e = at < t.count ? entryAt(t, at, lex) : undefined;
  return e !== undefined && has(e, n.det);
}

/** Colon, brackets, dashes. */
const aside: ReadonlySet<number> = new Set([0x3a, 0x28, 0x29, 0x2d, 0x2013, 0x2014]);

function triggersOf(cut: Clauses, at: number, lex: Lexicon, n: Names, roles: readonly Roles[], t: Tokens): Trigger[] {
  const out: Trigger[] = [];
  const { clauses } = cut;
  const sentence = cut.sentences[at]!;
  for (let c = sentence.first; c < sentence.last; c++) {
    const clause = clauses[c]!;
    for (let atM = 0; atM < clause.mentions.length; atM++) {
      const m = clause.mentions[atM]!;
      if (!factsOf(m.entry, lex).trigger) continue;
      for (let atTag = 0; atTag < m.entry.tags.length; atTag++) {
        const tag = m.entry.tags[atTag]!;
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
            if (
              later.from > m.from &&
              (has(later.entry, n.conjBut) || has(later.entry, n.therefore) || later.entry.text === 'then')
            )
              to = Math.min(to, later.from);
        }
        // "Now that | it is unopposed": the cut comes right after the words.
        const following = clauses[c + 1];
        const leads = data.onward || (data.undated && m.to === clause.to);
        if (leads && c + 1 < sentence.last && following?.join === 'soft') to = following.to;
        // "Went with dad to the meeting": nothing is meant to be done.
        if (tag === n.intend && m.entry.words.length === 2 && m.entry.text.endsWith(' to') && isPlace(m.to, t, lex, n))
          continue;
        if (tag === n.sib && !initialsBeside(m, t)) continue;
        if ((tag === n.other || tag === n.sib) && opensWith(m, sentence, t)) to = sentence.to;
        const forward = data.direction !== 'backward';
        const backward = data.direction !== 'forward';
        out.push({
          mention: m,
          tag,
          from: forward ? m.from : m.to,
          to: forward ? to : m.to,
          backFrom: backward ? (data.reach === 'sentence' ? sentence.from : clause.from) : m.from,
          backTo: backward ? m.from : m.from,
        });
      }
    }
  }
  return out;
}

export const subject = (clause: Clause, lex: Lexicon) =>
  clause.mentions.find((m) => factsOf(m.entry, lex).actor)?.entry;

/** What a candidate amounts to, by what stands round it in its segment. */
export interface Judgement {
  readonly act: Mention;
  readonly doubt: Doubt | undefined;
  readonly received: boolean;
  readonly headPast: boolean;
  readonly nominal: boolean;
  readonly bare: boolean;
  readonly free: boolean;
}

export function judge(match: Match, index: number, g: Ground): Judgement {
  const { frame, head, used } = match;
  const { t, lex, names: n } = g;
  const clause = g.cut.clauses[index]!;
  const act = actOf(used) ?? head;
  const f = act.entry.forms;
  const nominal = !isVerb(f);
  const headPast = (f & Form.past) !== 0 && !has(act.entry, n.doable);
  let doubt = strongest(
    match,
    act,
    clause,
    triggersIn(g, clause.sentence),
    nominal,
    headPast,
    g.openingToken,
    t,
    lex,
    n,
  );
  if (!doubt && g.cut.sentences[clause.sentence]!.question && asksBack(clause, act, g.openingToken, t, lex, n))
    doubt = { kind: 'out', reason: 'a question makes no event' };
  const doer = g.cut.clauses[index - 1];
  // "Wrote to the family, 4 March, inviting them": done in the writing.
  const within =
    doer?.sentence === clause.sentence &&
    (clause.join === 'comma' || clause.join === 'and') &&
    clause.mentions.every((m) => m.from >= act.from || !isVerb(m.entry.forms)) &&
    doer.mentions.some((m) => (m.entry.forms & Form.past) !== 0 && meets(m.entry.bits, n.reaches));
  if (!(within && (f & (Form.ing | Form.past)) === Form.ing))
    doubt ??= formDoubt(match, act, clause, nominal, t, lex, n);
  const bare = frame.bare || bareOf(match, nominal, t, lex, n);
  doubt ??= deniedNext(index, bare, g);
  return {
    act,
    doubt,
    received: holds(used, n.receive),
    headPast,
    nominal,
    bare,
    free:
      !(g.role === 'heading' && nominal) &&
      (!frame.short || countWords(t, clause) <= 6) &&
      (!bare || frame.withDay !== undefined || standsFree(match, clause, t, lex, n, g.role, g.openingToken)),
  };
}

/**
 * "SEND4A with P, two hours. Not sent.": the next sentence says that the thing named here has not gone; "it went on the
 * 9th. It did not.": it takes back what was said.
 */
function deniedNext(index: number, bare: boolean, { cut, names: n, t }: Ground): Doubt | undefined {
  const next = cut.clauses[index + 1];
  if (!next || next.sentence !== cut.clauses[index]!.sentence + 1 || next.dates.length > 0) return undefined;
  const [first, ...rest] = next.mentions;
  if (!first || rest.length > 3 || first.from > next.from + 1) return undefined;
  const last = rest.at(-1);
  const takesBack =
    last !== undefined &&
    countWords(t, next) <= 3 &&
    has(first.entry, n.pronoun) &&
    has(last.entry, n.neg) &&
    /(?:nt|not)\b/.test(last.entry.text);
  if (!takesBack) {
    if (!bare || !has(first.entry, n.neg)) return undefined;
    if (rest.some((m) => meets(m.entry.bits, n.subjects) || (m.entry.forms & Form.noun) !== 0)) return undefined;
    if (!rest.some((m) => has(m.entry, n.arriveish) || has(m.entry, n.send))) return undefined;
  }
  return {
    kind: 'out',
    reason: `"${(takesBack ? last : first).entry.text}" says that it did not happen`,
    at: first.from,
  };
}

function triggersIn(g: Ground, sentence: number): readonly Trigger[] {
  g.triggers[sentence] ??= triggersOf(g.cut, sentence, g.lex, g.names, g.roles, g.t);
  return g.triggers[sentence];
}

const isVerb = (f: number): boolean =>
  (f & Form.past) !== 0 || ((f & (Form.base | Form.s | Form.ing)) !== 0 && (f & Form.noun) === 0);

/** The verb among the words used: a past one before any other. */
export function actOf(used: readonly Mention[]): Mention | undefined {
  let act: Mention | undefined;
  for (let i = 0; i < used.length; i++) {
    const { forms } = used[i]!.entry;
    if ((forms & Form.past) !== 0) return used[i];
    if (!act && isVerb(forms)) act = used[i];
  }
  return act;
}

/** Nothing but nouns: no act, no arrangement, nothing received. */
function bareOf(match: Match, nominal: boolean, t: Tokens, lex: Lexicon, n: Names): boolean {
  const acts = Form.past | Form.s | Form.base | Form.ing | Form.other;
  const { used } = match;
  if (!nominal) return false;
  for (let i = 0; i < used.length; i++) {
    const m = used[i]!;
    if ((m.entry.forms & acts) !== 0 && !isThing(m, match, t, lex, n)) return false;
  }
  return true;
}

/** "The emails", "his file": a thing, though the word could be an act. */
function isThing({ from, entry }: Mention, match: Match, t: Tokens, lex: Lexicon, n: Names): boolean {
  if (from === match.head.from || (entry.forms & (Form.noun | Form.past | Form.other)) !== Form.noun) return false;
  const before = from > 0 ? entryAt(t, from - 1, lex) : undefined;
  return before !== undefined && has(before, n.det);
}

function holds(used: readonly Mention[], tag: number): boolean {
  for (let i = 0; i < used.length; i++) if (has(used[i]!.entry, tag)) return true;
  return false;
}

/** Where the last of some words ends. */
function endOf(used: readonly Mention[]): number {
  let end = 0;
  for (let i = 0; i < used.length; i++) end = Math.max(end, used[i]!.to);
  return end;
}

const rank = { plan: 0, weak: 1, general: 2, out: 3 } as const;

function strongest(
  match: Match,
  act: Mention,
  clause: Clause,
  triggers: readonly Trigger[],
  nominal: boolean,
  headPast: boolean,
  openingToken: number,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): Doubt | undefined {
  let best: Doubt | undefined;
  const { used } = match;
  const presentPassive = headPast && auxBefore(t, act, lex, n.present);
  const dated = nominal && datedAfter(match, clause, t, lex, n);
  for (let atTr = 0; atTr < triggers.length; atTr++) {
    const tr = triggers[atTr]!;
    if (used.includes(tr.mention)) continue;
    const data = lex.triggerByTag[tr.tag]!;
    if (dated && (n.soft[tr.tag >> 5]! & (1 << (tr.tag & 31))) !== 0) continue;
    const advised = tr.tag === n.advise && nominal && clause.dates.every((d) => d === openingToken);
    if (match.frame.always && tr.tag !== n.modal && !advised && (n.soft[tr.tag >> 5]! & (1 << (tr.tag & 31))) !== 0)
      continue;
    const covered =
      (act.from >= tr.from && act.from < tr.to && act.from >= tr.mention.to) ||
      (act.from >= tr.backFrom && act.from < tr.backTo);
    const after =
      tr.tag === n.neg && tr.mention.from > act.from && tr.mention.from < clause.to && tr.mention.from >= clause.from;
    let hit = covered;
    if (!hit && tr.tag === n.neg && tr.mention.from >= act.to) {
      // "Held no review": the thing itself is denied.
      hit = follows(used, act, tr.mention.to, 1);
    }
    if (!hit && data.kind === 'general' && tr.mention.from >= act.to && tr.mention.from < clause.to) {
      // "Sent mum a guide to appeals": the guide was sent.
      hit = follows(used, act, tr.mention.to, Number.POSITIVE_INFINITY, n);
    }
    if (tr.tag === n.cancel && !match.frame.planned && !lex.meetings.has(match.frame.event)) continue;
    if (!hit && after) hit = deniedAfter(tr.mention, match, clause, nominal, t, lex, n);
    if (!hit) continue;
    // "In the post today, dated 28 August": it came; with no day it is only said to be coming.
    if (data.undated && hasOther(clause.dates, openingToken)) continue;
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
    if (!best || rank[data.kind] > rank[best.kind]) best = { kind: data.kind, reason, at: tr.mention.from };
  }
  return best;
}

/** One of the words but the act stands at most `within` tokens after; a subject, where `n` is given. */
function follows(used: readonly Mention[], act: Mention, after: number, within: number, n?: Names): boolean {
  for (let i = 0; i < used.length; i++) {
    const m = used[i]!;
    if (m === act || m.from < after || m.from - after > within) continue;
    if (!n || meets(m.entry.bits, n.subjects)) return true;
  }
  return false;
}

function hasOther(dates: readonly number[], than: number): boolean {
  for (let i = 0; i < dates.length; i++) if (dates[i] !== than) return true;
  return false;
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
  const last = endOf(match.used);
  for (let i = last; i < Math.min(clause.to - 1, last + 3); i++) {
    const e = entryAt(t, i, lex);
    if (!e || !has(e, n.dated)) continue;
    const next = t.kind[i + 1] === Kind.word && i + 2 < clause.to ? entryAt(t, i + 1, lex) : undefined;
    // "dated the 8th"
    if (t.kind[next && has(next, n.det) ? i + 2 : i + 1] === Kind.date) return true;
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
  // "Stage 1 answer: still no": what the answer says.
  if (
    match.used.some((m) => has(m.entry, n.answer)) &&
    (neg.to - neg.from === 1 || neg.entry.text.endsWith(' no')) &&
    !isComing(entryAt(t, neg.to, lex), n)
  )
    return false;
  if (has(neg.entry, n.refuse)) return false;
  // "Hadn't come", "not provided": the words deny it themselves.
  const last = endOf(match.used);
  if (has(neg.entry, n.neg2p) && neg.to - neg.from > 1 && neg.from === last) return true;
  // "Annual review on 28 May, LA not there": somebody else is denied.
  const who = clause.mentions.find((m) => m.to === neg.from);
  if (who && who.from > match.head.to && t.kind[who.from - 1] === Kind.punct && factsOf(who.entry, lex).actor)
    return false;
  for (let i = neg.to; i < Math.min(clause.to, neg.to + 3); i++) {
    const e = entryAt(t, i, lex);
    if (e && has(e, n.arriveish)) return true;
    if (t.kind[i] === Kind.punct && i === neg.to) return true;
  }
  return neg.to >= clause.to;
}

/** "Not back", "not in": of a paper. */
const isComing = (e: Entry | undefined, n: Names): boolean =>
  e !== undefined && (has(e, n.arriveish) || has(e, n.receive));

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
  if (match.frame.always) return undefined;
  // "Asked for more time to answer", "14 days to respond": the noun's spelling, but still to do.
  if (nominal)
    return willBe(match, t, lex, n)
      ? { kind: 'out', reason: 'still to come' }
      : toAnswer(match.head, t, lex, n)
        ? { kind: 'plan', reason: 'still to be done' }
        : undefined;
  const f = head.entry.forms;
  // "Going to the Ombudsman next": not "the council is going to assess".
  if ((f & Form.ing) !== 0 && has(head.entry, n.will) && has(head.entry, n.send) && !asksAgreed(match.frame, n))
    return { kind: 'plan', reason: `"${head.entry.text}" is still to be done` };
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
      if (e && has(e, n.infinitive) && (meets(head.entry.bits, n.says) || text.startsWith('say '))) {
        // "Rang to complain", "wrote to ask for": said in the doing.
        const before = clause.mentions.find(
          (m) => m.from < head.from && (m.entry.forms & Form.past) !== 0 && meets(m.entry.bits, n.reaches),
        );
        if (before) return undefined;
      }
      // "Asked on the 6th to go to stage 2": said in the asking.
      if (e && has(e, n.infinitive) && has(head.entry, n.escalate) && asked(clause, head, n)) return undefined;
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
    // "Will not amend": the words before say that it is refused.
    if (before && match.used.includes(before) && has(before.entry, n.refuse)) return undefined;
    const told =
      before && (has(before.entry, n.pronoun) || meets(before.entry.bits, lex.actorMask) || has(before.entry, n.will));
    if (!told && !match.used.some((m) => m !== head && (m.entry.forms & Form.past) !== 0)) {
      return { kind: 'out', reason: `"${text}" reads as something to do` };
    }
    return undefined;
  }
  if ((f & (Form.ing | Form.other)) === Form.ing && !has(head.entry, n.ingOk)) {
    if (clause.mentions.some((m) => m.from < head.from && (m.entry.forms & Form.past) !== 0)) return undefined;
    // "Letter asking for the file went on 21 May": asked in the sending.
    const sent = (m: Mention): boolean => (m.entry.forms & Form.past) !== 0 && meets(m.entry.bits, n.reaches);
    if (meets(head.entry.bits, n.says) && clause.mentions.some((m) => m.from > head.from && sent(m))) return undefined;
    // "Letter declining to reinstate, dated 19 March": the letter does it.
    if (clause.mentions.some((m) => m.to === head.from && has(m.entry, n.letter))) return undefined;
    return { kind: 'out', reason: `"${text}" is being done, not done` };
  }
  return undefined;
}

const asksAgreed = ({ anchor, needs }: Frame, n: Names): boolean =>
  anchor.tags.includes(n.agree) || needs.some(({ tags }) => tags.includes(n.agree));

const asked = (clause: Clause, { from }: Mention, n: Names): boolean =>
  clause.mentions.some((m) => m.from < from && (m.entry.forms & Form.past) !== 0 && has(m.entry, n.requestVerb));

/** "The reply will take 40 days", "a SAR would show it": the answer of which it is said has not come. */
function willBe({ used, head }: Match, t: Tokens, lex: Lexicon, n: Names): boolean {
  const last = endOf(used);
  const next = has(head.entry, n.answer) && last < t.count ? entryAt(t, last, lex) : undefined;
  return next !== undefined && (/^(?:will|would)\b/.test(next.text) || has(next, n.modal));
}

/** "To answer", "to reply": a verb that is spelt like a noun. */
function toAnswer(head: Mention, t: Tokens, lex: Lexicon, n: Names): boolean {
  if (!has(head.entry, n.answer) || (head.entry.forms & Form.base) === 0 || head.to - head.from !== 1) return false;
  const before = head.from > 0 ? entryAt(t, head.from - 1, lex) : undefined;
  return before !== undefined && has(before, n.infinitive);
}

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
  if (next && (has(next, n.aboutverb) || has(next, n.modal) || has(next, n.will))) return false;
  if (lex.meetings.has(match.frame.event) && isLabel(last, clause, t, lex)) return false;
  // "Report to go to the council by 14 May".
  if (next && has(next, n.infinitive)) {
    const then = clause.mentions.find((m) => m.from === last + 1);
    if (then && (then.entry.forms & Form.base) !== 0) return false;
  }
  // A day right after it, over "dated", "on", "of", a bracket or a dash.
  const object = objectOf(clause, first, t, lex, n);
  for (let i = last; i < Math.min(clause.to, last + 4); i++) {
    if (t.kind[i] === Kind.date) {
      if (!object || datedAfter(match, clause, t, lex, n)) return true;
      break;
    }
    if (t.kind[i] === Kind.word) {
      const e = entryAt(t, i, lex);
      // "The certificate is dated the 8th."
      const says = e !== undefined && i === last && has(e, n.be) && datedAfter(match, clause, t, lex, n);
      if (!e || !(says || has(e, n.dated) || has(e, n.det) || has(e, n.prepRef) || has(e, n.prepTo))) break;
    }
  }
  // "The letter of 5 June is a refusal to assess."
  if (isWhatItIs(first, clause, t, lex, n)) return true;
  // Nothing before it but a day, an article, a doer or a mark.
  let strangers = 0;
  let begin = clause.from;
  for (let i = clause.from; i < first; i++) if (t.kind[i] === Kind.punct) begin = i + 1;
  for (let i = begin; i < first; i++) {
    if (t.kind[i] !== Kind.word) continue;
    const e = entryAt(t, i, lex);
    if (e && (has(e, n.det) || meets(e.bits, lex.actorMask))) continue;
    if (e && (has(e, n.prepRef) || has(e, n.prepTo) || has(e, n.prepFrom)))
      return enclosing.has(e.text) && clause.mentions.some((m) => m.from < i && has(m.entry, n.letter));
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

/** "Early review: Dad asked for one": what the rest is about; not "AR: held at school", "AR: 3 May". */
function isLabel(last: number, clause: Clause, t: Tokens, lex: Lexicon): boolean {
  if (last >= clause.to || t.kind[last] !== Kind.punct || t.value[last] !== 0x3a) return false;
  const act = clause.mentions.find((m) => m.from > last && isVerb(m.entry.forms));
  return (
    act !== undefined && !has(act.entry, lex.tagIds.get('hold')!) && clause.dates.every((d) => d < last || d > act.from)
  );
}

/** "Letter dated 2 December with the notice": what comes with a letter comes on its day. */
const enclosing: ReadonlySet<string> = new Set(['with', 'w', 'enclosing', 'containing', 'attaching']);

/** A noun after "is a": what the letter, or "it", is. */
function isWhatItIs(first: number, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  let at = first - 1;
  let e = at >= clause.from ? entryAt(t, at, lex) : undefined;
  if (!e || !has(e, n.det)) return false;
  at--;
  e = at >= clause.from ? entryAt(t, at, lex) : undefined;
  if (!e || !has(e, n.be)) return false;
  return clause.mentions.some(
    (m) => m.from < at && (has(m.entry, n.letter) || has(m.entry, n.answer) || has(m.entry, n.it)),
  );
}

function countWords(t: Tokens, clause: Clause): number {
  let n = 0;
  for (let i = clause.from; i < clause.to; i++) if (t.kind[i] === Kind.word) n++;
  return n;
}
