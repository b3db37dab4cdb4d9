// Makes a lexicon ready for use: the phrases that were spelt out from the packs (lexicon-spell.ts), and a service's own, are
// put into the tables that the tokeniser and the frame reader look things up in. Pure: the data comes in as a parameter.
import { parseFrame, SlotIds, withPronoun } from './frame-language.ts';
import { type Entry, emptySet, Form, type Frame, type Lexicon, meets, type TagSet } from './lexicon.ts';
import type { OwnLexicon, Patterns, SpeltLexicon, TriggerData } from './lexicon-data.ts';
import { Phrases } from './phrases.ts';
import { hashWord } from './word-lookup.ts';

/** What every unknown name is read as: a doer of no known side. */
function nameEntry(b: Phrases): Entry {
  return {
    words: [],
    spelling: 'name',
    tags: [b.tag('proper')],
    forms: Form.other,
    bits: b.maskOf(['proper']),
    guard: false,
  };
}

/**
 * Builds the look-up tables, with what a service adds. Throws with the frame's text where a pack names an unknown tag.
 */
export function compileLexicon(spelt: SpeltLexicon, own?: OwnLexicon): Lexicon {
  const b = new Phrases(spelt, own?.words.keys() ?? []);
  for (const [tag, phrases] of own?.words ?? []) for (const phrase of phrases) b.put(phrase, b.tag(tag));
  const data = own ? { ...spelt, events: [...spelt.events, ...own.events] } : spelt;
  const maskOf = (tags: readonly string[]): TagSet => b.maskOf(tags);
  const topicMask = maskOf(data.topics);
  const actorMask = maskOf(data.actors);
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
        const variant = withPronoun(frame, frames.length, topicMask, actorMask);
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
  const spoken = {
    comma: b.word('comma'),
    full: b.word('full'),
    stop: b.word('stop'),
    new: b.word('new'),
    line: b.word('line'),
  };
  const known = (...tags: readonly string[]): TagSet => maskOf(tags.filter((tag) => b.tagIds.has(tag)));
  const mediators = known('med');
  // "Comments sent", under "draft plan": of what, it does not say.
  const comments = known('mycomments');
  const eventTopics = new Map<string, TagSet>();
  for (const f of frames) {
    const mask = eventTopics.get(f.event) ?? emptySet(b.maskWords);
    for (const slot of [f.anchor, ...f.slots]) {
      if (slot.kind === 'not' || slot.kind === 'notNear') continue;
      for (let i = 0; i < mask.length; i++) mask[i]! |= slot.mask[i]! & topicMask[i]!;
    }
    eventTopics.set(f.event, mask);
  }
  const { wordTexts } = b;
  // A heading that speaks of somebody else is read, too: what stands below it does not count.
  const others = known('other', 'sib');
  const core = b.begins(anchors.map((w, i) => w | others[i]!));
  return {
    tagNames: [...b.tagIds.keys()],
    tagIds: b.tagIds,
    maskWords: b.maskWords,
    noTags: emptySet(b.maskWords),
    phrases: b,
    wordTexts,
    ...hashTables(wordTexts),
    framesByAnchor,
    slotMasks: slots.masks,
    present: { stamp: new Int32Array(slots.masks.length), epoch: 0 },
    before: { stamp: new Int32Array(slots.masks.length), epoch: 0 },
    frames,
    facts: new Map(),
    anchors,
    actorMask,
    topicMask,
    subjectMask: topicMask.map((w, i) => w & (~actorMask[i]! | mediators[i]!) & ~comments[i]!),
    factMask: maskOf(data.tags.filter((t) => t.startsWith('fact:'))),
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
    ...patternsOf(data.patterns),
    toWord: b.word('to'),
    educationWord: b.word('education'),
    saintWord: b.word('st'),
    ids: {
      verb: b.tag('verb'),
      det: b.tag('det'),
      label: b.tag('label'),
      to: b.tag('prep-to'),
      contact: b.tag('contact'),
      backPrep: b.tag('backprep'),
      aboutVerb: b.tag('aboutverb'),
      topicPrep: b.tag('topicprep'),
      intend: b.tag('intend'),
    },
    spoken,
    eventTopics,
    ...papers(frames, maskOf),
    decisions: new Set(data.events.filter((e) => e.decision).map((e) => e.id)),
    ahead: new Map(data.events.flatMap((e) => (e.ahead ? [[e.id, e.ahead]] : []))),
    countedEvents: new Map(data.events.flatMap((e) => (e.counted ? [[e.id, e.counted]] : []))),
    receivedFirst: new Set(data.events.filter((e) => e.received === 'first').map((e) => e.id)),
    meetings: new Set(data.events.filter((e) => e.meeting).map((e) => e.id)),
  };
}

/** Whose paper an event is, from the doers that its frames ask for and refuse. */
function papers(
  frames: readonly Frame[],
  maskOf: (tags: readonly string[]) => TagSet,
): { readonly bodyPapers: ReadonlySet<string>; readonly familyPapers: ReadonlySet<string> } {
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

function hashTables(words: readonly string[]): {
  readonly hashTable: Int32Array;
  readonly hashMask: number;
  readonly hashes: Int32Array;
} {
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

const patternsOf = (patterns: SpeltLexicon['patterns'] = {}): Patterns =>
  Object.fromEntries(
    Object.entries(patterns).map(([name, list]) => [name, new RegExp(list.join('|'), 'i')]),
  ) as unknown as Patterns;
