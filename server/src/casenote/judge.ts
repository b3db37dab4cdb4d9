// Whether what a frame found has happened: what in the sentence (a negation, an "if", a "told her that", a question, an
// infinitive) keeps it from counting, and whether a noun without an act stands free enough to count.
import { affirmedOn, plainly } from './affirmed.ts';
import type { Doubt, Ground, Match, Names, Trigger } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { deniedHere, deniedNext, inForm } from './denied.ts';
import { asksBack, formDoubt } from './form-doubt.ts';
import { type Entry, Form, factsOf, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { actOf, datedAfter, endOf, follows, hasOther, holds, isVerb, reached } from './match-words.ts';
import { entryAt, type Mention } from './mentions.ts';
import { countWords, standsFree } from './stands-free.ts';
import { Kind, type Tokens } from './tokens.ts';
import { triggersIn } from './triggers.ts';

/** What a candidate amounts to, by what stands round it in its segment. */
export interface Judgement {
  readonly act: Mention;
  readonly doubt: Doubt | undefined;
  readonly received: boolean;
  readonly headPast: boolean;
  readonly nominal: boolean;
  readonly bare: boolean;
  readonly free: boolean;
  /** Token of the day on which the words after say that it did happen. */
  readonly affirmed: number | undefined;
}

export function judge(match: Match, index: number, g: Ground): Judgement {
  const { frame, head, used } = match;
  const { t, lex, names: n } = g;
  const clause = g.cut.clauses[index]!;
  const act = actOf(used) ?? head;
  const f = act.lexeme.forms;
  const nominal = !isVerb(f);
  const headPast = (f & Form.past) !== 0 && !has(act.lexeme, n.doable);
  let doubt = inForm(match, clause, g) ?? strongest(match, act, clause, nominal, headPast, g);
  if (!doubt && g.cut.sentenceSpans[clause.sentence]!.question && asksBack(clause, act, g.openingToken, t, lex, n))
    doubt = { kind: 'out', reason: 'a question makes no event' };
  const doer = g.cut.clauses[index - 1];
  // "Wrote to the family, 4 March, inviting them": done in the writing.
  const within =
    doer?.sentence === clause.sentence &&
    (clause.join === 'comma' || clause.join === 'and') &&
    clause.mentions.every((m) => m.fromToken >= act.fromToken || !isVerb(m.lexeme.forms)) &&
    reached(doer, n);
  if (!(within && (f & (Form.ing | Form.past)) === Form.ing))
    doubt ??= formDoubt(match, act, clause, nominal, t, lex, n);
  // "She is worried he is not getting a plan": nobody has decided it.
  const feared = clause.join === 'soft' && lex.decisions.has(frame.event) ? doer!.mentions.at(-1) : undefined;
  if (feared?.toToken === clause.from && has(feared.lexeme, n.worried))
    doubt ??= { kind: 'out', reason: 'feared, not done', at: feared.fromToken };
  // "Had mum lodged the appeal, this would be different."
  const { first, from, to } = g.cut.sentenceSpans[clause.sentence]!;
  const opener = headPast && index < first + 2 ? entryAt(t, from, lex) : undefined;
  if (opener && has(opener, n.had) && lex.inverted.test(plainly(from, to, g)))
    doubt ??= { kind: 'out', reason: `"${opener.spelling}" makes this a condition`, at: from, direct: true };
  const bare = frame.bare || bareOf(match, nominal, t, lex, n);
  doubt ??= deniedHere(match, act, clause, bare, g) ?? deniedNext(act, index, bare, g);
  // "You sent me the council's reply. It carries the date of 2 March": it exists, whatever is said of it.
  const borne =
    bare && !frame.withDay && (!doubt || doubt.kind === 'general' || doubt.kind === 'weak')
      ? borneOn(match, index, g)
      : undefined;
  const told =
    borne ??
    (doubt && (!doubt.firm || doubt.tag === lex.tagIds.get('drafting'))
      ? affirmedOn(match, clause.sentence, g, doubt.tag === n.neg, doubt.firm ? doubt.at : undefined)
      : undefined);
  if (told !== undefined) doubt = undefined;
  const affirmed = told ?? (doubt ? undefined : untilDay(bare, index, g));
  return {
    affirmed,
    act,
    doubt,
    received: holds(used, n.receives),
    headPast,
    nominal,
    bare,
    free:
      !(g.role === 'heading' && nominal) &&
      (!frame.short || countWords(t, clause) <= 6) &&
      (!bare ||
        affirmed !== undefined ||
        frame.withDay !== undefined ||
        standsFree(match, clause, t, lex, n, g.role, g.openingToken)),
  };
}

/** "There is a certificate, and it was made out on 14 November": what is named has a day of its own, a clause or two on: its token. */
function borneOn({ frame: { event } }: Match, index: number, g: Ground): number | undefined {
  const { lex, cut } = g;
  if (!lex.bodyPapers.has(event) && !lex.decisions.has(event)) return undefined;
  const { sentence, dateTokens } = cut.clauses[index]!;
  if (hasOther(dateTokens, g.openingToken)) return undefined;
  for (let k = index + 1; k <= index + 3; k++) {
    const next = cut.clauses[k];
    if (!next || next.sentence > sentence + 2) return undefined;
    if (next.dateTokens.length === 0) continue;
    return lex.borne.test(plainly(next.from, Math.min(next.to, next.from + 14), g)) ? next.dateTokens[0] : undefined;
  }
  return undefined;
}

/** Nothing but nouns: no act, no arrangement, nothing received. */
function bareOf(match: Match, nominal: boolean, t: Tokens, lex: Lexicon, n: Names): boolean {
  const acts = Form.past | Form.s | Form.base | Form.ing | Form.other;
  return nominal && match.used.every((m) => (m.lexeme.forms & acts) === 0 || isThing(m, match, t, lex, n));
}

/** "The emails", "his file": a thing, though the word could be an act. */
function isThing({ fromToken, lexeme }: Mention, match: Match, t: Tokens, lex: Lexicon, n: Names): boolean {
  if (fromToken === match.head.fromToken || (lexeme.forms & (Form.noun | Form.past | Form.other)) !== Form.noun)
    return false;
  const before = entryAt(t, fromToken - 1, lex);
  return before !== undefined && has(before, n.det);
}

const rank = { plan: 0, weak: 1, general: 2, out: 3 } as const;

function strongest(
  match: Match,
  act: Mention,
  clause: Clause,
  nominal: boolean,
  headPast: boolean,
  g: Ground,
): Doubt | undefined {
  const { t, lex, names: n, openingToken } = g;
  const triggers = triggersIn(g, clause.sentence);
  const hypo = lex.tagIds.get('hypo');
  let best: Doubt | undefined;
  const { used } = match;
  const last = endOf(used);
  // "It is issued", and "once the LA has issued it": not yet.
  const after = (pattern: RegExp): boolean => pattern.test(plainly(Math.max(0, act.fromToken - 3), act.fromToken, g));
  const dated = nominal && datedAfter(match, clause, t, lex, n);
  for (const tr of triggers) {
    if (used.includes(tr.mention)) continue;
    const data = lex.triggerByTag[tr.tag]!;
    // "Hasn't opened the letter dated 3 May": it exists, whatever is denied of it.
    const borneHere =
      tr.tag === n.neg && tr.mention.toToken <= act.fromToken && /^d(?:ated|t?d) /.test(plainly(last, last + 2, g));
    if (dated && (data.soft || borneHere)) continue;
    const advised = tr.tag === n.advise && nominal && clause.dateTokens.every((d) => d === openingToken);
    const supposed = (): boolean => !nominal && supposes(tr, act, headPast, g);
    if (match.frame.always && tr.tag !== n.modal && !advised && data.soft && !supposed()) continue;
    const covered =
      (act.fromToken >= tr.from && act.fromToken < tr.to && act.fromToken >= tr.mention.toToken) ||
      (act.fromToken >= tr.backFrom && act.fromToken < tr.backTo);
    const isAfter =
      tr.tag === n.neg &&
      tr.mention.fromToken > act.fromToken &&
      tr.mention.fromToken < clause.to &&
      tr.mention.fromToken >= clause.from;
    let hit = covered;
    if (!hit && tr.tag === n.neg && tr.mention.fromToken >= act.toToken) {
      // "Held no review": the thing itself is denied.
      hit = follows(used, act, tr.mention.toToken, 1);
    }
    if (!hit && data.kind === 'general' && tr.mention.fromToken >= act.toToken && tr.mention.fromToken < clause.to) {
      // "Sent mum a guide to appeals": the guide was sent.
      hit = follows(used, act, tr.mention.toToken, Number.POSITIVE_INFINITY, n);
    }
    if (tr.tag === n.cancel && !match.frame.planned && !lex.meetings.has(match.frame.event)) continue;
    // "The LA says the notice has not been sent": the thing of which it is said stands before it.
    if (!hit && isAfter && last === tr.mention.fromToken) hit = deniesAct(tr.mention, match, clause, g);
    if (!hit && isAfter) hit = deniedAfter(tr.mention, match, clause, nominal, t, lex, n);
    if (!hit) continue;
    // "In the post today, dated 28 August": it came; with no day it is only said to be coming.
    if (data.undated && hasOther(clause.dateTokens, openingToken)) continue;
    if (tr.tag === n.neg && isOfPast(tr.mention, g) && until(tr.mention.toToken, clause, g)) continue;
    if (data.kind === 'weak' && headPast && !after(lex.stillToBe) && !(tr.tag === n.whenever && after(lex.perfect)))
      continue;
    if (
      data.kind === 'general' &&
      tr.mention.fromToken < clause.from &&
      headPast &&
      clause.dateTokens.length > 0 &&
      !after(lex.stillToBe)
    )
      continue;
    const reason = data.reason.replace('{}', tr.mention.lexeme.spelling);
    if (!best || rank[data.kind] > rank[best.kind])
      best = {
        ...{ kind: data.kind, reason, at: tr.mention.fromToken, tag: tr.tag, firm: data.firm, soft: data.soft },
        direct:
          data.direct ||
          supposed() ||
          ((tr.tag === n.neg || tr.tag === hypo) && deniesAct(tr.mention, match, clause, g)),
      };
  }
  return best;
}

/** "May cease", "wants to lodge", "as soon as mum lodges it": an act that is not past, with nothing else to make it so. */
function supposes({ tag, mention }: Trigger, act: Mention, headPast: boolean, g: Ground): boolean {
  const { fromToken, toToken, lexeme } = mention;
  if (toToken > act.fromToken) return false;
  if (tag === g.names.whenever)
    return act.fromToken - toToken < 6 && !/(?:^| )to(?: |$)/.test(plainly(toToken, act.fromToken, g));
  if (headPast || act.fromToken !== toToken || !g.lex.supposes.test(lexeme.spelling)) return false;
  // "Does not intend to make any change".
  const before = entryAt(g.t, fromToken - 1, g.lex);
  return before === undefined || !has(before, g.names.neg);
}

/**
 * "Hasn't been lodged", "never actually went", "should have been sent": with nothing between the denial and one of the acts
 * that were found. What tells of a refusal is told of in such words.
 */
function deniesAct({ toToken, lexeme }: Mention, { frame, used }: Match, clause: Clause, g: Ground): boolean {
  const { deniesPast, deniesAct: denies, toldByDenial, denialGap } = g.lex;
  const { spelling } = lexeme;
  const isTold = toldByDenial.test(frame.event);
  // "No appeal has been lodged".
  if (spelling === 'no')
    return !isTold && used[0]?.fromToken === toToken && used.some((m) => m.fromToken > toToken && isPast(m.lexeme));
  if (!deniesPast.test(spelling) && !denies.test(spelling)) return false;
  const verbs = used.filter(
    ({ lexeme: { forms, bits } }) => isVerb(forms) && (forms & Form.noun) === 0 && !meets(bits, g.names.says),
  );
  // "The draft plan wasn't sent": of a thing, whatever is denied of it.
  return (verbs.length > 0 || !deniesPast.test(spelling) ? verbs : clause.mentions).some(
    ({ fromToken, lexeme: act }) =>
      isVerb(act.forms) &&
      // "Governors did not uphold it" tells of no refusal, "did not reinstate him" does.
      (!isTold || act.spelling.startsWith('uph')) &&
      toToken <= fromToken &&
      fromToken - toToken < 9 &&
      denialGap.test(plainly(toToken, fromToken, g)),
  );
}

/**
 * "Was not issued until 7 November", "she didn't get it until then": the token of the day on which it was, then. Of what is
 * only named, what denies that anybody had it.
 */
function untilDay(bare: boolean, index: number, g: Ground): number | undefined {
  const { clauses } = g.cut;
  const { sentence } = clauses[index]!;
  for (let k = index; k < index + 2 && clauses[k]?.sentence === sentence; k++) {
    const clause = clauses[k]!;
    // "It was promised for 24 April but did not come until 1 May."
    if (k > index && (!bare || clause.join !== 'but' || g.roles[k]!.ownSubject)) break;
    if (clause.dateTokens.length === 0) continue;
    for (const mention of clause.mentions) {
      const { fromToken, toToken } = mention;
      if (!isOfPast(mention, g)) continue;
      if (bare && !g.lex.hadUntil.test(plainly(fromToken, toToken + 2, g))) continue;
      const day = until(toToken, clause, g);
      if (day) return day;
    }
  }
  return undefined;
}

/** "Hasn't", "not sent": no "can't", and no "not to be". */
function isOfPast({ lexeme: { spelling }, toToken }: Mention, { t, lex }: Ground): boolean {
  const next = entryAt(t, toToken, lex);
  return lex.deniesPast.test(spelling) || (/^(?:still )?not$/.test(spelling) && next !== undefined && isPast(next));
}

/** The token of the day in "until 7 November", "on 24 April but on 1 May", within the next words; never the first. */
function until(from: number, { sentence, dateTokens }: Clause, g: Ground): number | undefined {
  if (!dateTokens.some((d) => d > from)) return undefined;
  const { to } = g.cut.sentenceSpans[sentence]!;
  const found = g.lex.untilDay.exec(plainly(from, Math.min(to, from + 16), g));
  return found ? from + found[0].split(' ').length - 1 : undefined;
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
  if (!nominal || noAnswer(neg, t, lex)) return false;
  // "Stage 1 answer: still no": what the answer says.
  if (
    match.used.some((m) => has(m.lexeme, n.answer)) &&
    (neg.toToken - neg.fromToken === 1 || neg.lexeme.spelling.endsWith(' no')) &&
    !isComing(entryAt(t, neg.toToken, lex), n)
  )
    return false;
  if (has(neg.lexeme, n.refuse)) return false;
  // "Hadn't come", "not provided": the words deny it themselves.
  const last = endOf(match.used);
  if (has(neg.lexeme, n.neg2p) && neg.toToken - neg.fromToken > 1 && neg.fromToken === last) return true;
  // "Annual review on 28 May, LA not there": somebody else is denied.
  const who = clause.mentions.find((m) => m.toToken === neg.fromToken);
  if (
    who &&
    who.fromToken > match.head.toToken &&
    t.tokenKinds[who.fromToken - 1] === Kind.punct &&
    factsOf(who.lexeme, lex).actor
  )
    return false;
  for (let i = neg.toToken; i < Math.min(clause.to, neg.toToken + 3); i++) {
    const e = entryAt(t, i, lex);
    if (e && has(e, n.arriveish)) return true;
    if (t.tokenKinds[i] === Kind.punct && i === neg.toToken) return true;
  }
  return neg.toToken >= clause.to;
}

/** "SAR to LA 5 Jan, nothing back": no answer to it, and so it was sent. */
function noAnswer({ lexeme, toToken }: Mention, t: Tokens, lex: Lexicon): boolean {
  const next = toToken < t.count ? entryAt(t, toToken, lex) : undefined;
  return /^nothing\b/.test(lexeme.spelling) && next !== undefined && /^(?:back|heard|since|from)$/.test(next.spelling);
}

/** "Not back", "not in": of a paper. */
const isComing = (e: Entry | undefined, n: Names): boolean =>
  e !== undefined && (has(e, n.arriveish) || has(e, n.receives));
