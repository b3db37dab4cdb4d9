// Open notes: one analysis for each document version, day and set of settings, shared by every feature. An edit is read
// with the previous reading at hand, so that only what it can change is read again.
import type { Day } from '../calendar/day.ts';
import { analyse } from '../casefile/analyse.ts';
import type { Engine } from '../casefile/engine.ts';
import { LineIndex } from '../casefile/lines.ts';
import type { Analysis } from '../casefile/model.ts';
import type { Settings } from '../casefile/settings.ts';
import type { NoteContext } from '../features/context.ts';
import type { OpenDocument } from './documents.ts';
import type { Platform } from './platform.ts';

interface Kept {
  readonly version: number;
  readonly today: Day;
  readonly settings: Settings;
  readonly context: NoteContext;
}

export class OpenNotes {
  readonly #kept = new Map<string, Kept>();
  readonly #platform: Platform;
  /** How many analyses were made; tests hold that features share one. */
  analyses = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The context of an open document, made anew only where its text, the day or the settings changed. */
  context(document: OpenDocument, today: Day, settings: Settings): NoteContext {
    const kept = this.#kept.get(document.uri);
    if (kept && kept.version === document.version && kept.today === today && kept.settings === settings) {
      return kept.context;
    }
    const before = kept?.today === today && kept.settings === settings ? kept.context.analysis : undefined;
    if (before) this.#platform.makeRoom?.();
    const context = this.fresh(document.uri, document.lines, today, settings, before);
    this.#kept.set(document.uri, { version: document.version, today, settings, context });
    return context;
  }

  /** The context of a text that is not kept: a closed note. */
  fresh(uri: string, note: string | LineIndex, today: Day, settings: Settings, before?: Analysis): NoteContext {
    const { routes } = this.#platform;
    const engine = this.engineFor(settings);
    this.analyses++;
    const lines = typeof note === 'string' ? new LineIndex(note) : note;
    const { text } = lines;
    // Of a closed note, given as its text, no edit follows.
    const once = typeof note === 'string';
    const reading = engine.read(text, { today, once }, before && { text: before.text, reading: before.reading });
    const analysis = analyse(reading, lines, { law: engine, today, settings, ...(before ? { before } : {}) });
    return {
      uri,
      analysis,
      engine,
      settings,
      letters: this.#platform.letters(settings),
      ...(routes ? { routes } : {}),
    };
  }

  /** The engine that notes with these settings are read with. */
  engineFor(settings: Settings): Engine {
    return this.#platform.engineFor?.(settings) ?? this.#platform.engine;
  }

  forget(uri: string): void {
    this.#kept.delete(uri);
  }
}

/** Front matter `casenotes: false`: the adviser says that this file is not a casenote. */
export function isDisowned(context: NoteContext): boolean {
  return context.analysis.reading.frontMatter.data.casenotes === false;
}
