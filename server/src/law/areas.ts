// What a local service says of its area (times, contacts, names, providers) as data: how it is written in a pack, and
// how it is read. Never law: a stale line says so wherever it is shown.
import { readId } from './packContext.ts';
import { type PackMap, type PackNode, type PackProblem, PackReader } from './packReader.ts';

/** Something local that may be out of date. */
export interface LocalFact {
  readonly stale: boolean;
  /** Why it is stale, or what is not known of it. */
  readonly why?: string;
}

export interface LocalTime extends LocalFact {
  readonly what: string;
  readonly value: string;
  /** The rule to use beside or instead of it. */
  readonly rule?: string;
}

export interface LocalContact extends LocalFact {
  readonly name: string;
  readonly kind: 'telephone' | 'e-mail' | 'web' | 'post' | 'webform';
  readonly value: string;
}

export interface LocalProvider extends LocalFact {
  readonly name: string;
}

/** One council's area. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly council: string;
  /** When the source was written, in words. */
  readonly sourceDate: string;
  /** The whole of it wants checking before use. */
  readonly stale: boolean;
  readonly why?: string;
  /** ISO day of the last check. */
  readonly checked: string;
  readonly times: readonly LocalTime[];
  readonly contacts: readonly LocalContact[];
  /** What things are called here: `planCoordinator`, `complaintPolicy`... */
  readonly names: Readonly<Record<string, string>>;
  readonly mediation?: LocalProvider;
  readonly disagreementResolution?: LocalProvider;
  /** Local remarks by route id. */
  readonly routes: Readonly<Record<string, readonly string[]>>;
  /** Rules that hold only here. */
  readonly rules: readonly string[];
}

const areaKeys = [
  ...['id', 'name', 'council', 'sourceDate', 'stale', 'why', 'checked', 'times', 'contacts', 'names', 'mediation'],
  ...['disagreementResolution', 'routes', 'rules'],
];
const contactKinds = ['telephone', 'e-mail', 'web', 'post', 'webform'] as const;

/** What the area may point at; absent: not checked. */
export interface AreaSurroundings {
  readonly rules?: ReadonlySet<string>;
  readonly routes?: ReadonlySet<string>;
}

function staleness(reader: PackReader, map: PackMap): LocalFact {
  const why = map.has('why') ? reader.text(map.get('why'), 'why') : undefined;
  const stale = map.has('stale') ? reader.flag(map.get('stale'), 'stale') : false;
  return { stale: stale ?? false, ...(why ? { why } : {}) };
}

function items<T>(reader: PackReader, map: PackMap, key: string, read: (node: PackNode) => T | undefined): T[] {
  if (!map.has(key)) return [];
  return (reader.list(map.get(key), key) ?? []).map(read).filter((item): item is T & {} => item !== undefined);
}

function readTime(reader: PackReader, node: PackNode, around: AreaSurroundings): LocalTime | undefined {
  const map = reader.map(node, 'time', ['what', 'value', 'rule', 'stale', 'why']);
  const what = map && reader.text(map.get('what'), 'what');
  const value = map && reader.text(map.get('value'), 'value');
  const rule = map?.has('rule') ? reader.text(map.get('rule'), 'rule') : undefined;
  if (rule && around.rules && !around.rules.has(rule)) reader.problem(map!.get('rule'), `unknown rule '${rule}'`);
  return map && what && value ? { what, value, ...(rule ? { rule } : {}), ...staleness(reader, map) } : undefined;
}

function readContact(reader: PackReader, node: PackNode): LocalContact | undefined {
  const map = reader.map(node, 'contact', ['name', 'kind', 'value', 'stale', 'why']);
  const name = map && reader.text(map.get('name'), 'name');
  const kind = map && reader.oneOf(map.get('kind'), 'kind', contactKinds);
  const value = map && reader.text(map.get('value'), 'value');
  return map && name && kind && value ? { name, kind, value, ...staleness(reader, map) } : undefined;
}

function readProvider(reader: PackReader, map: PackMap, key: 'mediation' | 'disagreementResolution') {
  const provider = map.has(key) ? reader.map(map.get(key), key, ['name', 'stale', 'why']) : undefined;
  const name = provider && reader.text(provider.get('name'), 'name');
  return provider && name ? { [key]: { name, ...staleness(reader, provider) } } : {};
}

function readNames(reader: PackReader, map: PackMap): Record<string, string> {
  const out: Record<string, string> = {};
  for (const { key, value } of map.has('names') ? reader.entries(map.get('names'), 'names') : []) {
    const text = reader.text(value, `names ${key}`);
    if (text) out[key] = text;
  }
  return out;
}

function readRoutes(reader: PackReader, map: PackMap, around: AreaSurroundings): Record<string, string[]> {
  const out: Record<string, string[]> = {};
  for (const { key, keyNode, value } of map.has('routes') ? reader.entries(map.get('routes'), 'routes') : []) {
    if (around.routes && !around.routes.has(key)) reader.problem(keyNode, `unknown route '${key}'`);
    out[key] = reader.texts(value, `routes ${key}`);
  }
  return out;
}

function readArea(
  reader: PackReader,
  node: PackNode,
  checkedAbove: string | undefined,
  around: AreaSurroundings,
): Area | undefined {
  const before = reader.problems.length;
  const map = reader.map(node, 'area', areaKeys);
  if (!map) return undefined;
  for (const key of ['id', 'name', 'council']) {
    if (!map.has(key)) reader.problem(map.node, `area: '${key}' is missing`);
  }
  const id = map.has('id') ? readId(reader, map.get('id'), 'id') : undefined;
  const name = map.has('name') ? reader.text(map.get('name'), 'name') : undefined;
  const council = map.has('council') ? reader.text(map.get('council'), 'council') : undefined;
  const sourceDate = map.has('sourceDate') ? reader.text(map.get('sourceDate'), 'sourceDate') : 'not given';
  const checked = map.has('checked') ? reader.date(map.get('checked'), 'checked') : checkedAbove;
  if (!checked && !map.has('checked')) reader.problem(map.node, "area: 'checked' is missing");
  const rules = map.has('rules') ? reader.texts(map.get('rules'), 'rules') : [];
  const area = {
    ...{ id: id!, name: name!, council: council!, sourceDate: sourceDate!, checked: checked! },
    ...staleness(reader, map),
    times: items(reader, map, 'times', (item) => readTime(reader, item, around)),
    contacts: items(reader, map, 'contacts', (item) => readContact(reader, item)),
    names: readNames(reader, map),
    ...readProvider(reader, map, 'mediation'),
    ...readProvider(reader, map, 'disagreementResolution'),
    routes: readRoutes(reader, map, around),
    rules,
  };
  return reader.problems.length > before ? undefined : area;
}

/** What a file of areas holds. */
export interface AreaReading {
  readonly areas: readonly Area[];
  readonly problems: readonly PackProblem[];
}

/** Reads a file of areas. An area with a mistake is told and left out; the others are given back. Never throws. */
export function readAreaPack(text: string, around: AreaSurroundings = {}): AreaReading {
  const reader = new PackReader(text);
  const areas: Area[] = [];
  if (reader.problems.length > 0) return { areas, problems: reader.problems };
  const map = reader.map(reader.root, 'the file', ['checked', 'areas']);
  const checked = map?.has('checked') ? reader.date(map.get('checked'), 'checked') : undefined;
  const seen = new Set<string>();
  for (const node of (map && reader.list(map.get('areas'), 'areas')) ?? []) {
    const area = readArea(reader, node, checked, around);
    if (!area) continue;
    if (seen.has(area.id)) reader.problem(node, `the area '${area.id}' stands twice`);
    else areas.push(area);
    seen.add(area.id);
  }
  return { areas, problems: reader.problems };
}
