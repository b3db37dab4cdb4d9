// A month or a year that stands alone over the entries under it ("# February 2026", "## March", "# 2025").
import { lookUp } from './dates/words.ts';

export interface MonthContext {
  /** 1 to 12; 0 where only a year stands there. */
  readonly month: number;
  /** 0 where none is written. */
  readonly year: number;
}

const monthAlone =
  /^[^a-z0-9]*(?:(?:month of|notes for|log for|calls in|notes|log)[ :,-]+)?([a-z]{3,9})\.?[ ,]*('?\d\d|\d{4})?[^a-z0-9]*(?:notes?|log|calls|contacts?|cont(?:inued|'d|d)?)?[^a-z0-9]*$/i;
const yearAlone = /^[^a-z0-9]*(?:year\s+)?(20\d\d)[^a-z0-9]*$/i;

/** The month and year of a heading such as "# February 2026", "## March", "# 2025"; `undefined` for any other text. */
export function monthContext(text: string): MonthContext | undefined {
  if (text.length > 48) return undefined;
  const m = monthAlone.exec(text);
  const known = m === null ? undefined : lookUp(m[1]!.toLowerCase());
  if (m !== null && known?.kind === 'month') {
    const year = m[2] === undefined ? 0 : Number(m[2].replace("'", ''));
    return {
      month: known.value,
      year: year > 0 && year < 100 ? 2000 + year : year,
    };
  }
  const y = yearAlone.exec(text);
  return y === null ? undefined : { month: 0, year: Number(y[1]) };
}
