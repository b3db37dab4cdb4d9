// A month with no day: "Oct 2025", "late April", "some time in July" - or no date at all ("she may", "Mr March").
import { skipBlanks, wordSet } from './chars.ts';
import { isBorn, type Scan } from './found.ts';
import { RawDate } from './raw.ts';
import { yearAfter } from './year-after.ts';

/** A month with no day: "Oct 2025", "late April", "some time in July" - or no date at all ("she may", "Mr March"). */
export function readVagueMonth(
  scan: Scan,
  start: number,
  end: number,
  month: number,
  full: boolean,
  capital: boolean,
): number {
  const { text } = scan;
  const e = text.charCodeAt(end) === 46 && !full ? end + 1 : end;
  let year = yearAfter(text, e);
  if (year.year === 0 && text.charCodeAt(end) === 46) year = yearAfter(text, end + 1);
  const written = text.slice(start, end).toLowerCase();
  if (year.year === 0 && !monthLeads.has(scan.wordBefore(text.charCodeAt(start - 1) === 45 ? start - 1 : start)))
    return end;
  const window = text.slice(Math.max(0, start - 30), start);
  const opening = vagueStart.exec(window);
  if (year.year === 0 && opening === null) {
    if (!vagueBefore.test(window)) return end;
    if ((written === 'may' || written === 'march' || written === 'mar') && !capital) return end;
    if (/\b(?:mr|mrs|ms|miss|dr|judge|prof)\.?\s$/i.test(window)) return end;
    if (!full && written.length === 3 && !capital) return end;
  }
  const from = opening === null ? start : start - (window.length - opening.index);
  const date = new RawDate('vague', skipBlanks(text, from), year.year > 0 ? year.end : end);
  date.month = month;
  date.year = year.year;
  if (isBorn(scan, start, scan.wordBefore(start))) return end;
  scan.push(date);
  return date.rawEnd;
}

const vagueBefore =
  /(?:\b(?:in|since|during|before|after|until|till|til|from|by|of|last|next|this|sometime|around|about|for|was|late|early|mid|end of|start of|beginning of|middle of|back in|throughout|over|end|it was|from late|from early|probably|maybe|mid to late)[ -](?:the\s+)?)$/i;

const vagueStart =
  /(?:\b(?:(?:in|from|since|by|around|about)\s+)?(?:the\s+)?(?:very\s+)?(?:late|early|mid|end of|end|start of|beginning of|middle of|(?:first|second|last|third) week (?:of|in)|(?:some ?time|somewhen|one day|at some point) (?:in|around|during))[ -](?:the\s+)?)$/i;

/** Words that may stand just before a month without a day; any other word leaves it alone at once. */
const monthLeads = wordSet(
  'in since during before after until till til from by of last next this sometime around about for was late early mid end back throughout over probably maybe the',
);
