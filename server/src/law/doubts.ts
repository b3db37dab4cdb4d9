// What is not certain about an instance, in words: the rule's own doubts, those of this count (a clamped month, years
// without published bank holidays, only the day of receipt noted), and the questions whose answers would settle it.
import { addMonths, type Day, formatDay } from '../calendar/day.ts';
import type { Case, Instance } from './case.ts';
import type { Closing } from './closing.ts';
import { type CompiledCondition, role } from './compile.ts';
import type { Question } from './model.ts';

/** The doubts of an instance. The rule's own array where there is nothing to add. */
export function doubtsOf(theCase: Case, instance: Instance, closing: Closing | undefined): readonly string[] {
  const own: string[] = [];
  for (const condition of instance.unknown) own.push(ifDoubt(theCase, condition));
  if (instance.doubts) own.push(...instance.doubts);
  if (instance.winner?.clamped) own.push(clampedDoubt(instance));
  if (instance.uncovered) own.push(uncoveredDoubt(theCase));
  if (instance.compiled.rule.actor === 'family') receivedDoubts(theCase, instance, own);
  if (instance.missedDuty) {
    own.push(`Runs from the day on which "${instance.missedDuty.rule.title}" fell due and was not done.`);
  }
  for (const { from, to, says } of instance.compiled.notices) {
    if ((from === undefined || instance.start >= from) && (to === undefined || instance.start <= to)) own.push(says);
  }
  if (closing) closingDoubts(theCase, instance, closing, own);
  const { doubts } = instance.compiled;
  return own.length === 0 ? doubts : [...own, ...doubts];
}

/** That what started the instance may not have happened, or what would end it may have; nothing where neither is so. */
export function unclearDoubt({ pack, input }: Case, { compiled, start, starts }: Instance): string | undefined {
  const named = (id: number, day: Day): string => `“${pack.titles[id]}”, ${formatDay(day)}`;
  const started = starts.find(({ source }) => source.uncertain);
  if (started) return `Not certain: ${named(started.id, started.day)}.`;
  for (const { event, day = start } of input.maybe ?? []) {
    const id = pack.eventNumbers.get(event);
    const bits = id === undefined ? 0 : compiled.roles[id]!;
    if (day > start && bits & (role.answer | role.supersede) && !(bits & role.start))
      return `It may have been done: ${named(id!, day)}.`;
  }
  return undefined;
}

function clampedDoubt({ winner }: Instance): string {
  const end = formatDay(winner!.raw!);
  return winner!.period.startDay === 'included'
    ? `The month has no such day: counted to its last day, less one (${end}), the safe reading.`
    : `The month has no such day, so its last day counts (${end}).`;
}

function uncoveredDoubt({ pack }: Case): string {
  const { firstYear, lastYear } = pack.pack.holidays;
  return (
    `Bank holidays are known only for ${firstYear} to ${lastYear}: outside those years the usual ones are assumed. ` +
    'Check the date.'
  );
}

function receivedDoubts({ pack }: Case, instance: Instance, own: string[]): void {
  for (const point of instance.starts) {
    if (point.source.dateRole !== 'received' || !pack.fromOthers[point.id]) continue;
    own.push(
      `Only the day of receipt (${formatDay(point.day)}) is noted. Time that runs from the letter's own date ` +
        'ends earlier, by as many days as the letter was on its way.',
    );
  }
}

function closingDoubts(theCase: Case, instance: Instance, closing: Closing, own: string[]): void {
  const bits = instance.compiled.roles[closing.by.id]!;
  if (closing.how === 'superseded' && bits & role.showsDone) {
    own.push('What is noted shows that this was done, not on which day: it is not called late.');
  }
  const { due } = instance;
  if (closing.how === 'answered' && due !== undefined && closing.by.day > addMonths(due, 12).day) {
    own.push('What is noted as done came more than a year late: it may belong to something else.');
  }
  const alsoOpen = closing.how === 'answered' && !(bits & role.toLatest) ? othersOpen(theCase, instance, closing) : [];
  if (alsoOpen.length > 0) {
    own.push(`More than one decision was open then (${alsoOpen.join(', ')}): check that all were appealed.`);
  }
}

/** The days of all decisions that one step answered together; empty where it was only one. */
function othersOpen({ points, pack }: Case, instance: Instance, closing: Closing): string[] {
  if (instance.compiled.rule.actor !== 'family' || !instance.starts.some((point) => pack.appealable[point.id]))
    return [];
  const { roles } = instance.compiled;
  const days = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    if (roles[point.id]! & role.answer && point.day < closing.by.day) since = point.day;
  }
  for (const point of points) {
    if (point.planned || point.day > closing.by.day || point.day <= since) continue;
    if (roles[point.id]! & role.start && pack.appealable[point.id]) days.add(formatDay(point.day));
  }
  return days.size > 1 ? [...days] : [];
}

function named({ pack }: Case, { fact, condition }: CompiledCondition): { name: string; values: string[] } {
  const type = pack.facts.get(fact);
  const label = (value: unknown): string =>
    type?.options.find((option) => option.value === String(value))?.label ?? String(value);
  const values = 'over' in condition ? [`more than ${condition.over}`] : 'not' in condition ? [] : condition.map(label);
  return { name: type?.name ?? `'${fact}'`, values };
}

function ifDoubt(theCase: Case, condition: CompiledCondition): string {
  const { name, values } = named(theCase, condition);
  return `Only if ${name} is: ${values.join(' or ')}. The note does not say.`;
}

/** What to ask: one question for each fact that nobody has stated. */
export function questionsOf(theCase: Case, instance: Instance): Question[] {
  const asked = new Map<string, Question>();
  for (const condition of instance.unknown) {
    if (asked.has(condition.fact)) continue;
    const type = theCase.pack.facts.get(condition.fact);
    const { name, values } = named(theCase, condition);
    const options = type?.options ?? values.map((value) => ({ value, label: value }));
    asked.set(condition.fact, { fact: condition.fact, text: type?.question ?? `What is ${name}?`, options });
  }
  const given = instance.compiled.handling.deemed?.fact;
  const type = given === undefined ? undefined : theCase.pack.facts.get(given);
  if (given !== undefined && type && theCase.facts.raw(given) === undefined) {
    asked.set(given, { fact: given, text: type.question, options: type.options });
  }
  return [...asked.values()];
}
