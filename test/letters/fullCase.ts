// A case in which everything that a letter could ask of a note is known: every event of its fields, and its first limit.
import { addDays, type Day, formatIsoDay } from '../../server/src/calendar/day.ts';
import type { Analysis } from '../../server/src/casefile/model.ts';
import type { Letter } from '../../server/src/letters/model.ts';
import { fieldsUsed, parseTemplate } from '../../server/src/letters/template.ts';
import { caseOf, day, pack, rule } from './caseFixture.ts';

const today: Day = day('2026-11-21');

function isUsuallyLate(letter: Letter, about: string | undefined): boolean {
  if (!letter.fitsWhen.includes('breach')) return false;
  return !letter.fitsWhen.includes('act') || about === undefined || rule(about).actor !== 'family';
}

/** The full case for a letter; its limit passed 33 days ago where the letter is for a breach, else is 9 days off. */
export function fullCase(letter: Letter, about = letter.rules[0], breach = isUsuallyLate(letter, about)): Analysis {
  const due = addDays(today, breach ? -33 : 9);
  const names = new Set(fieldsUsed(parseTemplate(letter.body).nodes).map((u) => u.name));
  const ids = new Set<string>(about ? rule(about).starts.filter((s) => typeof s === 'string') : []);
  for (const f of pack.fields) {
    if (!names.has(f.name)) continue;
    const from =
      f.source.kind === 'event-words' ? Object.keys(f.source.words) : 'events' in f.source ? f.source.events : [];
    for (const id of (letter.dates[f.name] ?? from).slice(0, 1)) ids.add(id);
  }
  const events = [...ids].map((id, i) => [id, formatIsoDay(addDays(due, -75 + 3 * i))] as const);
  const others = [
    'tribunal-appeal',
    'jr-claim-3-months',
    'dd-claim-6-months',
    'exclusion-governors-15-school-days',
    'exclusion-education-sixth-day-permanent',
    'ehcna-decision-6-weeks',
    'ehcp-final-20-weeks',
    'mediation-contact-adviser-2-months',
  ];
  return caseOf({
    today: formatIsoDay(today),
    facts: {
      child: 'T.C.',
      la: 'Camden Council',
      school: 'Oakfield Primary School',
      letterFrom: 'Maya Carter',
      schoolWanted: 'Hillcrest School',
      appealNumber: 'EH123/26/00045',
      phaseTransfer: { year: 2027, to: 'school' },
      senderAddress: '1 High Street, London',
    },
    events,
    deadlines: [
      ...(about
        ? [
            [
              about,
              rule(about).period.kind === 'any-time' || rule(about).period.kind === 'promptly'
                ? undefined
                : formatIsoDay(due),
              breach ? 'past' : 'close',
              0,
            ] as const,
          ]
        : []),
      ...others
        .filter((id) => id !== about && !letter.rules.includes(id))
        .map((id) => [id, formatIsoDay(addDays(today, 20)), 'upcoming'] as const),
    ],
  });
}
