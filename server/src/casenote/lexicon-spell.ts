// Spells the lexicon out: the packs' words under their tags (server/packs/england/lexicon/*.yaml) with their inflections,
// as one tree of phrases. Done when the packs are compiled, for it takes longer than all else that a program does at start.
import { inflect, isGuarded, normalisePhrase, plural, spellOut, withoutPossessives } from './inflection.ts';
import { Form } from './lexicon.ts';
import { type LexiconData, type SpeltLexicon, saidOf } from './lexicon-data.ts';

/** A word of a phrase in the making, and what can follow it. */
interface Step {
  readonly next: Map<number, Step>;
  phrase?: { readonly tags: number[]; forms: number; readonly guard: boolean };
}

/** Gives each of some names a number, in the order of their coming. */
class Numbers {
  readonly ids = new Map<string, number>();

  of(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.ids.size);
    return this.ids.size - 1;
  }
}

class Speller {
  readonly tags = new Numbers();
  readonly words = new Numbers();
  readonly first: Step = { next: new Map() };

  /** Puts a phrase under tags, with its grammatical forms; one spelling gathers all that is said of it. */
  put(words: readonly string[], tags: readonly number[], forms: number): void {
    if (words.length === 0) return;
    // "Asks for" is no possessive: "ask for" would be read as said of somebody.
    if (forms !== Form.s) for (const spelling of withoutPossessives(words)) this.#place(spelling, tags, forms);
    this.#place(words, tags, forms);
  }

  #place(words: readonly string[], tags: readonly number[], forms: number): void {
    let step = this.first;
    for (const word of words) {
      const id = this.words.of(word);
      let next = step.next.get(id);
      if (!next) {
        next = { next: new Map() };
        step.next.set(id, next);
      }
      step = next;
    }
    step.phrase ??= { tags: [], forms: 0, guard: isGuarded(words) };
    step.phrase.forms |= forms;
    for (const tag of tags) if (!step.phrase.tags.includes(tag)) step.phrase.tags.push(tag);
  }
}

/** Every phrase of the packs in all its forms. */
export function spell(data: LexiconData): SpeltLexicon {
  const speller = new Speller();
  for (const name of tagNames(data)) speller.tags.of(name);
  putAll(speller, data);
  for (const word of data.notMisspelt) speller.words.of(word);
  const meanings = new Numbers();
  const lists = new Numbers();
  // What follows one word is mostly what follows others, too: each list is written once.
  const write = ({ next }: Step): number => {
    const list: number[] = [next.size];
    for (const [word, step] of next) {
      const { phrase } = step;
      const said = phrase ? saidOf(meanings.of(phrase.tags.join()), phrase.forms, phrase.guard) : 0;
      list.push(word, said, write(step));
    }
    return lists.of(list.join());
  };
  write({ next: new Map() });
  write(speller.first);
  const { actors, topics, triggers, events, patterns } = data;
  return {
    tags: [...speller.tags.ids.keys()],
    words: [...speller.words.ids.keys()].join(' '),
    meanings: [...meanings.ids.keys()].map((list) => list.split(',').map(Number)),
    phrases: [...lists.ids.keys()].flatMap((list) => list.split(',').map(Number)),
    actors,
    topics,
    triggers,
    patterns,
    events,
  };
}

function tagNames(data: LexiconData): Set<string> {
  const names = new Set<string>();
  for (const part of [data.nouns, data.verbs, data.words]) {
    for (const key of Object.keys(part)) for (const t of key.split('+')) names.add(t);
  }
  for (const t of data.actors) names.add(t);
  for (const t of data.topics) names.add(t);
  for (const t of data.triggers) names.add(t.tag);
  return names;
}

function putAll(speller: Speller, data: LexiconData): void {
  const tagsOf = (key: string): number[] => key.split('+').map((t) => speller.tags.of(t));
  for (const [key, phrases] of Object.entries(data.nouns)) {
    for (const phrase of phrases.flatMap(spellOut)) {
      const words = normalisePhrase(phrase);
      speller.put(words, tagsOf(key), Form.noun);
      const last = words.at(-1);
      if (last && !last.endsWith('s')) speller.put([...words.slice(0, -1), plural(last)], tagsOf(key), Form.noun);
    }
  }
  for (const [key, phrases] of Object.entries(data.words)) {
    const form = key.split('+').includes('pastform') ? Form.past : Form.other;
    for (const phrase of phrases.flatMap(spellOut)) speller.put(normalisePhrase(phrase), tagsOf(key), form);
  }
  // Irregular pasts and participles that are no verb's base form.
  const pasts = new Set(Object.values(data.irregular).flatMap((forms) => forms.slice(0, 2)));
  for (const [key, phrases] of Object.entries(data.verbs)) {
    for (const phrase of phrases.flatMap(spellOut)) putVerb(speller, phrase, tagsOf(key), data, pasts);
  }
}

function putVerb(
  speller: Speller,
  phrase: string,
  tags: readonly number[],
  data: LexiconData,
  pasts: ReadonlySet<string>,
): void {
  const words = normalisePhrase(phrase);
  const base = words[0];
  if (!base) return;
  const rest = words.slice(1);
  // "Had from", "pressed send": listed as they stand, done already.
  if (/[^e]ed$/.test(base) || (!data.irregular[base] && pasts.has(base))) {
    speller.put(words, tags, Form.past);
    return;
  }
  const irregular = data.irregular[base];
  const regular = inflect(base);
  const past = irregular?.[0] ?? regular.past;
  const participle = irregular?.[1] ?? past;
  speller.put([base, ...rest], tags, Form.base);
  speller.put([irregular?.[3] ?? regular.s, ...rest], tags, Form.s);
  speller.put([past, ...rest], tags, Form.past);
  speller.put([participle, ...rest], tags, Form.past);
  speller.put([irregular?.[2] ?? regular.ing, ...rest], tags, Form.ing);
}
