// Runs the dates scanner over sentences that others wrote to test date readers, which may be run but not copied:
// `node scripts/check-date-oracles.mts FOLDER`, where the folder holds recognizers-explicit.tsv, -yearless.tsv,
// -negative.tsv and -us-order-EXCLUDE.tsv (Microsoft Recognizers-Text, MIT). Prints the figures; exits 1 where one falls
// short. Without a folder it says so and does nothing.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Day, formatIsoDay, parseIsoDay } from '../server/src/calendar/day.ts';
import { findDates } from '../server/src/casenote/dates.ts';
import type { DateMention } from '../server/src/casenote/model.ts';

interface Row {
  readonly text: string;
  readonly written: string;
  readonly reference: Day;
  readonly expected: string;
}

async function rows(folder: string, name: string): Promise<Row[]> {
  const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n').filter((l) => l !== '');
  return lines.map((line) => {
    const [text = '', written = '', reference = '', expected = ''] = line.split('\t');
    return { text, written, reference: parseIsoDay(reference) ?? parseIsoDay('2020-01-01')!, expected };
  });
}

const iso = (day: Day | undefined): string => (day === undefined ? '' : formatIsoDay(day));

/**
 * The day that UK reading gives where the table's own answer is another reading's: `08/12,2015` is 8 December here, and
 * a day that is the reference day itself is "not after" it.
 */
function ukDays(row: Row): string[] {
  const swapped = /^(\d\d)\/(\d\d),(\d{4})$/.exec(row.written);
  return swapped === null ? [row.expected] : [`${swapped[3]}-${swapped[2]}-${swapped[1]}`];
}

function isYearless(row: Row, d: DateMention): boolean {
  const [past = '', future = past] = [...row.expected.matchAll(/\d{4}-\d\d-\d\d/g)].map((m) => m[0]);
  if (past === '0001-01-01') return d.form === 'impossible';
  if (d.form === 'impossible' || d.form === 'vague') return false;
  // On the reference day itself, contract and table differ: "not after" takes the day itself.
  if (iso(row.reference) === future) return iso(d.past) === future;
  const is = (both: { past?: Day; future?: Day }): boolean =>
    (past === future || iso(both.past) === past) && iso(both.future) === future;
  return is(d) || (d.until !== undefined && is(d.until));
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined || !existsSync(path.join(folder, 'recognizers-explicit.tsv'))) {
    console.log('date oracles: no folder with recognizers-*.tsv given, nothing run');
    return 0;
  }
  const wrong: string[] = [];
  const count = async (name: string, right: (row: Row, found: DateMention[]) => boolean): Promise<[number, number]> => {
    const all = await rows(folder, name);
    let good = 0;
    for (const row of all) {
      const found = findDates(row.text, row.reference);
      if (right(row, found)) good++;
      else
        wrong.push(
          `${name}: ${row.text} | ${row.expected} | ${found.map((d) => `${d.form} ${d.text} ${iso(d.past)}`).join('; ')}`,
        );
    }
    return [good, all.length];
  };
  const explicit = await count('recognizers-explicit.tsv', (row, found) =>
    found.some((d) => d.form === 'full' && ukDays(row).includes(iso(d.past))),
  );
  const yearless = await count('recognizers-yearless.tsv', (row, found) => found.some((d) => isYearless(row, d)));
  const negative = await count(
    'recognizers-negative.tsv',
    (_, found) => !found.some((d) => d.past !== undefined && !d.bare),
  );
  const us = await count('recognizers-us-order-EXCLUDE.tsv', (row, found) => {
    // Those whose middle number is a month are days in UK order too; the others are impossible.
    const parts = row.written.split(/[/-]/).map(Number);
    const possible = row.written.startsWith('2') && parts[0]! > 31 ? true : parts[1]! <= 12;
    return found.some((d) => d.form === (possible ? 'full' : 'impossible'));
  });
  for (const line of wrong) console.log(line);
  console.log(
    `explicit ${explicit.join('/')}, year-less ${yearless.join('/')}, no day found in ${negative.join('/')}, US order told ${us.join('/')}`,
  );
  return explicit[0] === explicit[1] && yearless[0] === yearless[1] && negative[1] - negative[0] <= 1 && us[0] === us[1]
    ? 0
    : 1;
}

process.exitCode = await main(process.argv[2]);
