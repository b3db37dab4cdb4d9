// Casenotes with marks as tests: under a line of the note, `^^^` points at a stretch of it and says what is expected
// there. An adviser could read such a test, and write one.

import { parseIsoDay } from '../../server/src/calendar/day.ts';
import { analyse } from '../../server/src/casefile/analyse.ts';
import { mergeSettings, type Settings } from '../../server/src/casefile/settings.ts';
import { loadEngine, loadLetters } from '../../server/src/data.ts';
import type { NoteContext } from '../../server/src/features/context.ts';

/** What a mark expects: 0-based line and columns of the stretch, and the words after it. */
export interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

export interface MarkedNote {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Takes the marks out of a note. A leading line break is left away, so that notes can begin on their own line. */
export function unmark(source: string): MarkedNote {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of source.replace(/^\n/, '').split('\n')) {
    const mark = /^(\s*)(\^+)\s*(.*)$/.exec(line);
    if (!mark) lines.push(line);
    else {
      const from = mark[1]!.length;
      marks.push({ line: lines.length - 1, from, to: from + mark[2]!.length, words: mark[3]! });
    }
  }
  return { text: lines.join('\n'), marks };
}

export interface Circumstances {
  /** Default 20 June 2026. */
  readonly today?: string;
  readonly settings?: Partial<Settings>;
}

/** The context that features get for a note, read by the real reader and the real law. */
export function contextOf(text: string, { today = '2026-06-20', settings: own = {} }: Circumstances = {}): NoteContext {
  const engine = loadEngine();
  const settings = mergeSettings(own);
  const day = parseIsoDay(today)!;
  const analysis = analyse(engine.read(text, { today: day }), text, { law: engine, today: day, settings });
  return { uri: 'file:///case.md', analysis, engine, settings, letters: loadLetters(settings) };
}
