// The compiled packs and the engines over them, made once when first asked for. Only entry points, the command line and
// tests import this: the pure folders take what they need as a parameter.

import { Calendars } from './calendar/counting.ts';
import type { Day } from './calendar/day.ts';
import type { Engine } from './casefile/engine.ts';
import type { Settings } from './casefile/settings.ts';
import type { SpeltLexicon } from './casenote/lexicon-data.ts';
import { type OwnWords, ownLexicon } from './casenote/own-words.ts';
import { createReader } from './casenote/reader.ts';
import { makeRecogniser } from './casenote/recognise.ts';
import areas from './generated/areas.json' with { type: 'json' };
import law from './generated/law.packed.json' with { type: 'json' };
import letters from './generated/letters.json' with { type: 'json' };
import lexicon from './generated/lexicon.json' with { type: 'json' };
import likeness from './generated/likeness.json' with { type: 'json' };
import order from './generated/order.json' with { type: 'json' };
import routes from './generated/routes.json' with { type: 'json' };
import type { Area } from './law/areas.ts';
import { derive } from './law/derive.ts';
import type { LawPack } from './law/model.ts';
import type { PackProblem } from './law/pack.ts';
import { type PackedLaw, unpackLaw } from './law/packed.ts';
import { withUserPacks } from './law/userPacks.ts';
import { areaDetails, type LocalArea } from './letters/areas.ts';
import { LetterDesk } from './letters/desk.ts';
import type { Letter, LetterPack } from './letters/model.ts';
import { type OwnFile, type OwnLetters, readOwnLetters, withOwn } from './letters/own.ts';
import { RouteDesk } from './letters/routeDesk.ts';
import type { RoutePack } from './letters/routeModel.ts';

declare global {
  /** Put in by the build; absent when the sources run as they are. */
  var CASENOTES_VERSION: string | undefined;
}

/** Version of the program. */
export const version: string = globalThis.CASENOTES_VERSION ?? 'development';

let pack: LawPack | undefined;

/** England's law. */
export function loadLaw(): LawPack {
  pack ??= unpackLaw(law as unknown as PackedLaw);
  return pack;
}

let engine: Engine | undefined;

/** The reader and the law with England's packs. */
export function loadEngine(): Engine {
  engine ??= makeEngine(loadLaw());
  return engine;
}

const ownEngines = new WeakMap<Settings, Engine>();
const ownAreas = new WeakMap<Settings, readonly Area[]>();

/** The engine for a folder's settings: with the service's own rules, where `takeOwnLaw` was given some. */
export function engineFor(settings: Settings): Engine {
  return ownEngines.get(settings) ?? loadEngine();
}

/** A file of a service's own pack with its mistakes; the list holds files without mistakes too. */
export interface OwnLawFile {
  readonly name: string;
  readonly problems: readonly PackProblem[];
}

/**
 * Lays a service's own rules, events and areas over England's, for these settings from now on. A mistake costs only the
 * rule or event it stands in; it is told with its line and column. Its wordings (`says`) are recognised from now on.
 */
export function takeOwnLaw(settings: Settings, files: readonly OwnFile[]): readonly OwnLawFile[] {
  const texts = files.flatMap(({ name, text }) => (text === undefined ? [] : [{ path: name, text }]));
  const known = { letters: new Set((letters as unknown as LetterPack).letters.map(({ id }) => id)) };
  const own = withUserPacks(loadLaw(), areas as unknown as Area[], texts, known);
  ownAreas.set(settings, own.areas);
  const same = own.law === loadLaw() && own.wordings.length === 0;
  ownEngines.set(settings, same ? loadEngine() : makeEngine(own.law, own.wordings));
  return files.map(({ name, text, reason }) => ({
    name,
    problems: text === undefined ? [unreadable(reason)] : (own.problems.get(name) ?? []),
  }));
}

const unreadable = (reason: string | undefined): PackProblem => ({
  ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
  message: `it cannot be read: ${reason ?? 'no reason given'}`,
});

let recogniser: ReturnType<typeof makeRecogniser> | undefined;

function makeEngine(pack: LawPack, own: readonly OwnWords[] = []): Engine {
  const events = new Map(pack.events.map((event) => [event.id, event]));
  const words = lexicon as unknown as SpeltLexicon;
  recogniser ??= makeRecogniser(words, undefined, likeness);
  const taught = own.length === 0 ? recogniser : makeRecogniser(words, ownLexicon(own), likeness);
  const reader = createReader({ events, recogniser: taught, order });
  return {
    read: (text, options, previous) => reader.read(text, options, previous),
    derive: (input) => derive(pack, input),
    rules: new Map(pack.rules.map((rule) => [rule.id, rule])),
    events,
  };
}

const desks = new WeakMap<Settings, LetterDesk>();

/**
 * England's model letters, with the details of the service that the settings name. With `own`, a service's own letters
 * go over them, for these settings from now on.
 */
export function loadLetters(settings: Settings, own?: readonly Letter[]): LetterDesk {
  let desk = own ? undefined : desks.get(settings);
  if (!desk) {
    desk = new LetterDesk(withOwn(letters as unknown as LetterPack, own ?? []), {
      addWorkingDays,
      service: settings.service,
      titleOf: (event) => engineFor(settings).events.get(event)?.title,
      areas: areaDetails((ownAreas.get(settings) ?? areas) as unknown as LocalArea[]),
      ...(settings.area ? { area: settings.area } : {}),
    });
    desks.set(settings, desk);
  }
  return desk;
}

/** Checks a service's own letters against England's pack. */
export function checkOwnLetters(files: readonly OwnFile[]): OwnLetters {
  return readOwnLetters(files, letters as unknown as LetterPack);
}

let routeDesk: RouteDesk | undefined;

/** The decision aid with England's routes. */
export function loadRoutes(): RouteDesk {
  routeDesk ??= new RouteDesk(routes as unknown as RoutePack, letters as unknown as LetterPack);
  return routeDesk;
}

let calendars: Calendars | undefined;

/** The day `count` working days of England and Wales after `day`; `undefined` past the published bank holidays. */
function addWorkingDays(day: Day, count: number): Day | undefined {
  calendars ??= new Calendars(loadLaw().holidays);
  const working = calendars.working();
  let end = day;
  for (let left = count; left > 0; left--) end = working.after(end);
  return working.covers(end) ? end : undefined;
}
