// A row of the lists made by hand, for tests that need one.
import { type Day, parseIsoDay } from '../../server/src/calendar/day.ts';
import type { DeadlineRow } from '../../server/src/exports/rows.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;

/** An appeal that is close on 20 June 2026, but for the changes. */
export function sampleRow(changes: Partial<DeadlineRow>): DeadlineRow {
  const due = changes.due ?? day('2026-07-03');
  return {
    path: 'notes/a.md',
    child: 0,
    caseName: 'EHC-1',
    initials: 'K.B.',
    council: 'Norwold',
    rule: 'tribunal-appeal',
    title: 'SEND Tribunal receives the appeal',
    route: 'tribunal-appeal',
    actor: 'family',
    basis: 'rules',
    prominence: 'main',
    source: 'HESC Rules 2008 rule 20(1)(c)',
    status: 'close',
    due,
    daysLeft: due - day('2026-06-20'),
    startEvent: 'ehcna-refused',
    startDay: day('2026-05-03'),
    line: 7,
    uncertain: false,
    faded: false,
    ...changes,
  };
}
