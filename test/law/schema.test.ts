// The shipped schemas, for editors, say the same as the reader that decides: England's packs fit them, what they leave out
// is what the reader refuses, and the keys are the same.
import { readdirSync, readFileSync } from 'node:fs';
import { type Schema, Validator } from '@cfworker/json-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { prominences, readRulePack, ruleKeys } from '../../server/src/law/pack.ts';
import { actors, bases } from '../../server/src/law/packContext.ts';
import { handlingKeys } from '../../server/src/law/packHandling.ts';
import { periodKeys } from '../../server/src/law/packPeriod.ts';

const packs = new URL('../../server/packs/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, packs), 'utf8');
const schema = (name: string) => JSON.parse(read(`schema/${name}.schema.json`)) as Schema;
const errors = (name: string, value: unknown) =>
  new Validator(schema(name), '7', false)
    .validate(value as never)
    .errors.map((e) => `${e.instanceLocation} ${e.error}`);

const files = (folder: string) =>
  readdirSync(new URL(`england/${folder}/`, packs))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `england/${folder}/${name}`);

test.each(files('rules'))('%s fits the schema', (path) => {
  expect(errors('rules', parse(read(path)))).toEqual([]);
});

test.each(files('events'))('%s fits the schema', (path) => {
  expect(errors('events', parse(read(path)))).toEqual([]);
});

test('areas and bank holidays fit theirs', () => {
  expect(errors('areas', parse(read('england/areas.yaml')))).toEqual([]);
  expect(errors('bank-holidays', parse(read('england/bank-holidays.yaml')))).toEqual([]);
});

test('the front matter of every model letter fits its schema', () => {
  const folder = new URL('../../snippets/letters/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const [, front] = /^---\n([\s\S]*?)\n---/.exec(readFileSync(new URL(name, folder), 'utf8'))!;
    expect(errors('letters', parse(front!)), name).toEqual([]);
  }
});

test('schema and reader know the same keys and words', () => {
  const { definitions } = schema('rules') as unknown as {
    definitions: {
      rule: { properties: Record<string, { enum?: string[]; properties?: object }> };
      period: { oneOf: { properties?: object }[] };
    };
  };
  const { properties } = definitions.rule;
  expect(Object.keys(properties).sort()).toEqual([...ruleKeys].sort());
  expect(properties.actor!.enum).toEqual([...actors]);
  expect(properties.basis!.enum).toEqual([...bases]);
  expect(properties.prominence!.enum).toEqual([...prominences]);
  expect(Object.keys(properties.handling!.properties!).sort()).toEqual([...handlingKeys].sort());
  const inPeriod = new Set(definitions.period.oneOf.flatMap((part) => Object.keys(part.properties ?? {})));
  expect([...inPeriod].sort()).toEqual([...periodKeys].sort());
});

const good = `route: r
title: A route
checked: '2026-11-21'
rules:
  - id: a-rule
    title: A rule
    actor: family
    prominence: main
    starts: [it]
    period: {within: 2 weeks}
    basis: statute
    source: An Act
`;

test.each([
  ['', '', true],
  ['2 weeks', '2 moons', false],
  ['actor: family', 'actor: mum', false],
  ['starts: [it]', 'starts: it', false],
  ['title: A rule', 'title: 7', false],
  ['{within: 2 weeks}', '{within: 2 weeks, at-least: 2 weeks}', false],
  ['{within: 2 weeks}', '{date: 15 February, relation: before, yearFrom: fact}', true],
  ['source: An Act', "source: An Act\n    validFrom: 'soon'", false],
  ['source: An Act', 'source: An Act\n    color: red', false],
  ['    basis: statute\n', '', false],
])('%j for %j: schema and reader agree', (from, to, fine) => {
  const text = good.replace(from, to);
  const around = { events: new Set(['it']), routes: new Set<string>(), rules: new Set<string>() };
  expect(readRulePack(text, around).problems.length === 0).toBe(fine);
  expect(errors('rules', parse(text)).length === 0).toBe(fine);
});
