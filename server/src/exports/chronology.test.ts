// The chronology is evidence: what is doubtful is said to be so, or left out.
import { describe, expect, it } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { LineIndex } from '../casefile/lines.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import type { CaseEvent } from '../casenote/model.ts';
import { chronology } from './chronology.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;
const events = [{ id: 'asked', title: 'Assessment requested', who: 'family', group: 'assessment' }];

function lines(event: Partial<CaseEvent>, deadline: Partial<CaseDeadline>): string[] {
  const analysis = {
    today: day('2026-03-01'),
    reading: {
      events: [{ event: 'asked', day: day('2026-01-05'), assertion: 'happened', child: 0, start: 0, ...event }],
    },
    deadlines: [
      {
        rule: { title: 'Decision whether to assess', actor: 'la', prominence: 'main' },
        due: day('2026-02-16'),
        status: 'past',
        child: 0,
        conditional: false,
        unverifiable: false,
        inDoubt: false,
        ...deadline,
      },
    ],
    lines: new LineIndex('text'),
  } as unknown as Analysis;
  return chronology(analysis, events).map(({ what, limit }) => `${what} | ${limit}`);
}

describe('the chronology', () => {
  const asked = 'Assessment requested | ';
  const missed = 'Council: time limit passed | Decision whether to assess: nothing noted, 13 days past on 1 March 2026';

  it.each<[string, Partial<CaseEvent>, Partial<CaseDeadline>, string[]]>([
    ['names what nobody did', {}, {}, [asked, missed]],
    ['leaves out what the note cannot prove', {}, { unverifiable: true }, [asked]],
    ['leaves out what rests on doubtful words', {}, { inDoubt: true }, [asked]],
    ['leaves out what an unknown fact decides', {}, { conditional: true }, [asked]],
    [
      'says of an event that it is not certain',
      { uncertain: true },
      {},
      ['Assessment requested (not certain) | ', missed],
    ],
    [
      'says of an event that it was arranged',
      { assertion: 'planned' },
      {},
      ['Assessment requested (arranged) | ', missed],
    ],
  ])('%s', (_what, event, deadline, told) => expect(lines(event, deadline)).toEqual(told));
});
