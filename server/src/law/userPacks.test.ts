// A service's own packs beside England's law: good ones count, bad ones say where, and the rest goes on working.
import { expect, test } from 'vitest';
import { parseIsoDay } from '../calendar/day.ts';
import areas from '../generated/areas.json' with { type: 'json' };
import law from '../generated/law.json' with { type: 'json' };
import type { Area } from './areas.ts';
import { derive } from './derive.ts';
import type { LawPack } from './model.ts';
import { withUserPacks } from './userPacks.ts';

const england = law as unknown as LawPack;
const local = areas as unknown as readonly Area[];

const rules = `route: our-panel
title: Our council's panel
checked: '2026-10-01'
rules:
  - id: our-panel-answer
    title: Panel answers the family
    actor: la
    prominence: guidance
    starts: [our-panel-asked]
    period: {within: 5 working days}
    basis: local-policy
    source: Panel terms of reference 2026
`;
const events = `group: ours
events:
  - {id: our-panel-asked, title: Panel asked, who: family, says: [asked the panel]}
`;
const area = `checked: '2026-10-01'
areas:
  - id: devon
    name: Devon
    council: Devon County Council
    times: [{what: Panel answers, value: 5 working days, rule: our-panel-answer}]
`;

const day = (iso: string) => parseIsoDay(iso)!;

test('own rules, events and areas count', () => {
  const packs = withUserPacks(england, local, [
    { path: 'packs/rules.yaml', text: rules },
    { path: 'packs/events.yaml', text: events },
    { path: 'packs/areas.yaml', text: area },
  ]);
  expect([...packs.problems]).toEqual([]);
  const found = derive(packs.law, {
    today: day('2026-11-03'),
    events: [{ event: 'our-panel-asked', day: day('2026-11-02'), assertion: 'happened' }],
    facts: {},
  });
  expect(found.map(({ rule, due }) => [rule.id, due])).toEqual([['our-panel-answer', day('2026-11-09')]]);
  expect(packs.areas.map(({ id }) => id).sort()).toEqual(local.map(({ id }) => id).sort());
  expect(packs.areas.find(({ id }) => id === 'devon')!.times[0]!.value).toBe('5 working days');
});

test('own wordings, of own events and of those of England', () => {
  const more =
    'group: ours\nevents:\n  - {id: appeal-lodged, says: [blue form off]}\n  - {id: no-such-event, says: [x]}\n';
  const packs = withUserPacks(england, local, [
    { path: 'packs/events.yaml', text: events },
    { path: 'packs/wordings.yaml', text: more },
  ]);
  expect(packs.wordings).toEqual([
    { event: 'our-panel-asked', says: ['asked the panel'] },
    { event: 'appeal-lodged', says: ['blue form off'] },
  ]);
  expect([...packs.problems.keys()]).toEqual(['packs/wordings.yaml']);
});

test('a bad file is named with line and column; the others work', () => {
  const packs = withUserPacks(england, local, [
    { path: 'bad.yaml', text: rules.replace('5 working days', '5 moons') },
    { path: 'broken.yaml', text: 'rules: [' },
    { path: 'other.yaml', text: 'hello: there\n' },
    { path: 'events.yaml', text: events },
    { path: 'areas.yaml', text: area.replace('our-panel-answer', 'no-such-rule').replace('name: Devon', 'name: 7') },
  ]);
  const told = [...packs.problems].flatMap(([path, list]) =>
    list.map((p) => `${path}:${p.line}:${p.column} ${p.message}`),
  );
  expect(told).toEqual([
    expect.stringContaining("bad.yaml:10:22 '5 moons' is not a period"),
    expect.stringContaining('broken.yaml:1:'),
    'areas.yaml:4:11 name must be text, not a number',
    "areas.yaml:6:64 unknown rule 'no-such-rule'",
    expect.stringContaining('other.yaml:1:1 this is no pack'),
  ]);
  expect(packs.law.rules.length).toBe(england.rules.length);
  expect(packs.events.map(({ id }) => id)).toEqual(['our-panel-asked']);
});
