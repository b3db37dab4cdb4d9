// Makes a lexicon ready for use: the packs' words under their tags (server/packs/england/lexicon/*.yaml, as JSON) are
// inflected and put into the tables that the tokeniser and the frame reader look things up in. Pure: the data comes in as
// a parameter.
import { parseFrame, SlotIds, withPronoun } from './frame-language.ts';
import { inflect, normalisePhrase, notPlural, plural, spellOut } from './inflection.ts';
import {
  clipped,
  type Entry,
  emptySet,
  Form,
  type Frame,
  type Lexicon,
  type LexiconData,
  meets,
  type Node,
  type TagSet,
  type TriggerData,
} from './lexicon.ts';

/** FNV-1a over UTF-16 code units, as the tokeniser computes it while it walks a word. */
export function hashWord(word: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}

class Builder {
  readonly tagIds = new Map<string, number>();
  readonly wordIds = new Map<string, number>();
  readonly roots: (Node | undefined)[] = [];
  readonly entries: Entry[] = [];
  maskWords = 0;

  tag(name: string): number {
    let id = this.tagIds.get(name);
    if (id === undefined) {
      id = this.tagIds.size;
      this.tagIds.set(name, id);
    }
    return id;
  }

  word(text: string): number {
    let id = this.wordIds.get(text);
    if (id === undefined) {
      id = this.wordIds.size;
      this.wordIds.set(text, id);
      this.roots.push(undefined);
    }
    return id;
  }

  /** Puts a phrase under tags, with its grammatical forms; one spelling gathers all that is said of it. */
  put(words: readonly string[], tags: readonly number[], forms: number): void {
    if (words.length === 0) return;
    // "Asks for" is no possessive: "ask for" would be read as said of somebody.
    if (forms === Form.s) {
      this.#place(words, tags, forms);
      return;
    }
    // "Children's services" is read without its possessive s: the phrase is known both ways.
    for (let i = 0; i < words.length - 1; i++) {
      const w = words[i]!;
      if (w.length > 3 && w.endsWith('s') && !w.endsWith('ss') && !notPlural.has(w)) {
        this.#place([...words.slice(0, i), w.slice(0, -1), ...words.slice(i + 1)], tags, forms);
      }
    }
    this.#place(words, tags, forms);
  }

  #place(words: readonly string[], tags: readonly number[], forms: number): void {
    const ids = words.map((w) => this.word(w));
    let node: Node = this.roots[ids[0]!] ?? {};
    this.roots[ids[0]!] = node;
    for (const id of ids.slice(1)) {
      node.next ??= new Map();
      let next = node.next.get(id);
      if (!next) {
        next = {};
        node.next.set(id, next);
      }
      node = next;
    }
    if (!node.entry) {
      const text = words.join(' ');
      const guard =
        text === 'reg' ||
        text === 'pip' ||
        text === 'fte' ||
        words.at(-1) === 'in' ||
        (words.length === 2 && words[1] === 'no') ||
        (words.length === 2 && words[1] === 'to') ||
        clipped.has(text);
      node.entry = { words: ids, text, tags: [], forms: 0, bits: emptySet(this.maskWords), guard };
      this.entries.push(node.entry);
    }
    node.entry.forms |= forms;
    for (const t of tags) {
      if (node.entry.tags.includes(t)) continue;
      node.entry.tags.push(t);
      node.entry.bits[t >> 5]! |= 1 << (t & 31);
    }
  }
}

/** Gives entries with the same tags one set between them: there are tens of thousands of entries, and few sets. */
function shareSets(entries: readonly Entry[]): void {
  const sets = new Map<string, TagSet>();
  for (const entry of entries) {
    const key = entry.bits.join();
    const set = sets.get(key);
    if (set) entry.bits = set;
    else sets.set(key, entry.bits);
  }
}

/** What every unknown name is read as: a doer of no known side. */
function nameEntry(b: Builder): Entry {
  const tag = b.tag('proper');
  const bits = emptySet(b.maskWords);
  bits[tag >> 5]! |= 1 << (tag & 31);
  return { words: [], text: 'name', tags: [tag], forms: Form.other, bits, guard: false };
}

/** Finds the verbs whose particle may stand apart, for each first word. */
function partVerbs(roots: readonly (Node | undefined)[], neverParted: ReadonlySet<number>): void {
  const verbal = Form.base | Form.s | Form.past | Form.ing;
  for (const root of roots) {
    for (const [word, { entry }] of root?.next ?? []) {
      // "Is going in" is no "is in".
      if (
        !entry ||
        /^(?:is|are|was|were|be|been|being) /.test(entry.text) ||
        (entry.forms & verbal) === 0 ||
        neverParted.has(word)
      )
        continue;
      root!.parted ??= new Map();
      root!.parted.set(word, entry);
    }
  }
}

function allTags(data: LexiconData): Set<string> {
  const names = new Set<string>();
  for (const part of [data.nouns, data.verbs, data.words]) {
    for (const key of Object.keys(part)) for (const t of key.split('+')) names.add(t);
  }
  for (const t of data.actors) names.add(t);
  for (const t of data.topics) names.add(t);
  for (const t of data.triggers) names.add(t.tag);
  return names;
}

const pasts = new WeakMap<LexiconData, Set<string>>();

/** Irregular pasts and participles that are no verb's base form. */
function pastForms(data: LexiconData): Set<string> {
  let set = pasts.get(data);
  if (!set) {
    set = new Set(Object.values(data.irregular).flatMap((forms) => forms.slice(0, 2)));
    pasts.set(data, set);
  }
  return set;
}

function putVerb(b: Builder, phrase: string, tags: readonly number[], data: LexiconData): void {
  const words = normalisePhrase(phrase);
  const base = words[0];
  if (!base) return;
  const rest = words.slice(1);
  // "Had from", "pressed send": listed as they stand, done already.
  if (/[^e]ed$/.test(base) || (!data.irregular[base] && pastForms(data).has(base))) {
    b.put(words, tags, Form.past);
    return;
  }
  const irregular = data.irregular[base];
  const regular = inflect(base);
  const past = irregular?.[0] ?? regular.past;
  const participle = irregular?.[1] ?? past;
  b.put([base, ...rest], tags, Form.base);
  b.put([irregular?.[3] ?? regular.s, ...rest], tags, Form.s);
  b.put([past, ...rest], tags, Form.past);
  b.put([participle, ...rest], tags, Form.past);
  b.put([irregular?.[2] ?? regular.ing, ...rest], tags, Form.ing);
}

function putAll(b: Builder, data: LexiconData): void {
  const tagsOf = (key: string): number[] => key.split('+').map((t) => b.tag(t));
  for (const [key, phrases] of Object.entries(data.nouns)) {
    for (const phrase of phrases.flatMap(spellOut)) {
      const words = normalisePhrase(phrase);
      b.put(words, tagsOf(key), Form.noun);
      const last = words.at(-1);
      if (last && !last.endsWith('s')) b.put([...words.slice(0, -1), plural(last)], tagsOf(key), Form.noun);
    }
  }
  for (const [key, phrases] of Object.entries(data.words)) {
    const form = key.split('+').includes('pastform') ? Form.past : Form.other;
    for (const phrase of phrases.flatMap(spellOut)) b.put(normalisePhrase(phrase), tagsOf(key), form);
  }
  for (const [key, phrases] of Object.entries(data.verbs)) {
    for (const phrase of phrases.flatMap(spellOut)) putVerb(b, phrase, tagsOf(key), data);
  }
}

/** Builds the look-up tables. Throws with the frame's text where a pack names an unknown tag. */
export function compileLexicon(data: LexiconData): Lexicon {
  const b = new Builder();
  const names = allTags(data);
  for (const name of names) b.tag(name);
  b.maskWords = (b.tagIds.size + 31) >> 5;
  putAll(b, data);
  const maskOf = (tags: readonly string[]): TagSet => {
    const mask = emptySet(b.maskWords);
    for (const t of tags) {
      const id = b.tagIds.get(t);
      if (id === undefined) throw new Error(`unknown tag "${t}"`);
      mask[id >> 5]! |= 1 << (id & 31);
    }
    return mask;
  };
  const slots = new SlotIds(maskOf);
  const frames: Frame[] = [];
  const over = new Map<string, string[]>();
  const stageEvents = new Set<string>();
  for (const event of data.events) {
    if (event.over) over.set(event.id, [...event.over]);
    for (const source of event.frames) {
      try {
        const frame = parseFrame(source, event.id, frames.length, maskOf, b.tagIds, slots);
        frames.push(frame);
        const variant = withPronoun(frame, frames.length, maskOf(data.topics), maskOf(data.actors));
        if (variant) frames.push(variant);
        for (const id of [...(frame.after ?? []), ...(frame.amid ?? []), ...(frame.notAfter ?? [])])
          stageEvents.add(id);
      } catch (e) {
        throw new Error(`${event.id}: frame "${source}": ${(e as Error).message}`);
      }
    }
  }
  const framesByAnchor: Frame[][] = Array.from({ length: b.tagIds.size }, () => []);
  const anchors = emptySet(b.maskWords);
  for (const f of frames) {
    for (const t of f.anchor.tags) {
      framesByAnchor[t]!.push(f);
      anchors[t >> 5]! |= 1 << (t & 31);
    }
  }
  const triggerByTag: (TriggerData | undefined)[] = new Array(b.tagIds.size).fill(undefined);
  for (const t of data.triggers) triggerByTag[b.tag(t.tag)] = t;
  for (const w of data.notMisspelt) b.word(w);
  const spoken = {
    comma: b.word('comma'),
    full: b.word('full'),
    stop: b.word('stop'),
    new: b.word('new'),
    line: b.word('line'),
  };
  const topicMask = maskOf(data.topics);
  const actorMask = maskOf(data.actors);
  const mediators = maskOf(b.tagIds.has('med') ? ['med'] : []);
  const eventTopics = new Map<string, TagSet>();
  for (const f of frames) {
    const mask = eventTopics.get(f.event) ?? emptySet(b.maskWords);
    for (const slot of [f.anchor, ...f.slots]) {
      if (slot.kind === 'not' || slot.kind === 'notNear') continue;
      for (let i = 0; i < mask.length; i++) mask[i]! |= slot.mask[i]! & topicMask[i]!;
    }
    eventTopics.set(f.event, mask);
  }
  const neverParted = new Set(['to', 'by', 'with', 'from', 'at', 'of', 'on', 'no'].map((word) => b.word(word)));
  partVerbs(b.roots, neverParted);
  const wordTexts = [...b.wordIds.keys()];
  const core = new Uint8Array(wordTexts.length);
  // A heading that speaks of somebody else is read, too: what stands below it does not count.
  const others = maskOf(['other', 'sib'].filter((tag) => b.tagIds.has(tag)));
  shareSets(b.entries);
  for (const e of b.entries) if (meets(e.bits, anchors) || meets(e.bits, others)) core[e.words[0]!] = 1;
  return {
    tagNames: [...b.tagIds.keys()],
    tagIds: b.tagIds,
    maskWords: b.maskWords,
    noTags: emptySet(b.maskWords),
    roots: b.roots,
    wordTexts,
    ...hashTables(wordTexts),
    framesByAnchor,
    slotMasks: slots.masks,
    present: { stamp: new Int32Array(slots.masks.length), epoch: 0 },
    before: { stamp: new Int32Array(slots.masks.length), epoch: 0 },
    frames,
    anchors,
    actorMask,
    topicMask,
    subjectMask: topicMask.map((w, i) => w & (~actorMask[i]! | mediators[i]!)),
    factMask: maskOf([...names].filter((t) => t.startsWith('fact:'))),
    triggerByTag,
    factByTag: [...b.tagIds.keys()].map((name) => {
      const fact = /^fact:([^=@]+)(?:@([^=]+))?=(.+)$/.exec(name);
      return fact ? { key: fact[1]!, value: fact[3]!, ...(fact[2] ? { of: fact[2] } : {}) } : undefined;
    }),
    triggerMask: maskOf(data.triggers.map((t) => t.tag)),
    over,
    eventIds: new Set(data.events.map((e) => e.id)),
    fuzzy: fuzzyTable(wordTexts),
    fuzzyCache: new Map(),
    core,
    stageEvents,
    name: nameEntry(b),
    inWord: b.word('in'),
    toWord: b.word('to'),
    educationWord: b.word('education'),
    neverParted,
    ids: {
      verb: b.tag('verb'),
      det: b.tag('det'),
      label: b.tag('label'),
      to: b.tag('prep-to'),
      contact: b.tag('contact'),
      backprep: b.tag('backprep'),
      aboutverb: b.tag('aboutverb'),
      intend: b.tag('intend'),
    },
    spoken,
    eventTopics,
    ...papers(frames, maskOf),
    decisions: new Set(data.events.filter((e) => e.decision).map((e) => e.id)),
    ahead: new Map(data.events.flatMap((e) => (e.ahead ? [[e.id, e.ahead]] : []))),
    counted: new Map(data.events.flatMap((e) => (e.counted ? [[e.id, e.counted]] : []))),
    receivedFirst: new Set(data.events.filter((e) => e.received === 'first').map((e) => e.id)),
    meetings: new Set(data.events.filter((e) => e.meeting).map((e) => e.id)),
  };
}

/** Whose paper an event is, from the doers that its frames ask for and refuse. */
function papers(
  frames: readonly Frame[],
  maskOf: (tags: readonly string[]) => TagSet,
): Pick<Lexicon, 'bodyPapers' | 'familyPapers'> {
  const known = (tag: string): TagSet => maskOf([tag]);
  const bodyPapers = new Set<string>();
  const familyPapers = new Set<string>();
  let family: TagSet;
  let council: TagSet;
  try {
    family = known('fam');
    council = known('la');
  } catch {
    return { bodyPapers, familyPapers };
  }
  for (const { event, by, notBy } of frames) {
    if ((notBy && meets(notBy, family)) || (by && !meets(by.mask, family))) bodyPapers.add(event);
    if ((notBy && meets(notBy, council)) || (by && meets(by.mask, family))) familyPapers.add(event);
  }
  for (const event of familyPapers) if (bodyPapers.delete(event)) familyPapers.delete(event);
  return { bodyPapers, familyPapers };
}

function hashTables(words: readonly string[]): Pick<Lexicon, 'hashTable' | 'hashMask' | 'hashes'> {
  let size = 1024;
  while (size < words.length * 4) size *= 2;
  const hashTable = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(words.length);
  words.forEach((w, id) => {
    const h = hashWord(w);
    hashes[id] = h;
    let at = h & (size - 1);
    while (hashTable[at] !== -1) at = (at + 1) & (size - 1);
    hashTable[at] = id;
  });
  return { hashTable, hashMask: size - 1, hashes };
}

function fuzzyTable(words: readonly string[]): Map<number, number[]> {
  const table = new Map<number, number[]>();
  words.forEach((w, id) => {
    if (w.length < 5) return;
    const key = w.charCodeAt(0) * 64 + w.length;
    const list = table.get(key);
    if (list) list.push(id);
    else table.set(key, [id]);
  });
  return table;
}
