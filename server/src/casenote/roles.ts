// Who did it to whom: the doer and the one done to in a clause, from prepositions, possessives, the passive and the order
// of words, and what a frame asks of them.
import type { Names, Roles } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { Form, type Frame, factsOf, has, isPast, type Lexicon, meets, type TagSet } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

export function rolesOf(
  clause: Clause,
  last: Roles | undefined,
  sameSentence: boolean,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): Roles {
  const none = lex.noTags;
  let by: TagSet | undefined;
  let to: TagSet | undefined;
  let ownSubject = false;
  let verbSeen = false;
  let acted = false;
  let person = false;
  let asks = false;
  let got = false;
  let owner: ReturnType<typeof prepBefore>;
  for (let k = 0; k < clause.mentions.length; k++) {
    const m = clause.mentions[k]!;
    const e = m.lexeme;
    const isActor = factsOf(e, lex).actor;
    if (
      !isActor &&
      !acted &&
      ownSubject &&
      (has(e, n.receives) || has(e, n.had)) &&
      (e.forms & (Form.past | Form.s | Form.base)) !== 0
    ) {
      // "We got the answer": who receives does not do.
      if (by) to = add(to, by);
      by = undefined;
    }
    if (!isActor) {
      const verb =
        has(e, n.verb) ||
        has(e, n.be) ||
        ((e.forms & (Form.past | Form.s | Form.base | Form.ing)) !== 0 && (e.forms & Form.noun) === 0);
      if (verb) verbSeen = true;
      asks ||= has(e, n.requestVerb);
      if (verb) got = has(e, n.receives);
      // "Have had", "has now got": what helps a verb is none.
      if (verb && !/^(?:have|has|been)$/.test(e.spelling)) acted = true;
      continue;
    }
    const before = clause.mentions[k - 1];
    // "Raised it with the trust": the preposition belongs to the phrase. "Asked for it from school": school is asked.
    let prep = prepBefore(t, m.fromToken, lex, n);
    // "Mentioned it to the Reception teacher".
    const over = before && has(before.lexeme, n.det) ? clause.mentions[k - 2] : before;
    if (!prep && over && endsInTo(over, m.fromToken)) prep = 'to';
    // "To the trust's complaints team": what stands before the one stands before the other.
    if (!prep && before?.possessive && before.toToken === m.fromToken) prep = owner;
    owner = prep;
    if (prep === 'from' && asks) prep = 'to';
    // "Received by the council": who receives is no doer.
    if (prep === 'by' && got) prep = 'to';
    const next = clause.mentions[k + 1];
    const adjunct = !m.possessive && next?.fromToken === m.toToken && meets(next.lexeme.bits, n.takesTo);
    if (prep === 'to' || (adjunct && !prep)) to = add(to, e.bits);
    else if (prep === 'by' || prep === 'from') by = add(by, e.bits);
    // "Dad: final plan issued": who tells it.
    else if (
      (prep === 'ref' && !verbSeen) ||
      (t.tokenKinds[m.toToken] === Kind.punct &&
        t.tokenMeanings[m.toToken] === 0x3a &&
        ((next?.lexeme.forms ?? 0) & Form.noun) !== 0 &&
        meets(e.bits, n.ownSide))
    )
      continue;
    else if (m.possessive) {
      if (!verbSeen || !ownSubject) by = add(by, e.bits);
      if (!verbSeen && m.possessive) ownSubject = true;
    } else if (!verbSeen && !ownSubject) {
      ownSubject = true;
      if (has(e, n.person)) person = true;
      else by = add(by, e.bits);
    } else if (verbSeen) to = add(to, e.bits);
    else by = add(by, e.bits);
  }
  if (!ownSubject && !person && sameSentence && last && clause.join !== 'cell') {
    // "..., had a reply on the 4th": who has it did not give it.
    const first = clause.mentions.find((m) => !has(m.lexeme, n.conjAnd));
    if (first && has(first.lexeme, n.had))
      return { by: by ?? none, to: to ? add(to, last.by) : last.by, ownSubject, person };
    if (!by) return { by: last.by, to: to ?? none, ownSubject, person };
    add(by, last.by);
  }
  return { by: by ?? none, to: to ?? none, ownSubject, person };
}

/** "Raised it with", "passed it on to", and at most an article before `at`. */
const endsInTo = ({ toToken, fromToken, lexeme }: Mention, at: number): boolean =>
  at - toToken <= 2 &&
  toToken - fromToken > 1 &&
  (lexeme.spelling.endsWith(' with') || lexeme.spelling.endsWith(' to'));

/** The tags with more of them; a set of its own where there was none yet. */
function add(mask: TagSet | undefined, bits: readonly number[]): TagSet {
  if (!mask) return bits.slice();
  for (let i = 0; i < mask.length; i++) mask[i]! |= bits[i]!;
  return mask;
}

/** The preposition in front of a word, over articles and possessives. */
export function prepBefore(t: Tokens, from: number, lex: Lexicon, n: Names): 'to' | 'from' | 'by' | 'ref' | undefined {
  for (let i = from - 1; i >= Math.max(0, from - 3); i--) {
    if (t.tokenKinds[i] !== Kind.word) return undefined;
    const e = entryAt(t, i, lex);
    if (!e) {
      if (t.tokenMeanings[i]! < 0) continue;
      return undefined;
    }
    if (has(e, n.prepTo)) return 'to';
    if (has(e, n.prepFrom)) return 'from';
    if (has(e, n.prepBy)) return 'by';
    if (has(e, n.prepRef)) {
      const before = entryAt(t, i - 1, lex);
      return e.spelling === 'of' && before && has(before, n.answer) ? 'from' : 'ref';
    }
    if (!has(e, n.det)) return undefined;
  }
  return undefined;
}

/** Who did what the head says, where that is in the passive: the subject is not the doer then. Null where it is not. */
export function passiveDoers(clause: Clause, head: Mention, t: Tokens, lex: Lexicon, n: Names): TagSet | null {
  return isPassive(t, head, lex, n) ? agentsOf(clause, has(head.lexeme, n.requestVerb), t, lex, n) : null;
}

/** Who did it, and to whom: -1 where the frame forbids it, else what their being known is worth. */
export function rolesBonus(f: Frame, passive: TagSet | null, roles: Roles, n: Names): number {
  let bonus = 0;
  const by = passive ?? roles.by;
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

function isPassive(t: Tokens, head: Mention, lex: Lexicon, n: Names): boolean {
  if (!isPast(head.lexeme)) return false;
  for (let i = head.fromToken - 1; i >= Math.max(0, head.fromToken - 3); i--) {
    const e = entryAt(t, i, lex);
    if (!e) {
      if (t.tokenKinds[i] !== Kind.word) return false;
      continue;
    }
    if (has(e, n.be)) return true;
    if (has(e, n.verb)) return false;
  }
  return false;
}

function agentsOf(clause: Clause, asked: boolean, t: Tokens, lex: Lexicon, n: Names): TagSet {
  const by = lex.noTags.slice();
  for (const m of clause.mentions) {
    if (!factsOf(m.lexeme, lex).actor) continue;
    const prep = prepBefore(t, m.fromToken, lex, n);
    if (prep === 'by' || (prep === 'from' && !asked)) add(by, m.lexeme.bits);
  }
  return by;
}
