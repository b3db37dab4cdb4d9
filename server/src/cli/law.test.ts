// `casenotes derive` and `casenotes explain`: what they print, and one clear line for each mistake.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import schema from '../../../test/report.schema.json' with { type: 'json' };
import { parseIsoDay } from '../calendar/day.ts';
import type { Io } from './command.ts';
import { runCli } from './run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'casenotes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function casenotes(args: readonly string[], stdin = '') {
  let out = '';
  let err = '';
  const io: Io = {
    cwd: folder,
    out(text) {
      out += text;
    },
    err(line) {
      err += line + '\n';
    },
    stdin: async () => stdin,
    today: () => parseIsoDay('2026-06-20')!,
    colour: false,
  };
  return { status: await runCli(args, io), out, err };
}

const deadlineSchema = { ...schema, $ref: '#/$defs/deadline', type: undefined, required: undefined };

describe('derive', () => {
  it('answers from events alone, in the form of the report', async () => {
    const args = [
      'derive',
      '--event',
      'ehcna-refused=2026-05-03',
      '--event',
      'mediation-certificate-issued=2026-06-20',
    ];
    const { status, out, err } = await casenotes([...args, '--format', 'json']);
    expect([status, err]).toEqual([0, '']);
    const made = JSON.parse(out) as { today: string; deadlines: { rule: string; due?: string }[] };
    expect(made.today).toBe('2026-06-20');
    expect(made.deadlines.find((d) => d.rule === 'tribunal-appeal')).toMatchObject({
      rawDue: '2026-07-20',
      due: '2026-07-20',
      status: 'upcoming',
      daysLeft: 30,
      startedBy: [
        { event: 'ehcna-refused', date: '2026-05-03' },
        { event: 'mediation-certificate-issued', date: '2026-06-20' },
      ],
    });
    const validator = new Validator(JSON.parse(JSON.stringify(deadlineSchema)), '2020-12');
    for (const deadline of made.deadlines) expect(validator.validate(deadline)).toMatchObject({ valid: true });
  });

  it('prints a table that fits the terminal', async () => {
    const { out } = await casenotes(['derive', '--event', 'ehcna-refused=2026-05-03']);
    expect(out.split('\n')[1]).toMatch(/^3 July 2026 +close +in 13 days +Family /);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('takes facts, terms, inset days and arranged events', async () => {
    const terms = ['--term', '2026-09-02..2026-10-23', '--term', '2026-11-02..2026-12-18', '--inset', '2026-11-27'];
    const record = ['--event', 'pupil-record-requested=2026-10-16', '--fact', 'schoolType=maintained'];
    const school = JSON.parse((await casenotes(['derive', ...record, ...terms, '--format', 'json'])).out);
    expect(school.deadlines[0]).toMatchObject({ rule: 'pupil-record-copy', due: '2026-11-13' });
    const planned = await casenotes(['derive', '--event', 'review-held=2026-11-10:planned', '--format', 'json']);
    const rules = JSON.parse(planned.out).deadlines.map((d: { rule: string }) => d.rule);
    expect(rules.sort()).toEqual(['review-meeting-notice-2-weeks', 'review-reports-circulated-2-weeks']);
    const move = await casenotes(['derive', '--fact', 'phaseTransfer.year=2027', '--format', 'json']);
    expect(JSON.parse(move.out).deadlines[0]).toMatchObject({ due: '2027-02-14', startedBy: [] });
  });

  it('answers a batch line by line, in order, from a file or standard input', async () => {
    const lines = [
      { id: 'a', today: '2026-06-20', events: [{ event: 'ehcna-refused', date: '2026-05-03' }], facts: {} },
      { id: 'b', events: [{ event: 'no-such-event', date: '2026-05-03' }] },
      { id: 'c', events: [] },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    writeFileSync(path.join(folder, 'in.jsonl'), text + '\n');
    const fromFile = await casenotes(['derive', '--batch', 'in.jsonl']);
    expect(fromFile.status).toBe(0);
    expect(fromFile).toEqual(await casenotes(['derive', '--batch', '-'], text));
    const answers = fromFile.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map((answer) => [answer.id, answer.deadlines.length > 0])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
    expect(answers[1].problems).toEqual(['there is no event "no-such-event"']);
  });

  it('takes a byte order mark, CRLF, blank lines, numbers as ids, an id twice and what is planned', async () => {
    const event = { event: 'review-held', date: '2026-11-10' };
    const lines = [
      { id: 7, today: '2026-10-01', events: [{ ...event, planned: true }], colour: 'red', facts: { colour: 'red' } },
      { id: 'x', today: null, events: null, facts: null, terms: null, insetDays: null },
      { id: 'x', today: '2026-10-01', events: [{ ...event, assertion: 'planned' }] },
    ];
    const text = `\uFEFF${lines.map((line) => JSON.stringify(line)).join('\r\n\r\n  \r\n')}`;
    const { status, out } = await casenotes(['derive', '--batch', '-'], text);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers.map(({ id, deadlines }) => [id, deadlines.length])).toEqual([
      [7, 2],
      ['x', 0],
      ['x', 2],
    ]);
    const wrong = await casenotes(['derive', '--batch', '-'], text.replace('"id":"x","today":null', '"id":'));
    expect([wrong.status, wrong.err.trim()]).toEqual([2, 'casenotes: -: line 4: not valid JSON']);
  });

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'not a JSON object'],
    ['{"id":"x","events":[{"event":"suspension","date":"2026-02-30"}]}', 'events[0].date is not a day'],
    ['{"id":"x","events":[{"date":"2026-02-03"}]}', 'events[0] names no event'],
    ['{"id":"x","terms":[{"first":"2026-09-02"}]}', 'terms[0].last is not a day'],
    ['{"id":"x","facts":[]}', 'facts is not an object'],
  ])('keeps questions and answers in step when a line is wrong: %s', async (line, message) => {
    const good = '{"id":"y","events":[{"event":"foi-made","date":"2026-11-09"}]}';
    const { status, out, err } = await casenotes(['derive', '--batch', '-'], `${line}\n${good}\n`);
    expect(status).toBe(2);
    expect(err).toContain(`line 1: ${message}`);
    expect(err.trim().split('\n')).toHaveLength(1);
    const answers = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(answers[0].deadlines).toEqual([]);
    expect([answers[1].id, answers[1].deadlines[0].due]).toEqual(['y', '2026-12-08']);
  });

  it.each([
    [['derive'], 'derive needs --event'],
    [['derive', '--event', 'x=2026-01-01'], 'there is no event "x"'],
    [['derive', '--event', 'foi-made=2026-02-30'], '"2026-02-30" is not a day'],
    [['derive', '--event', 'foi-made'], 'is not ID=DAY'],
    [['derive', '--batch', 'nowhere.jsonl'], 'nowhere.jsonl cannot be read'],
    [['derive', '--event', 'foi-made=2026-02-03', '--format', 'xml'], 'is not one of table, json'],
    [['explain'], 'explain needs one RULE'],
    [['explain', 'tribunal-app'], 'did you mean "tribunal-appeal"'],
    [['explain', 'tribunal-appeal'], 'explain needs --on DAY'],
    [['explain', 'admission-timetable', '--on', '2026-05-03'], 'nothing that a note can say starts'],
  ])('%j is told in one line', async (args, message) => {
    const { status, err } = await casenotes(args);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('explain', () => {
  it('gives the working in steps, the doubts and the source', async () => {
    const { status, out } = await casenotes(['explain', 'tribunal-appeal', '--on', '2026-05-03']);
    expect(status).toBe(0);
    expect(out).toContain('1. Time runs from 3 May 2026: LA refuses to assess. That day itself is not counted.');
    expect(out).toContain('2. Two months end on the corresponding date, Friday 3 July 2026.');
    expect(out).toContain('Friday 3 July 2026 is a working day, so the end stays there.');
    expect(out).toContain('It must arrive by 5 pm on that day.');
    expect(out).toContain('Source: HESC Rules 2008');
  });

  it('explains a limb by the limit it belongs to, and a date fixed by law', async () => {
    const limb = await casenotes(['explain', 'tribunal-appeal-2-months', '--on', '2025-12-31', '--format', 'json']);
    expect(JSON.parse(limb.out)[0]).toMatchObject({ rule: 'tribunal-appeal', due: '2026-03-02' });
    const fixed = await casenotes(['explain', 'review-phase-transfer-15-february', '--on', '2026-10-01']);
    expect(fixed.out).toContain('before 15 February 2027, so 14 February 2027 is the last day in time');
  });
});
