// Compiles the law of server/packs/england/ (rules, events, bank holidays) into server/src/generated/: law.json for the
// engine and law-docs.json with the prose that only the catalogue prints. Stops with file:line:column at a mistake.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dayFrom, formatIsoDay, parseIsoDay } from '../server/src/calendar/day.ts';
import { type Definition, readDefinitions } from '../server/src/law/definitions.ts';
import type { HolidayData, LawPack, Notice } from '../server/src/law/model.ts';
import { type PackProblem, type PackRule, readRulePack } from '../server/src/law/pack.ts';
import {
  type FactPack,
  type PackEvent,
  readEventPack,
  readFactPack,
  readNoticePack,
} from '../server/src/law/packEvents.ts';
import { packLaw } from '../server/src/law/packed.ts';
import { PackReader } from '../server/src/law/packReader.ts';

/** The law as read from the packs, before it is cut into the generated files. */
export interface England {
  readonly rules: readonly PackRule[];
  readonly events: readonly PackEvent[];
  readonly holidays: HolidayData;
  readonly facts: FactPack;
  readonly notices: readonly Notice[];
  readonly definitions: readonly Definition[];
  /** Groups of rules in the order of the files: id, title, file name. */
  readonly groups: readonly { readonly id: string; readonly title: string; readonly file: string }[];
}

/** Thrown when a pack is wrong: one line a mistake, `file:line:column message`. */
export class PackError extends Error {}

function stop(file: string, problems: readonly PackProblem[]): void {
  if (problems.length === 0) return;
  throw new PackError(problems.map((p) => `${file}:${p.line}:${p.column} ${p.message}`).join('\n'));
}

async function yamlFiles(folder: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })));
}

/** Reads bank-holidays.yaml: `lists` by name, each a mapping from ISO day to the holiday's name. */
export function readHolidays(text: string, file: string): HolidayData {
  const reader = new PackReader(text);
  const map = reader.map(reader.root, 'the file', ['firstYear', 'lastYear', 'checked', 'source', 'lists']);
  const names = ['england-and-wales', 'scotland-only', 'northern-ireland-only'];
  const lists = map && reader.map(map.get('lists'), 'lists', names);
  const days = (name: string): string[] => {
    const list = lists?.get(name) as { items?: { key: { value: unknown } }[] } | undefined;
    return (list?.items ?? []).map(({ key }) => {
      const day = String(key.value);
      if (parseIsoDay(day) === undefined) reader.problem(key as never, `there is no day ${day}`);
      return day;
    });
  };
  const england = days('england-and-wales');
  const kingdom = [...new Set([...england, ...days('scotland-only'), ...days('northern-ireland-only')])].sort();
  const firstYear = (map && reader.whole(map.get('firstYear'), 'firstYear', 1970)) ?? 0;
  const lastYear = (map && reader.whole(map.get('lastYear'), 'lastYear', firstYear)) ?? 0;
  stop(file, reader.problems);
  return {
    firstYear,
    lastYear,
    lists: {
      'england-and-wales': england,
      'united-kingdom': kingdom,
      'children-act': childrenActDays(england, firstYear, lastYear),
    },
  };
}

/**
 * The Children Act complaints regulations name Christmas Day and Boxing Day beside the bank holidays (SI 2006/1738
 * reg 2), so 25 and 26 December are never working days there, whatever day stands in for them.
 */
function childrenActDays(england: readonly string[], firstYear: number, lastYear: number): string[] {
  const all = new Set(england);
  for (let year = firstYear; year <= lastYear; year++) {
    for (const day of [25, 26]) all.add(formatIsoDay(dayFrom(year, 12, day)!));
  }
  return [...all].sort();
}

/** Reads every law pack of England under `folder`. `letters`: known letter ids, where they are known. */
export async function readEngland(folder: string, letters?: ReadonlySet<string>): Promise<England> {
  const events: PackEvent[] = [];
  for (const { name, text } of await yamlFiles(path.join(folder, 'events'))) {
    const pack = readEventPack(text, new Set(events.map((event) => event.id)));
    stop(`events/${name}`, pack.problems);
    events.push(...pack.events);
  }
  const rules: PackRule[] = [];
  const groups: { id: string; title: string; file: string }[] = [];
  const known = new Set(events.map((event) => event.id));
  const files = await yamlFiles(path.join(folder, 'rules'));
  const later = new Set(files.flatMap(({ text }) => [...text.matchAll(/^ {2}- id: (\S+)/gm)].map((m) => m[1]!)));
  for (const { name, text } of files) {
    const around = { events: known, routes: new Set<string>(), rules: new Set(rules.map((rule) => rule.id)), later };
    const pack = readRulePack(text, letters ? { ...around, letters } : around);
    stop(`rules/${name}`, pack.problems);
    rules.push(...pack.rules);
    groups.push({ id: pack.route ?? '', title: pack.title ?? '', file: name });
  }
  const holidays = readHolidays(await readFile(path.join(folder, 'bank-holidays.yaml'), 'utf8'), 'bank-holidays.yaml');
  const facts = readFactPack(await readFile(path.join(folder, 'facts.yaml'), 'utf8'));
  stop('facts.yaml', facts.problems);
  const ruleIds = new Set(rules.map((rule) => rule.id));
  const notices = readNoticePack(await readFile(path.join(folder, 'notices.yaml'), 'utf8'), ruleIds);
  stop('notices.yaml', notices.problems);
  const words = readDefinitions(await readFile(path.join(folder, 'definitions.yaml'), 'utf8'));
  stop('definitions.yaml', words.problems);
  const { definitions } = words;
  return { rules, events, holidays, facts, notices: notices.notices, groups, definitions };
}

/** The part of the law that the engine loads: no provenance, no notes, no wordings. */
export function lawPackOf(england: England): LawPack {
  return {
    rules: england.rules.map(({ notes: _notes, verified: _verified, line: _line, ...rule }) => rule),
    events: england.events.map(({ says: _says, ...event }) => event),
    holidays: england.holidays,
    facts: england.facts.facts,
    derivedFacts: england.facts.derived,
    notices: england.notices,
  };
}

/**
 * Writes law.json (for tests and tools), law.packed.json (for the program), groups.json (titles of the
 * groups of rules), definitions.json and law-docs.json (prose for the catalogue).
 */
export async function generateLaw(packs: string, generated: string, write = writeIfChanged): Promise<void> {
  const england = await readEngland(packs);
  const law = lawPackOf(england);
  await write(path.join(generated, 'law.json'), JSON.stringify(law));
  await write(path.join(generated, 'law.packed.json'), JSON.stringify(packLaw(law)));
  const groups = england.groups.map(({ id, title }) => ({ id, title }));
  await write(path.join(generated, 'groups.json'), JSON.stringify(groups));
  await write(path.join(generated, 'definitions.json'), JSON.stringify(england.definitions));
  const docs = {
    groups: england.groups,
    rules: Object.fromEntries(england.rules.map((r) => [r.id, { notes: r.notes, verified: r.verified }])),
    events: Object.fromEntries(england.events.map((e) => [e.id, e.says])),
  };
  await write(path.join(generated, 'law-docs.json'), JSON.stringify(docs));
}

/** Writes a file unless it already holds just this text. */
export async function writeIfChanged(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before !== text) await writeFile(file, text);
}
