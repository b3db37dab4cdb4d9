// The phrases of the lexicon by their first words, as the mentions are looked up in. A note uses few of the tens of
// thousands: those that begin with a word are made when that word is first met.
import { isGuarded, normalisePhrase, spellOut, withoutPossessives } from './inflection.ts';
import { type Entry, emptySet, Form, meets, type Node, type TagSet } from './lexicon.ts';
import type { SpeltLexicon } from './lexicon-data.ts';

/** Words that never stand apart from their verb: "appeal went to" is not "appeal to". */
const together = ['to', 'by', 'with', 'from', 'at', 'of', 'on', 'no'];

export class Phrases {
  readonly tagIds = new Map<string, number>();
  readonly wordTexts: string[];
  readonly maskWords: number;
  readonly #together: ReadonlySet<number>;
  readonly #wordIds = new Map<string, number>();
  readonly #meanings: readonly { readonly tags: readonly number[]; readonly bits: TagSet }[];
  readonly #spelt: readonly number[];
  /** Where each list begins in `#spelt`. */
  readonly #lists: number[] = [];
  /** Where in `#spelt` a first word stands, by its id. */
  readonly #places = new Map<number, number>();
  readonly #first: (Node | undefined)[];
  /** First words of a service's own phrases. */
  readonly #own: number[] = [];

  /** `own`: names of tags that are not the lexicon's. */
  constructor(spelt: SpeltLexicon, own: Iterable<string>) {
    for (const names of [spelt.tags, own]) for (const name of names) this.tag(name);
    this.maskWords = (this.tagIds.size + 31) >> 5;
    this.wordTexts = spelt.words.split(' ');
    // Filled at once: an array that grows by leaps is looked up slowly.
    this.#first = new Array<Node | undefined>(this.wordTexts.length).fill(undefined);
    for (let id = 0; id < this.wordTexts.length; id++) this.#wordIds.set(this.wordTexts[id]!, id);
    this.#together = new Set(together.map((word) => this.word(word)));
    this.#meanings = spelt.meanings.map((tags) => ({ tags, bits: this.#bitsOf(tags) }));
    this.#spelt = spelt.phrases;
    for (let at = 0; at < this.#spelt.length; at += 1 + 3 * this.#spelt[at]!) this.#lists.push(at);
    for (const at of this.#wordsOf(this.#lists.length - 1)) this.#places.set(this.#spelt[at]!, at);
  }

  /** The id of a tag; a new one where it is not known. */
  tag(name: string): number {
    let id = this.tagIds.get(name);
    if (id === undefined) {
      id = this.tagIds.size;
      this.tagIds.set(name, id);
    }
    return id;
  }

  /** The id of a word; a new one where it is not known. */
  word(text: string): number {
    let id = this.#wordIds.get(text);
    if (id === undefined) {
      id = this.wordTexts.push(text) - 1;
      this.#wordIds.set(text, id);
    }
    return id;
  }

  /** The set of some tags. Throws where one is not known. */
  maskOf(names: readonly string[]): TagSet {
    const ids = names.map((name) => {
      const id = this.tagIds.get(name);
      if (id === undefined) throw new Error(`unknown tag "${name}"`);
      return id;
    });
    return this.#bitsOf(ids);
  }

  #bitsOf(tags: readonly number[]): TagSet {
    const bits = emptySet(this.maskWords);
    for (const tag of tags) bits[tag >> 5]! |= 1 << (tag & 31);
    return bits;
  }

  /** What begins with a word: the word itself, where it is one of the lexicon's, and what can follow. */
  from(word: number): Node {
    const known = this.#first[word];
    if (known) return known;
    const at = this.#places.get(word);
    const node = at === undefined ? {} : this.#read(at);
    this.#part(node);
    this.#first[word] = node;
    return node;
  }

  /** 1 for each word that begins a phrase with one of these tags. */
  begins(tags: TagSet): Uint8Array {
    const asked = this.#meanings.map(({ bits }) => meets(bits, tags));
    const leads: boolean[] = [];
    const isAsked = (at: number): boolean => {
      const said = this.#spelt[at + 1]! - 1;
      return (said >= 0 && asked[said >> 7]!) || leads[this.#spelt[at + 2]!]!;
    };
    for (let list = 0; list < this.#lists.length; list++) leads.push(this.#wordsOf(list).some(isAsked));
    const found = new Uint8Array(this.wordTexts.length);
    for (const [word, at] of this.#places) found[word] = isAsked(at) ? 1 : 0;
    for (const word of this.#own) found[word] = 1;
    return found;
  }

  /** Where the words of a list stand. */
  #wordsOf(list: number): number[] {
    const from = this.#lists[list]!;
    const places: number[] = [];
    const end = from + 3 * this.#spelt[from]!;
    for (let at = from + 1; at < end; at += 3) places.push(at);
    return places;
  }

  /** Makes what begins with the word at a place. */
  #read(from: number): Node {
    const words: number[] = [];
    const read = (at: number, before: string): Node => {
      const word = this.#spelt[at]!;
      const said = this.#spelt[at + 1]! - 1;
      const following = this.#wordsOf(this.#spelt[at + 2]!);
      words.push(word);
      const text = before + this.wordTexts[word]!;
      const node: Node = {};
      if (said >= 0) {
        const { tags, bits } = this.#meanings[said >> 7]!;
        node.entry = { words: words.slice(), spelling: text, tags, forms: said & 63, bits, guard: (said & 64) !== 0 };
      }
      if (following.length > 0) node.next = new Map();
      for (const place of following) node.next!.set(this.#spelt[place]!, read(place, `${text} `));
      words.pop();
      return node;
    };
    return read(from, '');
  }

  /** Finds the verbs whose particle may stand apart. */
  #part(node: Node): void {
    const verbal = Form.base | Form.s | Form.past | Form.ing;
    for (const [word, { entry }] of node.next ?? []) {
      // "Is going in" is no "is in".
      if (
        !entry ||
        /^(?:is|are|was|were|be|been|being) /.test(entry.spelling) ||
        (entry.forms & verbal) === 0 ||
        this.#together.has(word)
      )
        continue;
      node.parted ??= new Map();
      node.parted.set(word, entry);
    }
  }

  /** Puts a service's own phrase under a tag, in all its spellings. */
  put(phrase: string, tag: number): void {
    for (const spelling of spellOut(phrase)) {
      const words = normalisePhrase(spelling);
      if (words.length === 0) continue;
      for (const spelt of [...withoutPossessives(words), words]) this.#put(spelt, tag);
    }
  }

  #put(texts: readonly string[], tag: number): void {
    const words = texts.map((text) => this.word(text));
    let node = this.from(words[0]!);
    for (const id of words.slice(1)) {
      node.next ??= new Map();
      const next = node.next.get(id) ?? {};
      node.next.set(id, next);
      node = next;
    }
    const before = node.entry;
    const tags = [...(before?.tags ?? []).filter((t) => t !== tag), tag];
    const entry: Entry = {
      words,
      spelling: texts.join(' '),
      tags,
      forms: (before?.forms ?? 0) | Form.other,
      bits: this.#bitsOf(tags),
      guard: isGuarded(texts),
    };
    node.entry = entry;
    this.#part(this.from(words[0]!));
    this.#own.push(words[0]!);
  }
}
