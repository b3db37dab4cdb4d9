import { it } from 'vitest';
import { checkLetterDates } from '../letters/dates.ts';

it("a letter's dates are the report's dates, in 5,000 generated cases", () => checkLetterDates(5000));
