// The words of the field, as data made ready to look up. A lexicon (server/packs/england/lexicon/*.yaml, compiled to
// JSON) lists words and short phrases under tags ("refuse", "plan", "la"); this file inflects them, and builds the
// tables that the tokeniser and the frame reader use. Pure: the data comes in as a parameter.

/** Grammatical forms, as bits: one spelling can be several ("appeal": noun and base, "put": base and past). */
export const Form = { noun: 1, base: 2, s: 4, past: 8, ing: 16, other: 32 } as const;

/** How far a trigger reaches, which way, and what it says about what it reaches. */
export interface TriggerData {
  readonly tag: string;
  /** What it makes of the words it covers. `weak` kinds spare a plain past tense. */
  readonly kind: 'out' | 'weak' | 'plan' | 'general';
  readonly direction: 'forward' | 'backward' | 'both';
  readonly reach: 'clause' | 'sentence';
  /** `{}` stands for the words themselves. */
  readonly reason: string;
}

/** One event and the frames that make it. The frame language is described in frames/README.md of the pack. */
export interface EventFrames {
  readonly id: string;
  readonly frames: readonly string[];
  /** More general events that this one replaces where both stand on one day in one passage. */
  readonly over?: readonly string[];
  /** A meeting: bare with a day to come, it is planned. */
  readonly meeting?: boolean;
  readonly examples?: readonly string[];
  readonly counterExamples?: readonly string[];
}

/** The lexicon as it stands in the packs: `a+b` as a key gives the words both tags. */
export interface LexiconData {
  readonly nouns: Readonly<Record<string, readonly string[]>>;
  readonly verbs: Readonly<Record<string, readonly string[]>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Irregular verbs: base to [past, past participle, ing?, s?]. */
  readonly irregular: Readonly<Record<string, readonly string[]>>;
  /** Tags of those who act, with the side each belongs to. */
  readonly actors: readonly string[];
  /** Tags that stand for a subject matter and are carried from clause to clause. */
  readonly topics: readonly string[];
  /** Tags that make a clause complete on their own (a thing that is an event when a day stands by it). */
  readonly triggers: readonly TriggerData[];
  readonly events: readonly EventFrames[];
  /** Ordinary words that are near a word of the field and must not be taken for it. */
  readonly notMisspelt: readonly string[];
}

export interface Entry {
  readonly words: readonly number[];
  readonly text: string;
  readonly tags: number[];
  forms: number;
  /** Bit set over tags. */
  readonly bits: Uint32Array;
  /** What stands round it decides whether it is read at all ("reg", "in", "FTE"): see `guarded`. */
  readonly guard: boolean;
  /** Found when first asked for (`factsOf`). */
  facts?: EntryFacts;
}

/** What a word or phrase is to the frames, worked out once. */
export interface EntryFacts {
  /** Ids of the slots that it can fill, and the same by id. */
  readonly slots: readonly number[];
  readonly fills: Uint8Array;
  /** Frames that are looked up by it, in the order of the packs: those that name their thing, and those left to "it". */
  readonly frames: readonly Frame[];
  readonly unnamed: readonly Frame[];
  readonly anchor: boolean;
  readonly actor: boolean;
  readonly subject: boolean;
  readonly trigger: boolean;
  /** Says a fact of the case (`fact:key=value`). */
  readonly fact: boolean;
}

interface Node {
  entry?: Entry;
  next?: Map<number, Node>;
  /** Of a first word: the verbs it makes with a word that may stand apart from it ("put ... in"). */
  parted?: Map<number, Entry>;
}

/** What is left of "she'll", "he'll", "we'll", "I'll" without the apostrophe: all of them words of their own. */
export const clipped: ReadonlySet<string> = new Set(['shell', 'hell', 'well', 'ill']);

/** One slot of a frame. */
export interface Slot {
  /** Needed, but left for other frames to use. */
  readonly spare?: boolean;
  readonly kind: 'has' | 'near' | 'sentence' | 'ever' | 'it' | 'not' | 'notNear';
  /** Same tags, same id, whatever the kind. */
  readonly id: number;
  /** Any of these tags. */
  readonly tags: readonly number[];
  readonly mask: Uint32Array;
  /** Kind `it`: the same where not even a pronoun stands for the thing. */
  readonly unsaid?: Slot;
}

/** A frame compiled from its line in the pack. */
export interface Frame {
  readonly index: number;
  readonly event: string;
  readonly source: string;
  /** The slot whose words the frame is looked up by: its head. */
  readonly anchor: Slot;
  readonly slots: readonly Slot[];
  /** Of `slots`: what must be in the clause, what must not, and all but the latter. */
  readonly needs: readonly Slot[];
  readonly never: readonly Slot[];
  readonly fill: readonly Slot[];
  /** Of `never`: what the passage must not speak of either. */
  readonly shut: readonly Slot[];
  /** One of them is left to a pronoun. */
  readonly it: boolean;
  readonly by?: { readonly mask: Uint32Array; readonly needed: boolean };
  readonly notBy?: Uint32Array;
  readonly to?: { readonly mask: Uint32Array; readonly needed: boolean };
  readonly notTo?: Uint32Array;
  readonly bare: boolean;
  readonly planned: boolean;
  readonly unsure: boolean;
  readonly always: boolean;
  readonly ordered: boolean;
  readonly dated: boolean;
  /** Takes the entry's day whatever other day is named. */
  readonly entryDay: boolean;
  /** Only with a day that something has lasted since. */
  readonly since: boolean;
  /** Only in a clause of a few words. */
  readonly short: boolean;
  /** What is planned where a day follows "for". */
  readonly meeting?: string;
  /** The event instead, where the day is a recent one ("hearing yesterday"). */
  readonly past?: string;
  /** Takes the day of one of these events of the same entry, where it has none of its own. */
  readonly withDay?: readonly string[];
  readonly after?: readonly string[];
  readonly notAfter?: readonly string[];
  readonly span: number;
  readonly bump: number;
  readonly role?: string;
}

/** A fact of the case that a word says ("academy"): its front matter key and value. */
export interface Fact {
  readonly key: string;
  readonly value: string;
}

export interface Lexicon {
  readonly tagNames: readonly string[];
  readonly tagIds: ReadonlyMap<string, number>;
  readonly maskWords: number;
  /** Trie of phrases by first word id. */
  readonly roots: readonly (Node | undefined)[];
  readonly wordTexts: readonly string[];
  /** Looks a word up by its hash and its letters; -1 where unknown. */
  readonly hashTable: Int32Array;
  readonly hashMask: number;
  readonly hashes: Int32Array;
  /** Frames by tag id of their anchor. */
  readonly framesByAnchor: readonly (readonly Frame[])[];
  /** The tag sets of slots by slot id. */
  readonly slotMasks: readonly Uint32Array[];
  /** Scratch: which slots the clause at hand can fill (`stamp[id] === epoch`). */
  readonly present: { readonly stamp: Int32Array; epoch: number };
  /** Scratch: which slots the words of the sentence before the clause at hand can fill. */
  readonly before: { readonly stamp: Int32Array; epoch: number };
  readonly frames: readonly Frame[];
  readonly anchors: Uint32Array;
  readonly actorMask: Uint32Array;
  readonly topicMask: Uint32Array;
  /** Topics that are no doers, and the mediators, who are both. */
  readonly subjectMask: Uint32Array;
  /** Tags such as `fact:schoolType=academy`. */
  readonly factMask: Uint32Array;
  readonly triggerByTag: readonly (TriggerData | undefined)[];
  readonly triggerMask: Uint32Array;
  /** Tags named `fact:key=value`. */
  readonly factByTag: readonly (Fact | undefined)[];
  readonly over: ReadonlyMap<string, readonly string[]>;
  readonly eventIds: ReadonlySet<string>;
  /** Long words by first letter and length, for near-misspellings. */
  readonly fuzzy: ReadonlyMap<number, readonly number[]>;
  readonly fuzzyCache: Map<string, number>;
  /** 1: some phrase that begins with the word can take part in a frame. */
  readonly core: Uint8Array;
  readonly stageEvents: ReadonlySet<string>;
  /** Stands for any name that the lexicon does not know. */
  readonly name?: Entry;
  /** Tags looked at while words are found. */
  readonly ids: {
    readonly verb: number;
    readonly det: number;
    readonly label: number;
    readonly to: number;
    readonly contact: number;
  };
  /** The word "in". */
  readonly inWord: number;
  /** Words that never stand apart from their verb: "appeal went to" is not "appeal to". */
  readonly neverParted: ReadonlySet<number>;
  /** Words for marks, as dictation leaves them. */
  readonly spoken: {
    readonly comma: number;
    readonly full: number;
    readonly stop: number;
    readonly new: number;
    readonly line: number;
  };
  /** Events that are meetings: planned where their day is still to come. */
  readonly meetings: ReadonlySet<string>;
  /** For every event, the subjects its frames speak of. */
  readonly eventTopics: ReadonlyMap<string, Uint32Array>;
}

const vowel = /[aeiou]/;

/** Regular past, -ing and -s of an English verb. */
export function inflect(base: string): { past: string; ing: string; s: string } {
  const last = base.at(-1)!;
  const before = base.at(-2) ?? '';
  const s = /(?:s|x|z|ch|sh|o)$/.test(base)
    ? `${base}es`
    : last === 'y' && !vowel.test(before)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`;
  if (last === 'e') {
    const stem = base.endsWith('ee') ? base : base.slice(0, -1);
    return { past: `${base}d`, ing: `${base.endsWith('ee') ? base : stem}ing`, s };
  }
  if (last === 'y' && !vowel.test(before)) return { past: `${base.slice(0, -1)}ied`, ing: `${base}ing`, s };
  const doubles = doubling.has(base) || (base.length <= 4 && /[^aeiou][aeiou][bdgmnprt]$/.test(base));
  const stem = doubles ? base + last : base;
  return { past: `${stem}ed`, ing: `${stem}ing`, s };
}

const doubling = new Set(['submit', 'permit', 'refer', 'confer', 'admit', 'concur', 'transfer', 'pop', 'ship', 'plan']);

/** Lower case, apostrophes gone, anything else that is no letter or digit a space: as the tokeniser reads words. */
export function normalisePhrase(phrase: string): string[] {
  return phrase
    .toLowerCase()
    .replace(/['\u2019]s\b/g, '')
    .replace(/['\u2019]/g, '')
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** FNV-1a over UTF-16 code units, as the tokeniser computes it while it walks a word. */
export function hashWord(word: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}

const notPlural = new Set(['was', 'has', 'does', 'this', 'goes', 'less', 'says', 'always']);

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
    // "Children's services" is read without its possessive s: the phrase is known both ways.
    for (let i = 0; i < words.length - 1; i++) {
      const w = words[i]!;
      if (w.length > 3 && w.endsWith('s') && !w.endsWith('ss') && !notPlural.has(w)) {
        this.place([...words.slice(0, i), w.slice(0, -1), ...words.slice(i + 1)], tags, forms);
      }
    }
    this.place(words, tags, forms);
  }

  private place(words: readonly string[], tags: readonly number[], forms: number): void {
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
      const guard = text === 'reg' || text === 'fte' || words.at(-1) === 'in' || clipped.has(text);
      node.entry = { words: ids, text, tags: [], forms: 0, bits: new Uint32Array(this.maskWords), guard };
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

/** What every unknown name is read as: a doer of no known side. */
function nameEntry(b: Builder): Entry {
  const tag = b.tag('proper');
  const bits = new Uint32Array(b.maskWords);
  bits[tag >> 5]! |= 1 << (tag & 31);
  return { words: [], text: 'name', tags: [tag], forms: Form.other, bits, guard: false };
}

/** Finds the verbs whose particle may stand apart, for each first word. */
function partVerbs(roots: readonly (Node | undefined)[], neverParted: ReadonlySet<number>): void {
  const verbal = Form.base | Form.s | Form.past | Form.ing;
  for (const root of roots) {
    for (const [word, { entry }] of root?.next ?? []) {
      if (!entry || (entry.forms & verbal) === 0 || neverParted.has(word)) continue;
      root!.parted ??= new Map();
      root!.parted.set(word, entry);
    }
  }
}

function plural(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** Alternatives in a phrase: `(the|a) form (is|has gone) in` gives each spelling; an empty one leaves the word out. */
export function spellOut(phrase: string): string[] {
  const m = /\(([^()]*)\)/.exec(phrase);
  if (!m) return [phrase];
  return m[1]!
    .split('|')
    .flatMap((a) => spellOut(`${phrase.slice(0, m.index)}${a}${phrase.slice(m.index + m[0].length)}`));
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

function putVerb(b: Builder, phrase: string, tags: readonly number[], data: LexiconData): void {
  const words = normalisePhrase(phrase);
  const base = words[0];
  if (!base) return;
  const rest = words.slice(1);
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
  const maskOf = (tags: readonly string[]): Uint32Array => {
    const mask = new Uint32Array(b.maskWords);
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
        for (const id of [...(frame.after ?? []), ...(frame.notAfter ?? [])]) stageEvents.add(id);
      } catch (e) {
        throw new Error(`${event.id}: frame "${source}": ${(e as Error).message}`);
      }
    }
  }
  const framesByAnchor: Frame[][] = Array.from({ length: b.tagIds.size }, () => []);
  const anchors = new Uint32Array(b.maskWords);
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
  const eventTopics = new Map<string, Uint32Array>();
  for (const f of frames) {
    const mask = eventTopics.get(f.event) ?? new Uint32Array(b.maskWords);
    for (const slot of [f.anchor, ...f.slots]) {
      if (slot.kind === 'not' || slot.kind === 'notNear') continue;
      for (let i = 0; i < mask.length; i++) mask[i]! |= slot.mask[i]! & topicMask[i]!;
    }
    eventTopics.set(f.event, mask);
  }
  const neverParted = new Set(['to', 'by', 'with', 'from', 'at', 'of'].map((word) => b.word(word)));
  partVerbs(b.roots, neverParted);
  const wordTexts = [...b.wordIds.keys()];
  const core = new Uint8Array(wordTexts.length);
  for (const e of b.entries) if (meets(e.bits, anchors)) core[e.words[0]!] = 1;
  return {
    tagNames: [...b.tagIds.keys()],
    tagIds: b.tagIds,
    maskWords: b.maskWords,
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
      const fact = /^fact:([^=]+)=(.+)$/.exec(name);
      return fact ? { key: fact[1]!, value: fact[2]! } : undefined;
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
    neverParted,
    ids: {
      verb: b.tag('verb'),
      det: b.tag('det'),
      label: b.tag('label'),
      to: b.tag('prep-to'),
      contact: b.tag('contact'),
    },
    spoken,
    eventTopics,
    meetings: new Set(data.events.filter((e) => e.meeting).map((e) => e.id)),
  };
}

/** "It came on 3 May": the same frame looked up by its act, with the thing left to a pronoun and the passage. */
function withPronoun(f: Frame, index: number, topics: Uint32Array, actors: Uint32Array): Frame | undefined {
  if (f.bare || f.after || f.notAfter || f.ordered) return undefined;
  const it = (s: Slot): Slot => ({ ...s, kind: 'it', unsaid: { ...s, kind: 'sentence' } });
  const base = { ...f, index, bump: f.bump - 1 };
  if (meets(f.anchor.mask, topics)) {
    const act = f.slots.find((s) => s.kind === 'has' && !meets(s.mask, topics) && !meets(s.mask, actors));
    return act && { ...base, anchor: act, ...sorted([...f.slots.filter((s) => s !== act), it(f.anchor)]) };
  }
  const thing = f.slots.find((s) => s.kind === 'has' && meets(s.mask, topics));
  return thing && { ...base, ...sorted([...f.slots.filter((s) => s !== thing), it(thing)]) };
}

/** The slots of a frame, and the same by what they ask. */
function sorted(slots: readonly Slot[]): Pick<Frame, 'slots' | 'needs' | 'never' | 'shut' | 'fill' | 'it'> {
  const never = slots.filter((s) => s.kind === 'not' || s.kind === 'notNear');
  return {
    slots,
    needs: slots.filter((s) => s.kind === 'has'),
    never,
    shut: never.filter((s) => s.kind === 'notNear'),
    fill: slots.filter((s) => !never.includes(s)),
    it: slots.some((s) => s.kind === 'it'),
  };
}

/** Numbers the tag sets that slots ask for: many frames ask for the same. */
class SlotIds {
  readonly masks: Uint32Array[] = [];
  readonly #ids = new Map<string, number>();
  readonly #maskOf: (tags: readonly string[]) => Uint32Array;

  constructor(maskOf: (tags: readonly string[]) => Uint32Array) {
    this.#maskOf = maskOf;
  }

  of(names: readonly string[]): { readonly id: number; readonly mask: Uint32Array } {
    const key = [...names].sort().join('|');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.masks.length;
      this.#ids.set(key, id);
      this.masks.push(this.#maskOf(names));
    }
    return { id, mask: this.masks[id]! };
  }
}

/** What an entry is to the frames of its lexicon. An entry belongs to one lexicon for good. */
export function factsOf(entry: Entry, lex: Lexicon): EntryFacts {
  entry.facts ??= findFacts(entry, lex);
  return entry.facts;
}

function findFacts(entry: Entry, lex: Lexicon): EntryFacts {
  const slots: number[] = [];
  const fills = new Uint8Array(lex.slotMasks.length);
  lex.slotMasks.forEach((mask, id) => {
    if (!meets(entry.bits, mask)) return;
    slots.push(id);
    fills[id] = 1;
  });
  const frames = [...new Set(entry.tags.flatMap((tag) => lex.framesByAnchor[tag]!))].sort((a, b) => a.index - b.index);
  const actor = meets(entry.bits, lex.actorMask);
  return {
    slots,
    fills,
    frames: frames.filter((f) => !f.it),
    unnamed: frames.filter((f) => f.it),
    anchor: frames.length > 0,
    actor,
    subject: meets(entry.bits, lex.subjectMask),
    trigger: meets(entry.bits, lex.triggerMask),
    fact: meets(entry.bits, lex.factMask),
  };
}

/** True where two tag sets share a tag. */
export function meets(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if ((a[i]! & b[i]!) !== 0) return true;
  return false;
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

/**
 * Reads one frame of the pack. Items, separated by spaces: `tag` or `a|b` (one of them in the clause), `~tag` (in the
 * clause or carried over), `^tag` (in the sentence), `%tag` (anywhere
 * before in the case), `&tag` (in the clause, but left for other frames to use), `!tag` (not in the clause), `!~tag` (nor carried over), `by:a|b` (if a doer is known, one of these),
 * `by=a|b` (must be known), `by!a|b`, `to:`, `to=`, `to!` likewise, `@bare` (needs a day beside it, or a log), `@planned`,
 * `@unsure`, `@always` (no verb needed), `@ordered`, `@dated`, `@after:id|id`, `@notafter:id`, `@span:n`, `@role:x`, `+n` / `-n` (preference).
 */
function parseFrame(
  source: string,
  event: string,
  index: number,
  maskOf: (tags: readonly string[]) => Uint32Array,
  ids: ReadonlyMap<string, number>,
  slotIds: SlotIds,
): Frame {
  const slots: Slot[] = [];
  const f: Record<string, unknown> = { span: 14, bump: 0 };
  for (const item of source.trim().split(/\s+/)) {
    const role = /^(by|to)([:=!])(.+)$/.exec(item);
    if (role) {
      const mask = maskOf(role[3]!.split('|'));
      if (role[2] === '!') f[role[1] === 'by' ? 'notBy' : 'notTo'] = mask;
      else f[role[1]!] = { mask, needed: role[2] === '=' };
    } else if (item.startsWith('@')) {
      const [name, value] = item.slice(1).split(':');
      if (name === 'after') f.after = value!.split('|');
      else if (name === 'notafter') f.notAfter = value!.split('|');
      else if (name === 'span') f.span = Number(value);
      else if (name === 'role') f.role = value;
      else if (name === 'with') f.withDay = value!.split('|');
      else if (name === 'else') f.past = value;
      else if (name === 'for') f.meeting = value;
      else if (name === 'entry') f.entryDay = true;
      else f[name!] = true;
    } else if (/^[+-]\d/.test(item)) f.bump = Number(item);
    else {
      const kind = item.startsWith('!~')
        ? 'notNear'
        : item.startsWith('!')
          ? 'not'
          : item.startsWith('~')
            ? 'near'
            : item.startsWith('^')
              ? 'sentence'
              : item.startsWith('%')
                ? 'ever'
                : 'has';
      const names = item.replace(/^[!~^%&]+/, '').split('|');
      const slot: Slot = { kind, ...slotIds.of(names), tags: names.map((n) => ids.get(n)!) };
      slots.push(item.startsWith('&') ? { ...slot, spare: true } : slot);
    }
  }
  const anchor = slots.find((s) => s.kind === 'has');
  if (!anchor) throw new Error('a frame needs one plain tag');
  return {
    index,
    event,
    source,
    anchor,
    ...sorted(slots.filter((s) => s !== anchor)),
    by: f.by as Frame['by'],
    notBy: f.notBy as Uint32Array | undefined,
    to: f.to as Frame['to'],
    notTo: f.notTo as Uint32Array | undefined,
    bare: f.bare === true,
    planned: f.planned === true,
    unsure: f.unsure === true,
    always: f.always === true,
    ordered: f.ordered === true,
    dated: f.dated === true,
    entryDay: f.entryDay === true,
    since: f.since === true,
    short: f.short === true,
    meeting: f.meeting as string | undefined,
    past: f.past as string | undefined,
    withDay: f.withDay as string[] | undefined,
    after: f.after as string[] | undefined,
    notAfter: f.notAfter as string[] | undefined,
    span: f.span as number,
    bump: f.bump as number,
    role: f.role as string | undefined,
  };
}
