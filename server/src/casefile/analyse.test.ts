// The join and the report, with a reader and a law small enough to see through: what goes in, what comes back, where.
import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { expect, it } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { Deadline, LawInput, Rule } from '../law/model.ts';
import { analyse } from './analyse.ts';
import { report, reportFile } from './report.ts';
import { mergeSettings } from './settings.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;
const today = day('2026-06-20');

const rule: Rule = {
  id: 'reply',
  title: 'Reply to the letter',
  route: 'r',
  actor: 'family',
  prominence: 'main',
  starts: ['letter'],
  answeredBy: [],
  supersededBy: [],
  applies: '',
  period: {
    kind: 'within',
    count: 10,
    unit: 'days',
    startDay: 'excluded',
    direction: 'after',
    roll: 'none',
    closed: 'none',
  },
  basis: 'statute',
  source: 'Act s1',
  url: 'https://example.org/act',
  missed: '',
  doubts: [],
  confidence: 'high',
  checked: '2026-11-21',
};

const text = '---\nschoolType: academy\nterms: norfolk\n---\n\n😀 letter 1 June\nletter 2 June\n';

function event(words: string, iso: string, child: number): CaseEvent {
  const start = text.indexOf(words);
  return {
    event: 'letter',
    day: day(iso),
    dateSource: 'year-inferred',
    dateRole: 'own',
    assertion: 'happened',
    text: words,
    entry: 0,
    child,
    origin: 'text',
    start,
    end: start + words.length,
  };
}

const reading: Reading = {
  frontMatter: { data: { schoolType: 'academy', terms: 'norfolk', area: undefined }, valueSpans: {} },
  children: ['A', 'B'],
  entries: [],
  segments: [],
  events: [event('letter 1 June', '2026-06-01', 0), event('letter 2 June', '2026-06-02', 1)],
  near: [],
  maybe: [],
  problems: [{ code: 'date-needed', message: 'Which day?', severity: 'warning', fixes: [], start: 49, end: 50 }],
  waivers: [{ rule: 'reply', reason: 'not needed', child: 1, start: 60, end: 61 }],
  facts: [{ schoolType: 'maintained', exclusion: 'none' }, {}],
};

function run() {
  const inputs: LawInput[] = [];
  const settings = mergeSettings({ area: 'devon', terms: [{ name: 'norfolk', terms: [], insetDays: [] }] });
  const derive = (input: LawInput): Deadline[] => {
    inputs.push(input);
    return input.events.map((started) => ({
      rule,
      startedBy: [started],
      rawDue: (started.day + 10) as Day,
      due: (started.day + 10) as Day,
      status: 'past',
      daysLeft: started.day + 10 - input.today,
      doubts: [],
      questions: [],
      unverifiable: false,
      conditional: false,
      faded: false,
      explain: () => [],
    }));
  };
  return { inputs, analysis: analyse(reading, text, { law: { derive }, today, settings }) };
}

it('a mark waives what its entry knew of; words waive the latest decision by their day', () => {
  const inputs: LawInput[] = [];
  const entry = { kind: 'paragraph', start: 50, end: 70, day: day('2026-06-03'), child: 0 } as const;
  const words = { rule: 'reply', reason: 'no appeal', child: 0, start: 60, end: 61, day: day('2026-06-05') };
  const noted = {
    ...reading,
    children: [''],
    entries: [entry],
    events: [event('letter 1 June', '2026-06-01', 0)],
    waivers: [{ rule: 'reply', reason: 'not needed', child: 0, start: 60, end: 61 }, words],
  };
  const derive = (input: LawInput): Deadline[] => {
    inputs.push(input);
    return [];
  };
  analyse(noted, text, { law: { derive }, today, settings: mergeSettings({}) });
  expect(inputs[0]!.events[0]!.notedOn).toBe(entry.day);
  expect(inputs[0]!.waivers!.map((w) => [w.day, w.scope])).toEqual([
    [entry.day, undefined],
    [words.day, 'latest'],
  ]);
});

it('is put before the law again where an edit changes nothing but the day of an entry', () => {
  let asked = 0;
  const law = {
    derive: (): Deadline[] => {
      asked++;
      return [];
    },
  };
  const noted = (iso: string) => ({
    ...reading,
    children: [''],
    entries: [{ kind: 'paragraph', start: 50, end: 70, day: day(iso), child: 0 } as const],
    events: [event('letter 1 June', '2026-06-01', 0)],
    waivers: [{ rule: 'reply', reason: 'not needed', child: 0, start: 60, end: 61 }],
  });
  const settings = mergeSettings({});
  const before = analyse(noted('2026-06-03'), text, { law, today, settings });
  analyse(noted('2026-06-03'), text, { law, today, settings, before });
  expect(asked).toBe(1);
  analyse(noted('2026-06-04'), text, { law, today, settings, before });
  expect(asked).toBe(2);
});

it('tells the law what is not certain, and what may have happened to the child of the entry', () => {
  const inputs: LawInput[] = [];
  const law = {
    derive: (input: LawInput): Deadline[] => {
      inputs.push(input);
      return [];
    },
  };
  const entry = (child: number, start: number) => ({ kind: 'paragraph', start, end: start + 9, child }) as const;
  const asked = (iso: string) => ({
    event: 'answer',
    day: day(iso),
    grade: 'unsure' as const,
    assertion: 'happened' as const,
    reason: '',
    start: 62,
    end: 64,
  });
  const noted = (iso: string) => ({
    ...reading,
    entries: [entry(0, 50), entry(1, 60)],
    events: [{ ...event('letter 1 June', '2026-06-01', 0), uncertain: true }, reading.events[1]!],
    maybe: [asked(iso)],
  });
  const settings = mergeSettings({});
  const before = analyse(noted('2026-06-03'), text, { law, today, settings });
  expect(inputs.map(({ events }) => events[0]!.uncertain)).toEqual([true, undefined]);
  const told = inputs.map(({ maybe }) => maybe!.map((one) => `${one.event} ${one.day}`));
  expect(told).toEqual([[], [`answer ${day('2026-06-03')}`]]);
  analyse(noted('2026-06-03'), text, { law, today, settings, before });
  expect(inputs).toHaveLength(2);
  analyse(noted('2026-06-04'), text, { law, today, settings, before });
  expect(inputs[3]!.maybe![0]!.day).toBe(day('2026-06-04'));
});

it('keeps the children of a note apart', () => {
  const { inputs } = run();
  expect(inputs.map((input) => input.events.map((e) => [e.line, e.ref]))).toEqual([[[6, 0]], [[7, 1]]]);
  expect(inputs.map((input) => input.waivers!.length)).toEqual([0, 1]);
});

it('takes facts from the settings, the words and the front matter, the last said outright winning', () => {
  const { analysis, inputs } = run();
  expect(analysis.facts[0]).toEqual({
    area: 'devon',
    exclusion: 'none',
    schoolType: 'academy',
    terms: 'norfolk',
  });
  expect(inputs[0]!.schoolCalendar).toMatchObject({ name: 'norfolk' });
});

it('maps limits back to the events of the note, nearest first', () => {
  const { analysis } = run();
  expect(analysis.deadlines.map((d) => d.startEvents[0]!.text)).toEqual(['letter 2 June', 'letter 1 June']);
  expect(analysis.deadlines.map((d) => d.child)).toEqual([1, 0]);
});

it('keeps the limits of an edit that changes nothing for the law, and moves them', () => {
  const { inputs, analysis } = run();
  const shifted = reading.events.map((event) => ({ ...event, start: event.start + 1, end: event.end + 1 }));
  const law = { derive: () => expect.unreachable('the law need not be asked again') };
  const settings = mergeSettings({ area: 'devon' });
  const moved = analyse({ ...reading, events: shifted }, `\n${text}`, { law, today, settings, before: analysis });
  expect(inputs).toHaveLength(2);
  expect(moved.deadlines.map((d) => d.startEvents[0])).toEqual([shifted[1], shifted[0]]);
  expect(moved.deadlines.map((d) => d.startedBy[0]!.line)).toEqual([8, 7]);
});

it('gives the report in the agreed form', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../test/report.schema.json', import.meta.url), 'utf8'));
  const made = report(today, [reportFile('a/note.md', run().analysis)]);
  expect(new Validator(schema, '2020-12').validate(JSON.parse(JSON.stringify(made)))).toMatchObject({ valid: true });
  expect(made.files[0]!.events[0]!.range).toEqual({ line: 6, startColumn: 4, endLine: 6, endColumn: 17 });
  expect(made.files[0]!.deadlines[0]).toMatchObject({ rule: 'reply', due: '2026-06-12', daysLeft: -8 });
});
