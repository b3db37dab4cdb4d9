// A case whose events change one at a time has the limits of the case worked out from scratch, with their workings.
import { expect, it } from 'vitest';
import { chanceFrom } from '../../../test/reading/notes.ts';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { loadLaw } from '../data.ts';
import { derive } from './derive.ts';
import type { Deadline, LawEvent, LawMemo } from './model.ts';

const pack = loadLaw();
const today = parseIsoDay('2026-06-20')!;
const facts = { schoolType: 'maintained', exclusion: 'permanent', phaseTransfer: { year: 2026, to: 'school' } };

const shown = (limits: readonly Deadline[]): string =>
  JSON.stringify(limits.map((limit) => ({ ...limit, working: limit.explain() })));

it.each([1, 2, 3])('is derived again as from scratch after each change (%i)', (seed) => {
  const chance = chanceFrom(seed);
  const memo: LawMemo = {};
  const events: LawEvent[] = [];
  for (let i = 0; i < 120; i++) {
    if (events.length > 12 || (events.length > 0 && chance(4) === 0)) events.splice(chance(events.length), 1);
    else {
      const { id } = pack.events[chance(pack.events.length)]!;
      const day = (today - chance(700) + 30) as Day;
      const assertion = chance(6) === 0 ? 'planned' : 'happened';
      const dateRole = chance(6) === 0 ? 'received' : 'own';
      events.splice(chance(events.length + 1), 0, { event: id, day, assertion, dateRole });
    }
    const input = { today, facts, events: events.slice() };
    expect(shown(derive(pack, { ...input, memo }))).toBe(shown(derive(pack, input)));
  }
});
