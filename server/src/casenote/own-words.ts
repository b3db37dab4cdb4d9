// A service's own wordings of events, for the lexicon to take in: each becomes a phrase with a tag of its own, and a frame
// that this tag alone fills. So what keeps words from counting ("no", "awaiting", "if") and what gives them their day
// holds for them as for all others.
import type { EventFrames, OwnLexicon } from './lexicon-data.ts';

/** How one event is written. */
export interface OwnWords {
  readonly event: string;
  readonly says: readonly string[];
}

/** Wordings that are taken of one service; more would be a mistake. */
const most = 2000;

/** What a service's own wordings add to the lexicon; nothing where there are none. */
export function ownLexicon(own: readonly OwnWords[]): OwnLexicon | undefined {
  const words = new Map<string, string[]>();
  const frames = new Map<string, EventFrames>();
  let count = 0;
  for (const { event, says } of own) {
    const usable = says.filter((phrase) => phrase.length <= 200 && /\p{L}.*\p{L}/u.test(phrase) && count++ < most);
    if (usable.length === 0) continue;
    const tag = `said:${event}`;
    words.set(tag, [...(words.get(tag) ?? []), ...usable]);
    frames.set(event, { id: event, frames: [`${tag} +8`] });
  }
  return frames.size === 0 ? undefined : { words, events: [...frames.values()] };
}
