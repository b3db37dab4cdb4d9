// The little language in which the packs write frames ("plan issue by:la !draft"): one line in, one frame out.
import { type Frame, filledAt, meets, type Slot, type TagSet } from './lexicon.ts';

/** "It came on 3 May": the same frame looked up by its act, with the thing left to a pronoun and the passage. */
export function withPronoun(f: Frame, index: number, topics: TagSet, actors: TagSet): Frame | undefined {
  if (f.bare || f.after || f.amid || f.notAfter || f.ordered) return undefined;
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
function sorted(slots: readonly Slot[]): Pick<Frame, 'slots' | 'needs' | 'wants' | 'never' | 'shut' | 'fill' | 'it'> {
  const needs = slots.filter((s) => s.kind === 'has');
  const never = slots.filter((s) => s.kind === 'not' || s.kind === 'notNear');
  return {
    slots,
    needs,
    wants: needs.map(({ id }) => id),
    never,
    shut: never.filter((s) => s.kind === 'notNear'),
    fill: slots.filter((s) => !never.includes(s)),
    it: slots.some((s) => s.kind === 'it'),
  };
}

/** Numbers the tag sets that slots ask for: many frames ask for the same. */
export class SlotIds {
  readonly masks: TagSet[] = [];
  readonly #ids = new Map<string, number>();
  readonly #maskOf: (tags: readonly string[]) => TagSet;

  constructor(maskOf: (tags: readonly string[]) => TagSet) {
    this.#maskOf = maskOf;
  }

  of(names: readonly string[]): Pick<Slot, 'id' | 'mask' | 'at'> {
    const key = [...names].sort().join('|');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.masks.length;
      this.#ids.set(key, id);
      this.masks.push(this.#maskOf(names));
    }
    const mask = this.masks[id]!;
    return { id, mask, at: filledAt(mask) };
  }
}

/**
 * Reads one frame of the pack. Items, separated by spaces: `tag` or `a|b` (one of them in the clause), `~tag` (in the
 * clause or carried over), `^tag` (in the sentence, up to here), `>tag` (anywhere in the sentence), `%tag` (anywhere
 * before in the case), `&tag` (in the clause, but left for other frames to use; also `~&tag`), `!tag` (not in the clause), `!~tag` (nor carried over), `by:a|b` (if a doer is known, one of these),
 * `by=a|b` (must be known), `by!a|b`, `to:`, `to=`, `to!` likewise, `@bare` (needs a day beside it, or a log), `@planned`,
 * `@unsure`, `@always` (no verb needed), `@ordered`, `@dated`, `@short`, `@alone` (a few words that name nothing else), `@after:id|id`, `@open:id|id` (the last stage of that thread of the case), `@notafter:id`, `@span:n`, `@role:x`, `+n` / `-n` (preference).
 */
export function parseFrame(
  source: string,
  event: string,
  index: number,
  maskOf: (tags: readonly string[]) => TagSet,
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
      else if (name === 'open') f.amid = value!.split('|');
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
            : item.startsWith('>')
              ? 'ahead'
              : item.startsWith('^')
                ? 'sentence'
                : item.startsWith('%')
                  ? 'ever'
                  : 'has';
      const names = item.replace(/^[!~^>%&]+/, '').split('|');
      const slot: Slot = { kind, ...slotIds.of(names), tags: names.map((n) => ids.get(n)!) };
      slots.push(item.startsWith('&') || item[1] === '&' ? { ...slot, spare: true } : slot);
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
    notBy: f.notBy as TagSet | undefined,
    to: f.to as Frame['to'],
    notTo: f.notTo as TagSet | undefined,
    bare: f.bare === true,
    planned: f.planned === true,
    unsure: f.unsure === true,
    always: f.always === true,
    ordered: f.ordered === true,
    dated: f.dated === true,
    entryDay: f.entryDay === true,
    since: f.since === true,
    short: f.short === true,
    alone: f.alone === true,
    meeting: f.meeting as string | undefined,
    past: f.past as string | undefined,
    withDay: f.withDay as string[] | undefined,
    needed: f.needed === true,
    after: f.after as string[] | undefined,
    amid: f.amid as string[] | undefined,
    notAfter: f.notAfter as string[] | undefined,
    sends: slots.some((slot) => slot.kind === 'has' && slot.tags.includes(ids.get('send') ?? -1)),
    span: f.span as number,
    bump: f.bump as number,
    role: f.role as string | undefined,
  };
}
