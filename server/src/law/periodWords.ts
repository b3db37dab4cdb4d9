// A period in a few words, for lists and the catalogue: "6 weeks", "15 working days, the start day counts".
import type { CountedPeriod, Period } from './model.ts';
import { formatAmount } from './packPeriod.ts';

const calendars: Readonly<Record<string, string>> = {
  'united-kingdom': 'bank holidays of the whole United Kingdom',
  'children-act': 'working days of the Children Act procedure',
};

interface Ending {
  readonly roll: string;
  readonly closed: string;
  readonly cutoff?: string;
}

function ending({ roll, closed, cutoff }: Ending): string[] {
  const out: string[] = [];
  if (roll === 'next-working-day') out.push('moves to a working day');
  if (closed === 'extend') out.push('an end in August or at Christmas moves past it');
  if (closed === 'exclude') out.push('August and Christmas are not counted');
  if (cutoff) out.push(`by ${cutoff.replace(/^0/, '')}`);
  return out;
}

function counted(period: CountedPeriod): string {
  const amount = formatAmount(period.count, period.unit);
  const parts = [
    period.kind === 'at-least' ? `at least ${amount}` : period.count === 0 ? 'the same day' : amount,
    ...(period.startDay === 'included' ? ['the start day counts'] : []),
    ...ending(period),
    ...(period.calendar && calendars[period.calendar] ? [calendars[period.calendar]!] : []),
  ];
  return (period.direction === 'before' ? [`${parts[0]} before`, ...parts.slice(1)] : parts).join(', ');
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** A period in words; limbs that are rules are given by their id. */
export function periodWords(period: Period): string {
  switch (period.kind) {
    case 'any-time':
      return 'any time';
    case 'promptly':
      return 'promptly, no number of days';
    case 'fixed-date':
      return `${period.relation === 'before' ? 'before' : 'by'} ${period.day} ${months[period.month - 1]}`;
    case 'within':
    case 'at-least':
      return counted(period);
    default: {
      const limbs = period.of.map((limb) => (typeof limb === 'string' ? limb : counted(limb)));
      const which = period.kind === 'later-of' ? 'the later of' : 'the earlier of';
      return [`${which} ${limbs.join(' and ')}`, ...ending(period)].join(', ');
    }
  }
}
