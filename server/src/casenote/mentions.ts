// From tokens to mentions: the words and phrases of the lexicon as they stand in a text, longest first, parted verbs
// ("put the appeal in") and unknown names among them.
import { clipped } from './inflection.ts';
import { type Entry, Form, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { Kind, type Tokens } from './tokens.ts';

/** Words of the lexicon as they stand in the text: tokens `from` to `to`, exclusive. */
export interface Mention {
  readonly lexeme: Entry;
  readonly fromToken: number;
  readonly toToken: number;
  /** Token of the particle of a parted verb ("turned him down"), else -1. */
  readonly particle: number;
  readonly possessive: boolean;
}

/** The single word of the lexicon that stands at a token, if one does. */
export const entryAt = (t: Tokens, i: number, lex: Lexicon) =>
  t.tokenKinds[i] === Kind.word && t.tokenMeanings[i]! >= 0 ? lex.phrases.from(t.tokenMeanings[i]!).entry : undefined;

/** Finds the lexicon's words and phrases, longest first, left to right. */
export function findMentions(t: Tokens, lex: Lexicon, text: string): Mention[] {
  const out: Mention[] = [];
  // Particles of parted verbs, already read: a verb may reach over another's.
  let skip: Set<number> | undefined;
  for (let i = 0; i < t.count; i++) {
    if (t.tokenKinds[i] !== Kind.word) continue;
    const value = t.tokenMeanings[i]!;
    if (value < 0) {
      if (!lex.name || !isName(t, i, text, lex)) continue;
      const to = nameEnd(t, i, text);
      out.push({ lexeme: lex.name, fromToken: i, toToken: to, particle: -1, possessive: t.possessive[to - 1] === 1 });
      i = to - 1;
      continue;
    }
    if (skip?.has(i)) continue;
    // "St A's came back": a saint's name is a name, whatever its words.
    if (value === lex.saintWord && lex.name && isCapital(text, t.tokenStarts[i]!) && isFollowed(t, i, text)) {
      const to = nameEnd(t, i + 1, text);
      out.push({ lexeme: lex.name, fromToken: i, toToken: to, particle: -1, possessive: false });
      i = to - 1;
      continue;
    }
    let node = lex.phrases.from(value);
    let best = node.entry;
    let to = i + 1;
    let j = i + 1;
    const first = node;
    while (node.next && j < t.count) {
      // "Education, health and care": the comma is no end.
      if (t.tokenKinds[j] === Kind.punct && t.tokenMeanings[j] === 0x2c && value === lex.educationWord && j === i + 1)
        j++;
      if (j >= t.count || t.tokenKinds[j] !== Kind.word || t.tokenMeanings[j]! < 0) break;
      const next: typeof node | undefined = node.next.get(t.tokenMeanings[j]!);
      if (!next) break;
      node = next;
      j++;
      if (node.entry) {
        best = node.entry;
        to = j;
      }
    }
    let particle = -1;
    if (first.parted && to === i + 1 && i + 1 < t.count && t.tokenKinds[i + 1] !== Kind.punct) {
      // A parted verb: "put the appeal in", "knocked it back".
      for (let k = i + 2; k < Math.min(t.count, i + 6) && t.tokenKinds[k] !== Kind.punct; k++) {
        const next = t.tokenKinds[k] === Kind.word ? first.parted.get(t.tokenMeanings[k]!) : undefined;
        // "Went back to the final plan": the word belongs to what follows it.
        // "Issued the final plan" is no "issue plan".
        if (!next) continue;
        // "Turned K down for transport": the phrase that begins with the particle is no other.
        const near = k === i + 2 && next.spelling.endsWith(' down');
        if ((near || !beginsPhrase(t, k, lex)) && !(k > i + 1 && beginsPhrase(t, k - 1, lex, k))) {
          best = next;
          particle = k;
          skip ??= new Set();
          skip.add(k);
          break;
        }
      }
    }
    if (!best) continue;
    if (best.guard && best !== first.entry && addresses(best, t, to, lex)) {
      best = first.entry;
      to = i + 1;
    }
    if (!best) continue;
    if ((best.guard || (to < t.count && t.tokenMeanings[to] === 0x3a)) && guarded(best, t, i, to, text, lex)) {
      // "Sent the appeal in together": of "appeal in" the appeal stays.
      const { entry } = first;
      if (!entry || entry === best || entry.guard) continue;
      best = entry;
      to = i + 1;
    }
    out.push({ lexeme: best, fromToken: i, toToken: to, particle, possessive: t.possessive[to - 1] === 1 });
    i = to - 1;
  }
  return out;
}

/** Does a longer phrase of the lexicon begin here? Where `over` is given, one that holds that token, too. */
function beginsPhrase(t: Tokens, at: number, lex: Lexicon, over = 0): boolean {
  let node =
    t.tokenKinds[at] === Kind.word && t.tokenMeanings[at]! >= 0 ? lex.phrases.from(t.tokenMeanings[at]!) : undefined;
  for (let i = at + 1; node?.next && i < t.count && t.tokenKinds[i] === Kind.word && t.tokenMeanings[i]! >= 0; i++) {
    node = node.next.get(t.tokenMeanings[i]!);
    if (node?.entry && i >= over && (over === 0 || meets(node.entry.bits, lex.topicMask))) return true;
  }
  return false;
}

const isCapital = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  return c >= 0x41 && c <= 0x5a;
};

/** Where a name that begins with a word ends: over the unknown words with a capital behind it. */
function nameEnd(t: Tokens, i: number, text: string): number {
  let to = i + 1;
  while (
    to < t.count &&
    t.tokenKinds[to] === Kind.word &&
    t.tokenMeanings[to]! < 0 &&
    isCapital(text, t.tokenStarts[to]!)
  )
    to++;
  return to;
}

/** Does a word with a capital stand behind this one? */
const isFollowed = (t: Tokens, i: number, text: string): boolean =>
  i + 1 < t.count && t.tokenKinds[i + 1] === Kind.word && isCapital(text, t.tokenStarts[i + 1]!);

/** A word that is nobody's but a name's: a capital inside a sentence, or at its start before a verb or another such word. */
function isName(t: Tokens, i: number, text: string, lex: Lexicon): boolean {
  if (!isCapital(text, t.tokenStarts[i]!) || t.tokenEnds[i]! - t.tokenStarts[i]! < 2) return false;
  const second = text.charCodeAt(t.tokenStarts[i]! + 1);
  if (second >= 0x41 && second <= 0x5a) return false;
  const starts = i === 0 || t.tokenKinds[i - 1] !== Kind.word;
  if (!starts || t.possessive[i] === 1) return true;
  if (nameEnd(t, i, text) > i + 1) return true;
  const next = i + 1 < t.count ? entryAt(t, i + 1, lex) : undefined;
  return next !== undefined && ((next.forms & (Form.past | Form.s)) !== 0 || has(next, lex.ids.verb));
}

const article = /^(?:the|an?|th(?:is|ese|ose)|his|her|their|our|my)$/;

/** "Mum to LA", "LA to mum, letter": who wrote to whom, not what mum is to do. */
function addresses(e: Entry, t: Tokens, to: number, lex: Lexicon): boolean {
  if (e.words.length !== 2 || e.words[1] !== lex.toWord || !has(e, lex.ids.intend)) return false;
  let next = to < t.count ? entryAt(t, to, lex) : undefined;
  // "Comments of mum to the draft", "with me to the adviser": an article begins no verb.
  if (next && article.test(next.spelling)) return true;
  if (next && has(next, lex.ids.det)) next = entryAt(t, to + 1, lex);
  return next !== undefined && meets(next.bits, lex.actorMask) && (next.forms & Form.base) === 0;
}

/** "0.5 FTE", "1.0 fte": hours of work, not an exclusion. */
function guarded(e: Entry, t: Tokens, i: number, to: number, text: string, lex: Lexicon): boolean {
  // "Outcome: SAR to school": a form's label, not an outcome.
  if (
    to < t.count &&
    t.tokenMeanings[to] === 0x3a &&
    t.tokenKinds[to] === Kind.punct &&
    (i === 0 || text.slice(t.tokenEnds[i - 1]!, t.tokenStarts[i]!).includes('\n'))
  ) {
    // "Appeal: lodged 4 March" says what was.
    const act = entryAt(t, to + 1, lex);
    if (has(e, lex.ids.label)) return !act || !isPast(act);
  }
  if (!e.guard) return false;
  // "Says no OT visits since": what is denied stands after it.
  if (e.words.length === 2 && e.spelling.endsWith(' no')) {
    const next = to < t.count ? entryAt(t, to, lex) : undefined;
    return next !== undefined && has(next, lex.tagIds.get('provision') ?? -1);
  }
  // "Pip's review": a child's name.
  if (e.spelling === 'pip') return text.charCodeAt(t.tokenStarts[i]! + 1) >= 0x60 && isCapital(text, t.tokenStarts[i]!);
  if (e.spelling === 'reg') return !(to < t.count && t.tokenKinds[to] === Kind.date);
  if (e.words.length === 1 && e.words[0] === lex.inWord) {
    // A lone "in" is an act only where nothing follows that it could belong to: "appeal in, 3 Oct".
    if (i === 0 || t.tokenKinds[i - 1] !== Kind.word) return true;
    return !(
      to >= t.count ||
      t.tokenKinds[to] === Kind.date ||
      (t.tokenKinds[to] === Kind.punct && t.tokenMeanings[to] !== 0x28) ||
      toSomebody(t, to, lex)
    );
  }
  // "Is in, 3 Oct": it came; "was in good time", "is in drafts": not.
  if (e.words.at(-1) === lex.inWord && /^(?:is|are|was|were|be|been|being) in$/.test(e.spelling)) {
    const next = to < t.count && t.tokenKinds[to] === Kind.word ? entryAt(t, to, lex) : null;
    if (next === undefined || (next && (next.forms & Form.noun) !== 0)) return true;
  }
  // "comments in, 3 Oct": sent; "comments in the draft": not.
  if (e.words.length > 1 && e.words.at(-1) === lex.inWord && (e.forms & (Form.other | Form.past)) === Form.other) {
    if (to < t.count && t.tokenKinds[to] === Kind.word) {
      const next = entryAt(t, to, lex);
      if (!next || has(next, lex.ids.det)) return true;
    }
  }
  // "Shell emailed the SENCO": a name. "Shell email them": she will, with its apostrophe lost.
  if (
    clipped.has(e.spelling) &&
    t.tokenEnds[i]! - t.tokenStarts[i]! === e.spelling.length &&
    to < t.count &&
    t.tokenKinds[to] === Kind.word
  ) {
    const next = entryAt(t, to, lex);
    if (next && isPast(next) && (next.forms & Form.base) === 0) return true;
  }
  if (e.spelling !== 'fte' || i === 0) return false;
  const before = text.slice(Math.max(0, t.tokenStarts[i]! - 5), t.tokenStarts[i]!);
  return /\d\.\d+\s*$|\b[01]\s*$/.test(before);
}

/** "Paperwork in to LA": "to" and a doer follow. */
function toSomebody(t: Tokens, at: number, lex: Lexicon): boolean {
  const entry = (i: number): Entry | undefined => (i < t.count ? entryAt(t, i, lex) : undefined);
  const to = entry(at);
  if (!to || !has(to, lex.ids.to)) return false;
  const next = entry(at + 1);
  const who = next && has(next, lex.ids.det) ? entry(at + 2) : next;
  return who !== undefined && meets(who.bits, lex.actorMask);
}
