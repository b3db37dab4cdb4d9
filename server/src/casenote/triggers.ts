// Where the words that speak against an event stand in a sentence, and how far each of them reaches.
import type { Ground, Names, Roles, Trigger } from './candidates.ts';
import type { Clause, Clauses } from './clauses.ts';
import { Form, factsOf, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { reached } from './match-words.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

/** "Brother (LM): suspended", "JT (sibling) - letter": the whole sentence is about somebody else. */
function opensWith(m: Mention, sentence: { readonly from: number }, t: Tokens): boolean {
  let words = 0;
  for (let i = sentence.from; i < m.fromToken; i++) if (t.tokenKinds[i] === Kind.word) words++;
  if (words > 3) return false;
  for (let i = m.toToken; i < Math.min(t.count, m.toToken + 2); i++) {
    if (t.tokenKinds[i] === Kind.punct && aside.has(t.tokenMeanings[i]!)) return true;
  }
  return false;
}

/** "Brother (LM)", "JT (brother)": a child by its initials; a sister without may be the carer. */
function initialsBeside(m: Mention, t: Tokens, lex: Lexicon): boolean {
  const short = (i: number): boolean =>
    i >= 0 && i < t.count && t.tokenKinds[i] === Kind.word && t.tokenEnds[i]! - t.tokenStarts[i]! <= 4;
  const mark = (i: number, c: number): boolean =>
    i >= 0 && i < t.count && t.tokenKinds[i] === Kind.punct && t.tokenMeanings[i] === c;
  if (mark(m.toToken, 0x28) && short(m.toToken + 1) && mark(m.toToken + 2, 0x29)) return true;
  // "A's brother B: ..."
  if (short(m.toToken) && mark(m.toToken + 1, 0x3a)) return true;
  // "K's sister, who is at another school, ..."
  if (m.fromToken > 0 && t.possessive[m.fromToken - 1] === 1 && mark(m.toToken, 0x2c))
    return entryAt(t, m.toToken + 1, lex)?.spelling.startsWith('who') === true;
  return mark(m.toToken, 0x29) && mark(m.fromToken - 1, 0x28) && short(m.fromToken - 2);
}

/** After "to": an article, so that it leads to a place and not to an act. */
function isPlace(at: number, t: Tokens, lex: Lexicon, n: Names): boolean {
  const e = at < t.count ? entryAt(t, at, lex) : undefined;
  return e !== undefined && has(e, n.det);
}

/** Colon, brackets, dashes. */
const aside: ReadonlySet<number> = new Set([0x3a, 0x28, 0x29, 0x2d, 0x2013, 0x2014]);

/**
 * "Hearing listed for 12 March, bundle due 19 February": a noun between a mark and the words is what they speak of, and not
 * what has its own day before the mark. Where it begins.
 */
function ownThing({ from, mentions, dateTokens }: Clause, m: Mention, t: Tokens, lex: Lexicon): number | undefined {
  let at = m.fromToken - 1;
  // "Hearing 16/6 | response, due 13/5": another cell, and that one has its day.
  for (let i = at; i > from; i--)
    if (
      t.tokenKinds[i] === Kind.punct &&
      t.tokenMeanings[i] === 0x7c &&
      t.tokenKinds[i - 1] === Kind.date &&
      t.tokenKinds[i - 2] === Kind.word
    )
      return i;
  const e = at >= from ? entryAt(t, at, lex) : undefined;
  const known = mentions.some(
    (x) => x.toToken === m.fromToken && (x.lexeme.forms & Form.noun) !== 0 && !factsOf(x.lexeme, lex).actor,
  );
  if (!(at >= from && t.tokenKinds[at] === Kind.word && (known || !e))) return undefined;
  while (at > from && t.tokenKinds[at] === Kind.word) at--;
  return t.tokenKinds[at] === Kind.punct && t.tokenMeanings[at] === 0x2c && dateTokens.some((d) => d < at)
    ? at
    : undefined;
}

function triggersOf(cut: Clauses, at: number, lex: Lexicon, n: Names, roles: readonly Roles[], t: Tokens): Trigger[] {
  const out: Trigger[] = [];
  const { clauses } = cut;
  const sentence = cut.sentenceSpans[at]!;
  for (let c = sentence.first; c < sentence.last; c++) {
    const clause = clauses[c]!;
    for (let atM = 0; atM < clause.mentions.length; atM++) {
      const m = clause.mentions[atM]!;
      if (!factsOf(m.lexeme, lex).trigger) continue;
      for (const tag of m.lexeme.tags) {
        const data = lex.triggerByTag[tag];
        if (!data) continue;
        // "Well, it happened", "went off well on the 5th": no "we'll".
        if (m.lexeme.spelling === 'well' && !((entryAt(t, m.toToken, lex)?.forms ?? 0) & Form.base)) continue;
        // A body that "advises" or "tells" reports what it did; an adviser or the family explains.
        if (tag === n.tellweak && roles[c]!.ownSubject) continue;
        if (tag === n.advise && meets(roles[c]!.by, n.officials) && !has(subject(clause, lex) ?? m.lexeme, n.adviser))
          continue;
        let to = data.reach === 'sentence' ? sentence.to : clause.to;
        if (data.reach === 'sentence') {
          for (let k = c + 1; k < sentence.last; k++) {
            const join = clauses[k]!.join;
            const firstWord = clauses[k]!.mentions[0];
            if (join === 'but' || (firstWord && has(firstWord.lexeme, n.stop))) {
              to = clauses[k]!.from;
              break;
            }
          }
        } else {
          for (const later of clause.mentions)
            if (
              later.fromToken > m.fromToken &&
              (has(later.lexeme, n.conjBut) || has(later.lexeme, n.therefore) || later.lexeme.spelling === 'then')
            )
              to = Math.min(to, later.fromToken);
        }
        // "Background: he was excluded twice": the whole sentence; and no "medical history".
        if (data.label) {
          const isColon = t.tokenKinds[m.toToken] === Kind.punct && t.tokenMeanings[m.toToken] === 0x3a;
          const isFirst = m.fromToken === sentence.from || t.tokenKinds[m.fromToken - 1] !== Kind.word;
          if (!isColon || !isFirst) continue;
          to = sentence.to;
        }
        // "Now that | it is unopposed": the cut comes right after the words.
        const following = clauses[c + 1];
        const leads = data.onward || (m.toToken === clause.to && (data.undated || tag === n.whenever));
        if (leads && c + 1 < sentence.last && following?.join === 'soft') to = Math.max(to, following.to);
        // "It will, it says, issue the plan", "they have not, so far, sent it": over what is put between.
        if ((tag === n.will || (tag === n.neg && lex.deniesPast.test(m.lexeme.spelling))) && isMark(t, m.toToken))
          to = pastAside(cut, c, sentence.last, to, t);
        // "Evidence deadline 29/5, HD 3/7": a limit that has its day.
        const limit = tag === n.duty ? clause.dateTokens.find((d) => d >= m.toToken && d - m.toToken < 3) : undefined;
        if (limit !== undefined && t.tokenKinds[limit + 1] === Kind.punct && t.tokenMeanings[limit + 1] === 0x2c)
          to = limit;
        // "No surprise: transport refused 2 March", "even if it is early, she appealed on the 5th".
        if (!data.firm) to = afresh(cut, c, m, to, lex, n, t);
        // "Went with dad to the meeting": nothing is meant to be done.
        // "Wrote to the council to ask for it": asked in the writing.
        if (tag === n.intend && m.lexeme.words.length === 2 && m.lexeme.spelling.endsWith(' to')) {
          const next = clause.mentions[atM + 1];
          if (isPlace(m.toToken, t, lex, n)) continue;
          if (next && meets(next.lexeme.bits, n.says) && reached(clause, n, m.fromToken)) continue;
        }
        if (tag === n.sib && !initialsBeside(m, t, lex)) continue;
        if ((tag === n.other || tag === n.sib) && opensWith(m, sentence, t)) to = sentence.to;
        // "His transport was refused on 6 March although his twin's was agreed".
        let back = c;
        if (data.reach === 'sentence')
          while (back > sentence.first && (tag !== n.other || clauses[back]!.join !== 'but')) back--;
        const forward = data.direction !== 'backward';
        const backward = data.direction !== 'forward';
        out.push({
          mention: m,
          tag,
          from: forward ? m.fromToken : m.toToken,
          to: forward ? to : m.toToken,
          backFrom: backward ? (ownThing(clause, m, t, lex) ?? clauses[back]!.from) : m.fromToken,
          backTo: backward ? m.fromToken : m.fromToken,
        });
      }
    }
  }
  return out;
}

/** The end of the next clause in which a verb stands behind a mark, plain or past; or `to`. */
function pastAside({ clauses }: Clauses, at: number, last: number, to: number, t: Tokens): number {
  const goesOn = ({ lexeme, fromToken }: Mention): boolean =>
    (lexeme.forms & (Form.base | Form.past)) !== 0 && isMark(t, fromToken - 1);
  for (let c = at + 1; c < last; c++) if (clauses[c]!.mentions.some(goesOn)) return Math.max(to, clauses[c]!.to);
  return to;
}

/**
 * Where, after words that raise a doubt, the sentence begins afresh: behind a mark, with a doer or a thing of its own, what
 * was done and its day; or behind "and", where the doubt was of an infinitive ("is entitled to it and asked on 5 March").
 */
function afresh(cut: Clauses, at: number, m: Mention, to: number, lex: Lexicon, n: Names, t: Tokens): number {
  // "Asked whether, after the meeting, they had agreed".
  if (!has(m.lexeme, n.neg) && t.tokenMeanings[m.toToken] === 0x2c && t.tokenKinds[m.toToken] === Kind.punct) return to;
  const infinitive = / to$|^(?:can|could|may|might|should|leaflet)$/.test(m.lexeme.spelling);
  for (let c = at; c < cut.clauses.length && cut.clauses[c]!.from < to; c++) {
    const { mentions, dateTokens } = cut.clauses[c]!;
    for (let k = 0; k < mentions.length; k++) {
      const first = mentions[k]!;
      if (first.fromToken < m.toToken) continue;
      const { lexeme } = first;
      const before = entryAt(t, first.fromToken - 1, lex);
      const begins = isMark(t, first.fromToken - (before && has(before, n.det) ? 2 : 1));
      const own = factsOf(lexeme, lex).actor || has(lexeme, n.det) || meets(lexeme.bits, n.subjects);
      if (!(begins ? own : infinitive && has(lexeme, n.conjAnd))) continue;
      for (const { lexeme: act, fromToken } of mentions.slice(k)) {
        // "No plan, letter or certificate came on 3 March": a list.
        if (has(act, n.present) || lex.wordTexts[t.tokenMeanings[fromToken - 1]!] === 'or') break;
        if (isPast(act) && dateTokens.some((d) => d > first.fromToken)) return first.fromToken;
      }
    }
  }
  return to;
}

/** Comma, semicolon, colon, brackets, dashes. */
const isMark = (t: Tokens, i: number): boolean =>
  t.tokenKinds[i] === Kind.punct &&
  (t.tokenMeanings[i] === 0x2c || t.tokenMeanings[i] === 0x3b || aside.has(t.tokenMeanings[i]!));

export const subject = (clause: Clause, lex: Lexicon) =>
  clause.mentions.find((m) => factsOf(m.lexeme, lex).actor)?.lexeme;

export function triggersIn(g: Ground, sentence: number): readonly Trigger[] {
  g.triggers[sentence] ??= triggersOf(g.cut, sentence, g.lex, g.names, g.roles, g.t);
  return g.triggers[sentence];
}
