// `npm run train`: learns from single lines and annotated notes how advisers write of each event, and writes the weights
// into the pack (server/packs/england/likeness/weights.json). Softmax regression over the features of a sentence
// (server/src/casenote/likeness.ts), the largest weights kept, one byte each. The same input gives the same file.
//   node scripts/train-likeness.mts [--out FILE] [--keep N] [--half BATCHES] [--quiet]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate, root } from './generate.mts';
import { asPacked } from './generate-likeness.mts';
import { DayWatcher, learnDays, testsOfDays } from './lib/day-training.mts';
import {
  type Line,
  LineReader,
  linesOfNotes,
  linesOfTable,
  linesOfTests,
  stampOf,
  tablesIn,
} from './lib/likeness-data.mts';
import { learn, packed } from './lib/likeness-training.mts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const pack = path.join(root, 'server/packs/england/likeness');

/** Batches of notes that nothing is learnt from, and those of which notes from 13 on are kept so. */
const unread = 'k aa ab ac ad ae af ca cb cc cd ce cf cg ch ci cj ck cl cm cn co cp cq'.split(' ');
const halfUnread = ['p', 'q', 'r', 's', 't', 'u'];
/** `--half ba,bb`: of these notes 11 on, too, to see what the others teach. */
const halves = option('--half')?.split(',') ?? [];

/** Which notes of a batch are learnt from: the others are kept unread (test/corpus/README.md), and say how notes by other hands are read. */
function isRead(batch: string): (file: string) => boolean {
  if (unread.includes(batch)) return () => false;
  const until = halfUnread.includes(batch) ? '13' : halves.includes(batch) ? '11' : '99';
  return (file) => file < until;
}

/** An event told of by fewer lines is not learnt. */
const fewest = 50;

const say = (text: string): void => {
  if (!process.argv.includes('--quiet')) console.log(text);
};

await generate();
const json = (name: string) => JSON.parse(readFileSync(path.join(root, 'server/src/generated', name), 'utf8'));
const spelt = json('lexicon.json');
const reader = new LineReader(spelt, json('order.json') as never);
const law = json('law.json') as { readonly events: readonly { readonly id: string }[] };
const lines: Line[] = [];
const tables = tablesIn(pack);
for (const table of tables) lines.push(...linesOfTable(reader, table));
// What tests hold is said several times over: it must not be forgotten for the many.
const held = [
  ...linesOfTests(reader, path.join(root, 'test/reading')),
  ...linesOfTable(reader, path.join(pack, 'near.tsv')),
];
for (let time = 0; time < 12; time++) lines.push(...held);
say(`${lines.length} lines`);
const corpus = path.join(root, 'test/corpus');
const batches = readdirSync(corpus).sort();
for (const name of batches) {
  lines.push(...linesOfNotes(reader, path.join(corpus, name), isRead(name)));
}
say(`${lines.length} with those of notes`);
const often = new Map<string, number>();
for (const event of lines.flatMap((line) => line.events)) often.set(event, (often.get(event) ?? 0) + 1);
for (const { id } of law.events) if ((often.get(id) ?? 0) < fewest) often.delete(id);
const known = new Set(law.events.map(({ id }) => id));
const events = ['', ...[...often.keys()].filter((id) => known.has(id)).sort()];
const { model, ids } = learn(
  lines.filter((line) => line.events.every((id) => often.has(id))),
  events,
  Number(option('--keep') ?? 54_000),
);
const weights = packed(model, ids, events);
const days = new DayWatcher(spelt, json('order.json') as never, asPacked({ ...weights, days: '' }));
const tests = testsOfDays(path.join(root, 'test/reading')).flatMap((file) => days.ofTests(file));
const notes = batches.flatMap((name) => days.ofNotes(path.join(corpus, name), isRead(name)));
say(`${notes.length} choices of a day, ${tests.length} in tests`);
const out = option('--out') ?? path.join(pack, 'weights.json');
writeFileSync(
  out,
  `${JSON.stringify({ lines: stampOf(tables), ...weights, days: learnDays(notes, tests) }, undefined, 1)}\n`,
);
say(`${Math.round(weights.weights.length / 1024)} KB of weights`);
