/**
 * Builds the corpus: `annotated/<batch>/*.txt` -> `<batch>/notes/*.md` and `<batch>/gold/*.json`. Edit the annotated files only.
 *
 * A line of an annotated file may end in marks between double brackets, `⟦item ; item⟧`, which are taken off the note:
 *   +EVENT YYYY-MM-DD SRC [pl] [rec]   an event; SRC is e explicit, y year-inferred, r relative, n the entry's own day
 *   !CODE                              a problem reported on this line
 *   -words                             a trap: nothing (more) on this line is an event, and why
 *
 * Use: `node test/corpus/build.mts` (every batch) or `node test/corpus/build.mts a b`.
 * A malformed mark stops the build with its file and line.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
/** The day on which every note of the corpus is read. */
const today = '2026-11-21';
const sources: Record<string, string> = { e: 'explicit', y: 'year-inferred', r: 'relative', n: 'entry' };

export interface GoldEvent {
  event: string;
  date: string;
  assertion: 'happened' | 'planned';
  dateSource: string;
  dateRole: 'own' | 'received';
  line: number;
}

export interface Gold {
  file: string;
  today: string;
  events: GoldEvent[];
  problems: { code: string; line: number }[];
  notEvents: { line: number; why: string }[];
}

/** Reads one `+` item; throws on an unknown flag, source or a day that does not exist. */
function readEvent(item: string, line: number): GoldEvent {
  const [event = '', date = '', source = '', ...flags] = item.split(/\s+/);
  const dateSource = sources[source];
  const day = new Date(`${date}T00:00:00Z`);
  const real = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  if (!dateSource || !real || flags.some((flag) => flag !== 'pl' && flag !== 'rec')) throw new Error(`bad event "${item}" on line ${line}`);
  const assertion = flags.includes('pl') ? 'planned' : 'happened';
  return { event, date, assertion, dateSource, dateRole: flags.includes('rec') ? 'received' : 'own', line };
}

/**
 * Splits an annotated text into the note and its gold. The same event, day and assertion told again counts once.
 * Throws on a malformed mark, with file and line.
 */
export function readAnnotated(file: string, text: string): { note: string; gold: Gold } {
  const gold: Gold = { file, today, events: [], problems: [], notEvents: [] };
  const seen = new Set<string>();
  const lines = text.replace(/\n$/, '').split('\n');
  const kept = lines.map((raw, index) => {
    const line = index + 1;
    const marked = /^(.*?)\s*⟦([^⟧]*)⟧\s*$/.exec(raw);
    const kind = marked ? marked[1]! : raw.trimEnd();
    if (/[⟦⟧]/.test(kind)) throw new Error(`${file}:${line}: stray mark`);
    for (const item of (marked?.[2] ?? '').split(' ; ').map((part) => part.trim())) {
      if (item === '') continue;
      const rest = item.slice(1).trim();
      if (item.startsWith('+')) {
        const event = readEvent(rest, line);
        const key = `${event.event} ${event.date} ${event.assertion}`;
        if (!seen.has(key)) gold.events.push(event);
        seen.add(key);
      } else if (item.startsWith('!')) gold.problems.push({ code: rest, line });
      else if (item.startsWith('-')) gold.notEvents.push({ line, why: rest });
      else throw new Error(`${file}:${line}: item "${item}"`);
    }
    return kind;
  });
  return { note: `${kept.join('\n')}\n`, gold };
}

/** Writes one batch's notes and gold afresh. */
function buildBatch(batch: string): number {
  const from = join(here, 'annotated', batch);
  const to = { notes: join(here, batch, 'notes'), gold: join(here, batch, 'gold') };
  for (const folder of [to.notes, to.gold]) {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    mkdirSync(folder, { recursive: true });
  }
  const files = readdirSync(from).filter((name) => name.endsWith('.txt')).sort();
  for (const name of files) {
    const stem = name.slice(0, -'.txt'.length);
    const { note, gold } = readAnnotated(`${stem}.md`, readFileSync(join(from, name), 'utf8'));
    writeFileSync(join(to.notes, `${stem}.md`), note);
    writeFileSync(join(to.gold, `${stem}.json`), `${JSON.stringify(gold, null, 1)}\n`);
  }
  return files.length;
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const batches = asked.length > 0 ? asked : readdirSync(join(here, 'annotated')).sort();
  for (const batch of batches) console.log(`${batch}: ${buildBatch(batch)} notes`);
}
