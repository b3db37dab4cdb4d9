import { it } from 'vitest';
import { checkLetterDates } from './dates.ts';

it("a letter's dates are the report's dates, in 200 generated cases", () => checkLetterDates(200));
