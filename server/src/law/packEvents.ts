// The words that rules are written in: events with a few of their wordings, facts with the question that asks for
// them, and facts that are read from the events of a case.
import type { DerivedFact, EventType, FactType, Notice } from './model.ts';
import { readId } from './packContext.ts';
import { type PackMap, type PackProblem, PackReader } from './packReader.ts';

/** An event of the vocabulary with a few of its wordings. */
export interface PackEvent extends EventType {
  readonly says: readonly string[];
}

const eventKeys = ['id', 'title', 'who', 'appealable', 'unspecified', 'added', 'says'];

/** More wordings of an event that stands elsewhere. */
export interface Wordings {
  readonly event: string;
  readonly says: readonly string[];
}

/**
 * Reads one file of events: `group`, then `events`. An item of a known id with `says` and no title adds wordings to that
 * event. Mistakes as in `readRulePack`.
 */
export function readEventPack(
  text: string,
  known: ReadonlySet<string> = new Set(),
): {
  readonly events: readonly PackEvent[];
  readonly wordings: readonly Wordings[];
  readonly problems: readonly PackProblem[];
} {
  const reader = new PackReader(text);
  const events: PackEvent[] = [];
  const wordings: Wordings[] = [];
  const seen = new Set(known);
  if (reader.problems.length > 0) return { events, wordings, problems: reader.problems };
  const map = reader.map(reader.root, 'the file', ['group', 'title', 'events']);
  const group = map && reader.text(map.get('group'), 'group');
  for (const item of (map && reader.list(map.get('events'), 'events')) ?? []) {
    const before = reader.problems.length;
    const event = reader.map(item, 'event', eventKeys);
    if (!event) continue;
    const id = readId(reader, event.get('id'), 'id');
    if (id !== undefined && seen.has(id) && !event.has('title') && event.has('says')) {
      const more = reader.texts(event.get('says'), 'says');
      if (reader.problems.length === before) wordings.push({ event: id, says: more });
      continue;
    }
    if (id !== undefined && seen.has(id)) reader.problem(event.get('id'), `the event '${id}' stands twice`);
    if (id !== undefined) seen.add(id);
    const title = reader.text(event.get('title'), 'title');
    const who = reader.text(event.get('who'), 'who');
    const appealable = event.has('appealable') && reader.flag(event.get('appealable'), 'appealable');
    const unspecified = event.has('unspecified') && reader.flag(event.get('unspecified'), 'unspecified');
    const added = event.has('added') && reader.flag(event.get('added'), 'added');
    const says = event.has('says') ? reader.texts(event.get('says'), 'says') : [];
    if (reader.problems.length > before) continue;
    const flags = {
      ...(appealable ? { appealable } : {}),
      ...(unspecified ? { unspecified } : {}),
      ...(added ? { added } : {}),
    };
    events.push({ id: id!, title: title!, who: who!, group: group ?? '', ...flags, says });
  }
  return { events, wordings, problems: reader.problems };
}

/** What facts.yaml holds. */
export interface FactPack {
  readonly facts: readonly FactType[];
  readonly derived: readonly DerivedFact[];
  readonly problems: readonly PackProblem[];
}

function readFact(reader: PackReader, map: PackMap): FactType | undefined {
  const fact = reader.text(map.get('fact'), 'fact');
  const name = reader.text(map.get('name'), 'name');
  const question = reader.text(map.get('question'), 'question');
  const options: { value: string; label: string }[] = [];
  for (const node of reader.list(map.get('options'), 'options') ?? []) {
    const option = reader.map(node, 'option', ['value', 'label']);
    const value = option && reader.text(option.get('value'), 'value');
    const label = option && reader.text(option.get('label'), 'label');
    if (value && label) options.push({ value, label });
  }
  return fact && name && question ? { fact, name, question, options } : undefined;
}

function readDerived(reader: PackReader, map: PackMap): DerivedFact | undefined {
  const fact = reader.text(map.get('fact'), 'fact');
  const events = (key: string) => (map.has(key) ? { [key]: reader.texts(map.get(key), key) } : {});
  const wins = map.has('dominant')
    ? reader.map(map.get('dominant'), 'dominant', ['event', 'until', 'months'])
    : undefined;
  const event = wins && reader.text(wins.get('event'), 'event');
  const months = wins && reader.whole(wins.get('months'), 'months', 1);
  const until = wins && reader.texts(wins.get('until'), 'until');
  const value = map.has('value') ? reader.text(map.get('value'), 'value') : undefined;
  const anywhere = map.has('anywhere') ? reader.flag(map.get('anywhere'), 'anywhere') : undefined;
  if (!fact) return undefined;
  return {
    fact,
    ...events('last'),
    ...events('unclear'),
    ...events('any'),
    ...events('without'),
    ...(event && months && until ? { dominant: { event, until, months } } : {}),
    ...(value ? { value } : {}),
    ...(anywhere ? { anywhere } : {}),
  };
}

const derivedKeys = ['fact', 'last', 'unclear', 'dominant', 'value', 'any', 'without', 'anywhere'];

/** Reads facts.yaml: questions for facts, and facts read from events. Mistakes as in `readRulePack`. */
export function readFactPack(text: string): FactPack {
  const reader = new PackReader(text);
  const facts: FactType[] = [];
  const derived: DerivedFact[] = [];
  const map = reader.map(reader.root, 'the file', ['facts', 'derived']);
  for (const item of (map?.has('facts') && reader.list(map.get('facts'), 'facts')) || []) {
    const entry = reader.map(item, 'fact', ['fact', 'name', 'question', 'options']);
    const fact = entry && readFact(reader, entry);
    if (fact) facts.push(fact);
  }
  for (const item of (map?.has('derived') && reader.list(map.get('derived'), 'derived')) || []) {
    const entry = reader.map(item, 'derived fact', derivedKeys);
    const fact = entry && readDerived(reader, entry);
    if (fact) derived.push(fact);
  }
  return { facts, derived, problems: reader.problems };
}

/** Reads notices.yaml: what to say of limits that started while the law was another. Mistakes as in `readRulePack`. */
export function readNoticePack(
  text: string,
  rules: ReadonlySet<string>,
): { readonly notices: readonly Notice[]; readonly problems: readonly PackProblem[] } {
  const reader = new PackReader(text);
  const notices: Notice[] = [];
  const map = reader.map(reader.root, 'the file', ['notices']);
  for (const item of (map && reader.list(map.get('notices'), 'notices')) ?? []) {
    const entry = reader.map(item, 'notice', noticeKeys);
    if (entry) notices.push(readNotice(reader, entry, rules));
  }
  return { notices, problems: reader.problems };
}

const noticeKeys = ['id', 'rules', 'sources', 'from', 'to', 'says', 'source', 'url', 'checked'];

function readNotice(reader: PackReader, entry: PackMap, rules: ReadonlySet<string>): Notice {
  const date = (key: 'from' | 'to') => {
    const value = entry.has(key) ? reader.date(entry.get(key), key) : undefined;
    return value ? { [key]: value } : {};
  };
  const list = (key: 'rules' | 'sources') => (entry.has(key) ? { [key]: reader.texts(entry.get(key), key) } : {});
  const notice: Notice = {
    id: reader.text(entry.get('id'), 'id') ?? '',
    ...list('rules'),
    ...list('sources'),
    ...date('from'),
    ...date('to'),
    says: reader.text(entry.get('says'), 'says') ?? '',
  };
  for (const id of notice.rules ?? []) {
    if (!rules.has(id)) reader.problem(entry.get('rules'), `unknown rule '${id}'`);
  }
  return notice;
}
