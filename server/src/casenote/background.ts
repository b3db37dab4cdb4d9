// What stands in a clause and yet does not happen in it: things that are only the background ("since the refusal"), what
// a paper is about ("the appeal concerns the plan"), what was written about and not sent, the object of another act.
import type { Match, Names, Roles } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { Form, factsOf, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import { prepBefore } from './roles.ts';
import { Kind, type Tokens } from './tokens.ts';

const verbLike = (m: Mention, n: Names): boolean => {
  const f = m.lexeme.forms;
  if ((f & Form.past) !== 0 || ((f & (Form.base | Form.s | Form.ing)) !== 0 && (f & Form.noun) === 0)) return true;
  return has(m.lexeme, n.verb) || has(m.lexeme, n.be);
};

/**
 * The clause without what only stands behind it: "since the refusal to assess he has not slept" tells of no refusal, "the
 * appeal concerns the plan" of no appeal. A noun with its own day ("following the review on 5 March") or its own act
 * ("after the final plan came") stays.
 */
export function foreground(clause: Clause, t: Tokens, lex: Lexicon, n: Names): Clause {
  const { mentions } = clause;
  let out: Mention[] | undefined;
  for (let i = 0; i < mentions.length; i++) {
    const { lexeme } = mentions[i]!;
    if (!factsOf(lexeme, lex).behind) continue;
    if (has(lexeme, n.aboutVerb)) {
      const subject = mentions[i - 1];
      if (!subject || subject.toToken !== mentions[i]!.fromToken || !meets(subject.lexeme.bits, n.subjects)) continue;
      out ??= mentions.slice();
      out.splice(out.indexOf(subject), 1);
    }
    if (
      has(lexeme, n.topicPrep) &&
      mentions.some((m) => m.toToken <= mentions[i]!.fromToken && isOwnPaper(m, t, lex, n))
    ) {
      // "FOI to the council re number of refusals": what it is about has not happened with it.
      const isPart = (m: Mention): boolean => !(verbLike(m, n) || has(m.lexeme, n.conjAnd));
      for (let k = i + 1; k < mentions.length && isPart(mentions[k]!); k++) {
        const m = mentions[k]!;
        const isAnswer = has(m.lexeme, n.refuse) || has(m.lexeme, n.answer);
        if (isAnswer && !dayFollows(m.toToken, clause, t)) out = (out ?? mentions).filter((x) => x !== m);
      }
    }
    if (!has(lexeme, n.backPrep)) continue;
    let k = i + 1;
    while (k < mentions.length && has(mentions[k]!.lexeme, n.det) && mentions[k]!.fromToken <= mentions[k - 1]!.toToken)
      k++;
    const noun = mentions[k];
    if (!noun || noun.fromToken - mentions[k - 1]!.toToken > 1 || (noun.lexeme.forms & Form.noun) === 0) continue;
    if (!meets(noun.lexeme.bits, n.subjects) || dayFollows(noun.toToken, clause, t)) continue;
    const next = mentions[k + 1];
    if (next && next.fromToken === noun.toToken && verbLike(next, n)) continue;
    out ??= mentions.slice();
    out.splice(out.indexOf(noun), 1);
  }
  return out ? { ...clause, mentions: out } : clause;
}

/** A paper of the family's, or a body that something goes to. */
const isOwnPaper = ({ lexeme, fromToken }: Mention, t: Tokens, lex: Lexicon, n: Names): boolean =>
  meets(lexeme.bits, n.takesTo) || (meets(lexeme.bits, n.officials) && prepBefore(t, fromToken, lex, n) === 'to');

/** A day right after a noun, over a word ("of 3 May", "on the 3rd", "yesterday"). */
function dayFollows(at: number, clause: Clause, t: Tokens): boolean {
  for (let i = at; i < Math.min(clause.to, at + 3); i++) {
    if (t.tokenKinds[i] === Kind.date) return true;
    if (t.tokenKinds[i] === Kind.punct && t.tokenMeanings[i] !== 0x28) return false;
  }
  return false;
}

/** "Emailed mum about the appeal": what was written about is not what was sent. */
export function spokenOf(match: Match, clause: Clause, roles: Roles, n: Names): boolean {
  let act: Mention | undefined;
  let met: Mention | undefined;
  for (const m of match.used) {
    if (has(m.lexeme, n.send)) act = m;
    if (m.lexeme.spelling === 'met') met = m;
  }
  // "Met the SENCO about the annual review", "met to plan the annual review".
  if (met && met.toToken < match.head.fromToken) {
    const { fromToken } = match.head;
    const to = clause.mentions.findLast(
      (m) => m.toToken <= fromToken && (has(m.lexeme, n.topicPrep) || has(m.lexeme, n.infinitives)),
    );
    if (to && to.fromToken >= met.toToken && (has(to.lexeme, n.topicPrep) || to.toToken < fromToken)) return true;
  }
  if (!act || meets(roles.by, n.officials)) return false;
  for (const thing of match.used) {
    if (thing.fromToken < act.toToken || !meets(thing.lexeme.bits, n.subjects) || has(thing.lexeme, n.concern))
      continue;
    let k = clause.mentions.indexOf(thing) - 1;
    while (k >= 0 && (has(clause.mentions[k]!.lexeme, n.det) || clause.mentions[k]!.lexeme.spelling === 'of')) k--;
    const before = clause.mentions[k];
    if (
      before &&
      before.fromToken >= act.toToken &&
      thing.fromToken - before.toToken <= 4 &&
      has(before.lexeme, n.topicPrep)
    )
      return true;
  }
  return false;
}

/** "Worked on the appeal 9 March": the day is the work's. */
export function objectOf(clause: Clause, first: number, t: Tokens, lex: Lexicon, n: Names): boolean {
  const prep = prepBefore(t, first, lex, n);
  if (prep !== 'to' && prep !== 'ref') return false;
  for (let i = first - 1; i >= Math.max(clause.from, first - 3); i--) {
    const e = entryAt(t, i, lex);
    if (!e || has(e, n.det)) continue;
    if (!has(e, n.prepTo) && e.spelling !== 'on' && e.spelling !== 'for') return false;
    const act = i > clause.from && t.tokenKinds[i - 1] === Kind.word ? t.tokenMeanings[i - 1]! : -1;
    if (i > clause.from && (t.ed[i - 1] === 1 || (act >= 0 && lex.wordTexts[act]!.endsWith('ed')))) return true;
    return clause.mentions.some((m) => m.toToken <= i && (isPast(m.lexeme) || has(m.lexeme, n.verb)));
  }
  return false;
}

/**
 * A paper that only changes hands: "sent mum a copy of the appeal" lodges nothing, "emailed dad the final plan" (with nobody
 * named who did: the adviser did) and "refusal letter sent to the solicitor" are no service of it.
 */
export function handedOn(match: Match, clause: Clause, roles: Roles, t: Tokens, lex: Lexicon, n: Names): boolean {
  if (!match.frame.sends) return false;
  const family = lex.familyPapers.has(match.frame.event);
  if (!family && !lex.bodyPapers.has(match.frame.event)) return false;
  let act: Mention | undefined;
  for (const m of match.used) {
    if (has(m.lexeme, n.send) && isPast(m.lexeme)) act = m;
  }
  if (!act || meets(roles.by, n.officials)) return false;
  const { mentions } = clause;
  // "Sent her the form"; but "sent her form".
  const whom = entryAt(t, act.toToken, lex)?.spelling;
  const what = entryAt(t, act.toToken + 1, lex)?.spelling;
  const isGiven = what === 'the' || what === 'a' || what === 'our';
  if (family && isGiven && (whom === 'her' || whom === 'him' || (whom === 'them' && !roles.ownSubject))) return true;
  const at = mentions.indexOf(act);
  let k = at + 1;
  while (
    k < mentions.length &&
    mentions[k]!.fromToken - act.toToken <= 2 &&
    !meets(mentions[k]!.lexeme.bits, n.ownSide)
  )
    k++;
  const receiver = mentions[k];
  if (!receiver || receiver.fromToken - act.toToken > 2 || receiver.possessive) return false;
  // "Sent mums appeal": hers, the apostrophe lost.
  if (
    receiver.lexeme.spelling.endsWith('s') &&
    mentions[k + 1]?.fromToken === receiver.toToken &&
    match.used.includes(mentions[k + 1]!)
  )
    return false;
  // "Complaint sent 2 March, dad copied in": nobody is sent it.
  for (let i = act.toToken; i < receiver.fromToken; i++) if (t.tokenKinds[i] !== Kind.word) return false;
  const prep = prepBefore(t, receiver.fromToken, lex, n);
  if (prep !== undefined && prep !== 'to') return false;
  if (has(receiver.lexeme, n.adviser)) return true;
  return family || (at === 0 && !roles.ownSubject && match.used.every((m) => m === act || m.fromToken >= act.toToken));
}

/**
 * "Agreed to phone her on Monday", "say they will let us know", "allowed us another week": an answer, though not to what
 * the case waits for.
 */
export function answersOther({ frame, used }: Match, { mentions }: Clause, n: Names): boolean {
  if (!(frame.after || frame.amid || frame.it)) return false;
  for (let i = 0; i < used.length; i++) {
    const { lexeme } = used[i]!;
    let { toToken } = used[i]!;
    const agrees = has(lexeme, n.agree);
    if (!agrees && !has(lexeme, n.refuse)) continue;
    for (let k = mentions.indexOf(used[i]!) + 1; k < mentions.length && mentions[k]!.fromToken - toToken <= 2; k++) {
      const e = mentions[k]!.lexeme;
      if (has(e, n.modal)) toToken = mentions[k]!.toToken;
      if (has(e, n.sideAct) || (agrees && has(e, n.sideYes))) return true;
    }
  }
  return false;
}

/** "We've asked nursery to come along": asked of somebody, not for the thing spoken of. */
export function asksSomebody(match: Match, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  const at = clause.mentions.indexOf(match.head);
  if (!has(match.head.lexeme, n.request)) return false;
  // "Asked for a meeting": for something else.
  if (match.head.lexeme.spelling.endsWith(' for')) return asksForOther(match.head, clause, t, lex, n);
  if (match.head.lexeme.words.length > 1) return false;
  const whom = clause.mentions[at + 1];
  const to = clause.mentions[at + 2];
  // "Asked LA to insist": both words are one.
  if (whom?.fromToken === match.head.toToken && has(whom.lexeme, n.intend) && whom.lexeme.spelling.endsWith(' to'))
    return true;
  if (!whom || !to || whom.fromToken !== match.head.toToken || to.fromToken !== whom.toToken) return false;
  return meets(whom.lexeme.bits, lex.actorMask) && has(to.lexeme, n.infinitives);
}

function asksForOther({ toToken }: Mention, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  const det = toToken + 1 < clause.to ? entryAt(t, toToken, lex) : undefined;
  if (!det || !has(det, n.det)) return false;
  const thing = clause.mentions.find((m) => m.fromToken === toToken + 1)?.lexeme;
  return thing
    ? thing.forms === Form.noun && !meets(thing.bits, n.subjects)
    : t.tokenKinds[toToken + 1] === Kind.word && t.tokenEnds[toToken + 1]! - t.tokenStarts[toToken + 1]! > 4;
}

/** "Automatic receipt came back", "the post brought a letter": the act has a thing of its own, of no concern here. */
export function namesOther({ mentions }: Clause, at: number, n: Names, lex: Lexicon): boolean {
  const act = mentions[at]!;
  const noun = (m: Mention | undefined): m is Mention =>
    m !== undefined && m.lexeme.forms === Form.noun && !factsOf(m.lexeme, lex).actor;
  const before = mentions[at - 1];
  if (noun(before) && before.toToken === act.fromToken) return true;
  if (!has(act.lexeme, n.make)) return false;
  const object = mentions.slice(at + 1, at + 3).find((m) => !has(m.lexeme, n.det));
  return object !== undefined && has(object.lexeme, n.letter) && object.fromToken - act.toToken <= 2;
}
