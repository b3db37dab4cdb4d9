// A service's own wordings of events, laid over the lexicon: each becomes a phrase with a tag of its own, and a frame that
// this tag alone fills. So what keeps words from counting ("no", "awaiting", "if") and what gives them their day holds
// for them as for all others.
import type { EventFrames, LexiconData } from './lexicon.ts';

/** How one event is written. */
export interface OwnWords {
  readonly event: string;
  readonly says: readonly string[];
}

/** Wordings that are taken of one service; more would be a mistake. */
const most = 2000;

/** The lexicon with a service's own wordings. The same object where there are none. */
export function withOwnWords(data: LexiconData, own: readonly OwnWords[]): LexiconData {
  const words: Record<string, readonly string[]> = { ...data.words };
  const frames = new Map<string, EventFrames>();
  let count = 0;
  for (const { event, says } of own) {
    const usable = says.filter((phrase) => phrase.length <= 200 && /\p{L}.*\p{L}/u.test(phrase) && count++ < most);
    if (usable.length === 0) continue;
    const tag = `said:${event}`;
    words[tag] = [...(words[tag] ?? []), ...usable];
    frames.set(event, { id: event, frames: [`${tag} +8`] });
  }
  return frames.size === 0 ? data : { ...data, words, events: [...data.events, ...frames.values()] };
}
