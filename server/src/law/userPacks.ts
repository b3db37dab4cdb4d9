// The packs that a service writes itself, laid over England's law: more rules, more events, more or other areas. A file
// says by its first keys what it holds. A mistake costs only the rule, event or area it stands in; everything else works.
import { isMap, isScalar, parseDocument } from 'yaml';
import { type Area, readAreaPack } from './areas.ts';
import type { LawPack } from './model.ts';
import { type PackProblem, type PackRule, readRulePack } from './pack.ts';
import { type PackEvent, readEventPack, type Wordings } from './packEvents.ts';

/** One YAML file of a pack folder. */
export interface UserPackFile {
  readonly path: string;
  readonly text: string;
}

export interface UserPacks {
  /** England's law with the service's own rules and events. The same object where there are none. */
  readonly law: LawPack;
  /** England's areas; one with the same id is replaced by the service's own. */
  readonly areas: readonly Area[];
  /** Events of the packs with their wordings. */
  readonly events: readonly PackEvent[];
  /** How events are written, by the service's own words: of its own events and of England's. */
  readonly wordings: readonly Wordings[];
  /** Mistakes by file path; files without one are not in it. */
  readonly problems: ReadonlyMap<string, readonly PackProblem[]>;
}

/** Ids a pack may name besides rules and events. */
export interface KnownIds {
  readonly letters?: ReadonlySet<string>;
  readonly routes?: ReadonlySet<string>;
}

type Kind = 'rules' | 'events' | 'areas' | 'unknown';

/** What a file holds, by its top-level keys. */
function kindOf(text: string): Kind {
  const { contents } = parseDocument(text, { logLevel: 'silent' });
  if (!isMap(contents)) return 'unknown';
  const keys = contents.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  return (['rules', 'events', 'areas'] as const).find((kind) => keys.includes(kind)) ?? 'unknown';
}

const notAPack: PackProblem = {
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  message: "this is no pack: it has neither 'rules', 'events' nor 'areas' at its top",
};

/** Lays packs over the law. `files` in any order: events are read first, since rules name them. Never throws. */
export function withUserPacks(
  law: LawPack,
  areas: readonly Area[],
  files: readonly UserPackFile[],
  known: KnownIds = {},
): UserPacks {
  const problems = new Map<string, readonly PackProblem[]>();
  const note = (path: string, found: readonly PackProblem[]) => {
    if (found.length > 0) problems.set(path, found);
  };
  const sorted = files.map((file) => ({ ...file, kind: kindOf(file.text) }));
  const of = (kind: Kind) => sorted.filter((file) => file.kind === kind);

  const events: PackEvent[] = [];
  const wordings: Wordings[] = [];
  for (const { path, text } of of('events')) {
    const pack = readEventPack(text, new Set([...law.events, ...events].map(({ id }) => id)));
    note(path, pack.problems);
    events.push(...pack.events);
    wordings.push(...pack.events.map(({ id, says }) => ({ event: id, says })), ...pack.wordings);
  }
  const eventIds = new Set([...law.events, ...events].map(({ id }) => id));
  const routes = new Set(law.rules.map(({ route }) => route));
  const rules: PackRule[] = [];
  for (const { path, text } of of('rules')) {
    const ids = new Set([...law.rules, ...rules].map(({ id }) => id));
    const around = { events: eventIds, routes, rules: ids, ...(known.letters ? { letters: known.letters } : {}) };
    const pack = readRulePack(text, around);
    note(path, pack.problems);
    rules.push(...pack.rules);
    for (const { route } of pack.rules) routes.add(route);
  }
  const ruleIds = new Set([...law.rules, ...rules].map(({ id }) => id));
  const own = new Map<string, Area>();
  for (const { path, text } of of('areas')) {
    const pack = readAreaPack(text, { rules: ruleIds, ...(known.routes ? { routes: known.routes } : {}) });
    note(path, pack.problems);
    for (const area of pack.areas) own.set(area.id, area);
  }
  for (const { path } of of('unknown')) note(path, [notAPack]);
  return {
    law: events.length + rules.length === 0 ? law : withRules(law, events, rules),
    areas: [...areas.filter(({ id }) => !own.has(id)), ...own.values()],
    events,
    wordings: wordings.filter(({ says }) => says.length > 0),
    problems,
  };
}

function withRules(law: LawPack, events: readonly PackEvent[], rules: readonly PackRule[]): LawPack {
  return {
    ...law,
    events: [...law.events, ...events.map(({ says: _says, ...event }) => event)],
    rules: [...law.rules, ...rules.map(({ line: _line, verified: _verified, notes: _notes, ...rule }) => rule)],
  };
}
