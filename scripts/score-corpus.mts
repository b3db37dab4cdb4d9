// Scores the reading of annotated notes: `node scripts/score-corpus.mts FOLDER... [--verbose] [--only part]`, where each
// folder holds `notes/*.md` and `gold/*.json` (test/corpus/README.md). Sets of (file, event, date, assertion); false
// alarms on trap lines; problems found. Used by hand while mending the lexicon, and by the corpus test for its floors.
import path from 'node:path';
import { formatIsoDay, parseIsoDay } from '../server/src/calendar/day.ts';
import type { Reader } from '../server/src/casenote/reader.ts';
import { annotatedNotes, type Gold, linesOf } from './lib/annotated-notes.mts';

export interface Score {
  right: number;
  false: number;
  missed: number;
  trapped: number;
  problems: { found: number; gold: number; extra: number };
  readonly byEvent: Map<string, { right: number; false: number; missed: number }>;
  readonly log: string[];
}

const codes = new Set(['date-impossible', 'weekday-mismatch', 'date-needed', 'date-ambiguous']);

/** Precision, recall and F1. */
export function figures(s: Score): { precision: number; recall: number; f1: number } {
  const precision = s.right / Math.max(1, s.right + s.false);
  const recall = s.right / Math.max(1, s.right + s.missed);
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) };
}

/** Reads every note of a folder and compares. `only` keeps files for which it is true. */
export async function scoreFolder(
  folder: string,
  reader: Reader,
  only: (name: string) => boolean = () => true,
): Promise<Score> {
  const score: Score = {
    right: 0,
    false: 0,
    missed: 0,
    trapped: 0,
    problems: { found: 0, gold: 0, extra: 0 },
    byEvent: new Map(),
    log: [],
  };
  for (const { gold, text } of annotatedNotes(folder, only)) scoreNote(gold, text, reader, score);
  return score;
}

function scoreNote(gold: Gold, text: string, reader: Reader, score: Score): void {
  const lines = text.split('\n');
  const lineOf = linesOf(text);
  const reading = reader.read(text, { today: parseIsoDay(gold.today)! });
  const count = (event: string, what: 'right' | 'false' | 'missed'): void => {
    score[what]++;
    const e = score.byEvent.get(event) ?? { right: 0, false: 0, missed: 0 };
    e[what]++;
    score.byEvent.set(event, e);
  };
  const key = (e: { event: string; date: string; assertion: string }): string => `${e.event} ${e.date} ${e.assertion}`;
  const want = new Map(gold.events.map((e) => [key(e), e]));
  const got = new Map(
    reading.events.map((e) => [
      key({ event: e.event, date: formatIsoDay(e.day), assertion: e.assertion }),
      { event: e.event, line: lineOf(e.start), text: e.text },
    ]),
  );
  const say = (line: number, what: string): void => {
    score.log.push(`${gold.file}:${line}: ${what} | ${lines[line - 1]?.slice(0, 260)}`);
  };
  for (const [k, e] of want) {
    count(e.event, got.has(k) ? 'right' : 'missed');
    if (!got.has(k)) say(e.line, `MISS ${k}`);
  }
  const traps = new Set(gold.notEvents.map((t) => t.line));
  for (const [k, e] of got) {
    if (want.has(k)) continue;
    count(e.event, 'false');
    if (traps.has(e.line)) score.trapped++;
    say(e.line, `FALSE ${k} "${e.text}"${traps.has(e.line) ? ' (trap)' : ''}`);
  }
  const seen = new Set(reading.problems.filter((p) => codes.has(p.code)).map((p) => `${lineOf(p.start)} ${p.code}`));
  const mine = new Set(gold.problems.map((p) => `${p.line} ${p.code}`));
  for (const p of mine) {
    score.problems.gold++;
    if (seen.has(p)) score.problems.found++;
    else say(Number(p.split(' ')[0]), `MISS problem ${p}`);
  }
  for (const p of seen) {
    if (mine.has(p)) continue;
    score.problems.extra++;
    say(Number(p.split(' ')[0]), `EXTRA problem ${p}`);
  }
}

async function main(): Promise<void> {
  const { readLexicon } = await import('./generate-lexicon.mts');
  const { readLikeness } = await import('./generate-likeness.mts');
  const { makeRecogniser } = await import('../server/src/casenote/recognise.ts');
  const { spell } = await import('../server/src/casenote/lexicon-spell.ts');
  const { createReader } = (await import(
    process.env.READER ?? '../server/src/casenote/reader.ts'
  )) as typeof import('../server/src/casenote/reader.ts');
  const root = path.resolve(import.meta.dirname, '..');
  const reader = createReader({
    recogniser: makeRecogniser(
      spell(await readLexicon(path.join(root, 'server/packs/england/lexicon'))),
      undefined,
      await readLikeness(path.join(root, 'server/packs/england')),
    ),
  });
  const args = process.argv.slice(2);
  const flag = args.indexOf('--only');
  const only = flag >= 0 ? new RegExp(args.splice(flag, 2)[1]!) : /./;
  for (const folder of args.filter((a) => !a.startsWith('--'))) {
    const s = await scoreFolder(folder, reader, (n) => only.test(n));
    if (args.includes('--verbose')) for (const line of s.log) console.log(line);
    if (args.includes('--events'))
      for (const [e, c] of [...s.byEvent].sort()) console.log(e.padEnd(36), c.right, c.missed, c.false);
    const f = figures(s);
    console.log(
      `${folder}: F1 ${f.f1.toFixed(3)} P ${f.precision.toFixed(3)} R ${f.recall.toFixed(3)} events ${s.right + s.missed} traps ${s.trapped} problems ${s.problems.found}/${s.problems.gold} extra ${s.problems.extra}`,
    );
  }
}

if (process.argv[1] === import.meta.filename) await main();
