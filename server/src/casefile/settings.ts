// The settings of a folder: `casenotes.yaml`, read with positions so that a mistake is named at its line and column,
// over the editor's own values. One mistake never costs the rest: what can be read is used.
// The keys are described for editors in server/packs/schema/casenotes.schema.json; a test holds the two together.
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { SchoolCalendar } from '../law/model.ts';
import { yamlMessage } from '../text/yaml.ts';

/** A school calendar that notes call by name. */
export interface NamedCalendar extends SchoolCalendar {
  readonly name: string;
}

/** Who writes the letters. */
export interface Service {
  readonly name?: string;
  readonly adviser?: string;
  readonly contact?: readonly string[];
}

export interface Settings {
  readonly area?: string;
  /** Days before its last day from which a limit is close. */
  readonly warningDays: number;
  /** Glob patterns of files and folders to leave out. */
  readonly exclude: readonly string[];
  readonly terms: readonly NamedCalendar[];
  readonly service: Service;
  /** Folders of own packs, relative to the settings file. */
  readonly packs: readonly string[];
  /** Show limits that are not close yet as information, too. Editor only. */
  readonly showUpcoming: boolean;
}

export const defaultSettings: Settings = {
  warningDays: 14,
  exclude: [],
  terms: [],
  service: {},
  packs: [],
  showUpcoming: false,
};

/** A mistake in a settings file; offsets into its text, lines and columns counted from 1. */
export interface SettingsProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface SettingsReading {
  /** Only what the file says; lay it over the editor's values with `mergeSettings`. */
  readonly settings: Partial<Settings>;
  readonly problems: readonly SettingsProblem[];
}

/** The keys a settings file may have. */
export const settingsKeys = ['area', 'warningDays', 'exclude', 'terms', 'service', 'packs'] as const;

/** Later ones win, key by key. */
export function mergeSettings(...layers: readonly Partial<Settings>[]): Settings {
  return Object.assign({}, defaultSettings, ...layers);
}

/** Reads `casenotes.yaml`. Any text gives a reading. */
export function readSettings(text: string): SettingsReading {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const reader = new SettingsReader(counter);
  for (const error of document.errors) reader.report(yamlMessage(error.code), error.pos[0], error.pos[1]);
  const root = document.contents;
  if (root === null) return { settings: {}, problems: reader.problems };
  if (!isMap(root)) {
    reader.at(root, 'casenotes.yaml must be a list of settings such as "warningDays: 14"');
    return { settings: {}, problems: reader.problems };
  }
  return { settings: reader.settings(root), problems: reader.problems };
}

/** The editor's own settings (`casenotes.*`), where they have the right form; others are passed over. */
export function settingsFromEditor(value: unknown): Partial<Settings> {
  if (typeof value !== 'object' || value === null) return {};
  const given = value as Record<string, unknown>;
  // Editors hold an unset text as '' and an unset list as []: those say nothing.
  const said = Object.entries(given).filter(([key, v]) => {
    if (!(settingsKeys as readonly string[]).includes(key) || v === undefined || v === null || v === '') return false;
    if (Array.isArray(v)) return v.length > 0;
    return typeof v !== 'object' || Object.keys(v).length > 0;
  });
  // JSON is YAML, so that one reader judges both.
  const { settings } = readSettings(JSON.stringify(Object.fromEntries(said)));
  return given.showUpcoming === true ? { ...settings, showUpcoming: true } : settings;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class SettingsReader {
  readonly problems: SettingsProblem[] = [];
  readonly #counter: LineCounter;

  constructor(counter: LineCounter) {
    this.#counter = counter;
  }

  report(message: string, start: number, end: number): void {
    const { line, col } = this.#counter.linePos(start);
    this.problems.push({ message, start, end: Math.max(end, start + 1), line, column: col });
  }

  at(node: unknown, message: string): void {
    const range = (node as Node | null)?.range;
    this.report(message, range?.[0] ?? 0, range?.[1] ?? 0);
  }

  settings(root: YAMLMap): Partial<Settings> {
    const settings: Mutable<Partial<Settings>> = {};
    this.#eachKey(root, settingsKeys, '', (key, node) => {
      switch (key) {
        case 'area':
          settings.area = this.#text(node, 'area');
          break;
        case 'warningDays':
          settings.warningDays = this.#days(node);
          break;
        case 'exclude':
          settings.exclude = this.#texts(node, 'exclude');
          break;
        case 'packs':
          settings.packs = this.#texts(node, 'packs')?.filter((folder) => this.#insideFolder(node, folder));
          break;
        case 'service':
          settings.service = this.#service(node);
          break;
        case 'terms':
          settings.terms = this.#terms(node);
      }
    });
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  }

  #eachKey<K extends string>(map: YAMLMap, keys: readonly K[], where: string, use: (key: K, node: unknown) => void) {
    for (const pair of map.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if ((keys as readonly string[]).includes(key)) use(key as K, pair.value);
      else this.at(pair.key, `"${key}" is not a setting${where}; known ones: ${keys.join(', ')}`);
    }
  }

  #text(node: unknown, name: string): string | undefined {
    if (isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number')) return String(node.value);
    this.at(node, `${name} must be text`);
    return undefined;
  }

  #texts(node: unknown, name: string): string[] | undefined {
    if (!isSeq(node)) {
      this.at(node, `${name} must be a list, one item a line beginning with "- "`);
      return undefined;
    }
    return node.items.map((item) => this.#text(item, `each item of ${name}`)).filter((t) => t !== undefined);
  }

  #days(node: unknown): number | undefined {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 366) return value;
    this.at(node, 'warningDays must be a whole number of days from 0 to 366');
    return undefined;
  }

  /** Packs outside the folder are refused: a settings file must not reach other files of the machine. */
  #insideFolder(node: unknown, folder: string): boolean {
    const outside = /^([/\\]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(folder) || folder.split(/[/\\]/).includes('..');
    if (outside) this.at(node, `packs: "${folder}" is outside this folder, so it is not read`);
    return !outside;
  }

  #service(node: unknown): Service | undefined {
    if (!isMap(node)) {
      this.at(node, 'service must have name, adviser or contact under it');
      return undefined;
    }
    const service: Mutable<Service> = {};
    this.#eachKey(node, ['name', 'adviser', 'contact'] as const, ' of service', (key, value) => {
      if (key === 'contact') service.contact = this.#texts(value, 'contact');
      else service[key] = this.#text(value, key);
    });
    return service;
  }

  #terms(node: unknown): NamedCalendar[] | undefined {
    if (!isSeq(node)) {
      this.at(node, 'terms must be a list of school calendars, each with a name and its ranges');
      return undefined;
    }
    return node.items.map((item) => this.#calendar(item)).filter((calendar) => calendar !== undefined);
  }

  /** A calendar with a mistake in its days is not used at all: a wrong school day would give a wrong limit. */
  #calendar(node: unknown): NamedCalendar | undefined {
    if (!isMap(node)) {
      this.at(node, 'a school calendar needs a name and ranges');
      return undefined;
    }
    const before = this.problems.length;
    let name: string | undefined;
    let terms: SchoolCalendar['terms'] = [];
    let insetDays: readonly Day[] = [];
    this.#eachKey(node, ['name', 'ranges', 'insetDays'] as const, ' of a school calendar', (key, value) => {
      if (key === 'name') name = this.#text(value, 'name');
      else if (key === 'ranges') terms = this.#ranges(value);
      else insetDays = this.#dayList(value, 'insetDays');
    });
    const incomplete = name === undefined || terms.length === 0;
    if (incomplete && this.problems.length === before) this.at(node, 'a school calendar needs a name and ranges');
    return this.problems.length > before || name === undefined ? undefined : { name, terms, insetDays };
  }

  #ranges(node: unknown): SchoolCalendar['terms'] {
    if (!isSeq(node)) {
      this.at(node, 'ranges must be a list such as "- {first: 2026-09-02, last: 2026-10-23}"');
      return [];
    }
    return node.items.flatMap((item) => {
      if (!isMap(item)) {
        this.at(item, 'a range needs first and last');
        return [];
      }
      const first = this.#day(item.get('first', true), item, 'first');
      const last = this.#day(item.get('last', true), item, 'last');
      if (first === undefined || last === undefined) return [];
      if (last < first) {
        this.at(item, 'this range ends before it begins');
        return [];
      }
      return [{ first, last }];
    });
  }

  #dayList(node: unknown, name: string): readonly Day[] {
    if (!isSeq(node)) {
      this.at(node, `${name} must be a list of days`);
      return [];
    }
    return node.items.map((item) => this.#day(item, item, name)).filter((day) => day !== undefined);
  }

  #day(node: unknown, owner: unknown, name: string): Day | undefined {
    const day = isScalar(node) ? parseIsoDay(String(node.value)) : undefined;
    if (day === undefined) this.at(node ?? owner, `${name} must be a day written as 2026-09-02`);
    return day;
  }
}
