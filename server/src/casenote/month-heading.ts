// A month or a year that stands alone over the entries under it ("# February 2026", "## March", "# 2025").
import { misspeltMonth } from './dates/words.ts';

export interface MonthContext {
  /** 1 to 12; 0 where only a year stands there. */
  readonly month: number;
  /** 0 where none is written. */
  readonly year: number;
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const monthAlone = new RegExp(
  `^[^a-z0-9]*(?:(?:month of|notes for|log for|calls in|notes|log)[ :,-]+)?(${months})\\.?[ ,]*('?\\d\\d|\\d{4})?[^a-z0-9]*(?:notes?|log|calls|contacts?|cont(?:inued|'d|d)?)?[^a-z0-9]*$`,
  'i',
);
const yearAlone = /^[^a-z0-9]*(?:year\s+)?(20\d\d)[^a-z0-9]*$/i;
const monthNumbers: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};

/** The month and year of a heading such as "# February 2026", "## March", "# 2025"; `undefined` for any other text. */
export function monthContext(text: string): MonthContext | undefined {
  if (text.length > 48) return undefined;
  const m = monthAlone.exec(text);
  if (m !== null) {
    const year = m[2] === undefined ? 0 : Number(m[2].replace("'", ''));
    return {
      month: monthNumbers[m[1]!.slice(0, 3).toLowerCase()] ?? misspeltMonth(m[1]!),
      year: year > 0 && year < 100 ? 2000 + year : year,
    };
  }
  const y = yearAlone.exec(text);
  return y === null ? undefined : { month: 0, year: Number(y[1]) };
}
