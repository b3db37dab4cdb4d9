// Which letters fit a case today, best first, each with the reason in words: the order of the quick pick.
import { type Day, formatDay } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { byUrgency, isOpen, isToCheck } from '../casefile/urgency.ts';
import type { CaseEvent } from '../casenote/model.ts';
import { isQuiet } from '../law/derive.ts';
import { capitalised, days } from '../text/phrases.ts';
import { concerns, fits, isOverdue } from './choose.ts';
import type { Letter, LetterPack } from './model.ts';

/** A letter with what speaks for it. */
export interface FittingLetter {
  readonly letter: Letter;
  /** It fits something in the case; false: listed because every letter is. */
  readonly fits: boolean;
  /** "The council's decision whether to assess was due on 19 October 2026, 33 days ago." Empty where nothing fits. */
  readonly reason: string;
  /** The limit to fill the letter from. */
  readonly deadline?: CaseDeadline;
}

/** What an event is called. */
export type TitleOf = (event: string) => string | undefined;

/** Days for which an event alone makes a letter worth offering. */
const eventDays = 183;
/** Days after which a missed family limit no longer brings its way on to the top. */
const missedDays = 183;

/**
 * All letters of the pack, those that fit first, most urgent first. A letter appears once, with its strongest reason.
 * `child` is an index into `Reading.children`; without `titleOf` an event is named in the note's own words.
 */
export function fittingLetters(
  pack: LetterPack,
  analysis: Analysis | undefined,
  child = 0,
  titleOf: TitleOf = () => undefined,
): FittingLetter[] {
  const found = new Map<string, FittingLetter & { readonly order: readonly number[] }>();
  const offer = (letter: Letter, reason: string, order: readonly number[], deadline?: CaseDeadline) => {
    const before = found.get(letter.id);
    if (!before || compare(order, before.order) < 0)
      found.set(letter.id, { letter, fits: true, reason, deadline, order });
  };
  if (analysis) {
    const open = analysis.deadlines
      .filter((d) => d.child === child && isOpen(d) && !d.faded && !d.repeatOf && !isStale(d, analysis.today))
      .sort(byUrgency);
    for (const [place, deadline] of open.entries()) offerForDeadline(pack, deadline, place, analysis.today, offer);
    offerForEvents(pack, analysis, child, titleOf, offer);
  }
  const fitting = [...found.values()].sort((a, b) => compare(a.order, b.order));
  const rest = pack.letters.filter((l) => !found.has(l.id));
  const group = (l: Letter) => pack.groups.findIndex((g) => g.id === l.group);
  return [
    ...fitting.map(({ order: _, ...f }) => f),
    ...rest.sort((a, b) => group(a) - group(b)).map((letter) => ({ letter, fits: false, reason: '' })),
  ];
}

/** A step of the family that has no last day, after something long ago; what a body owes is owed until it is done. */
const isStale = ({ due, startedBy, rule }: CaseDeadline, today: Day): boolean =>
  rule.actor === 'family' && due === undefined && startedBy.length > 0 && today - startedBy.at(-1)!.day > eventDays;

/** The letters for one limit, best first: for the code actions on its diagnostic. */
export function lettersForDeadline(pack: LetterPack, deadline: CaseDeadline, today: Day): FittingLetter[] {
  const found: (FittingLetter & { order: readonly number[] })[] = [];
  offerForDeadline(pack, deadline, 0, today, (letter, reason, order, d) => {
    if (!found.some((f) => f.letter.id === letter.id)) found.push({ letter, fits: true, reason, order, deadline: d });
  });
  return found.sort((a, b) => compare(a.order, b.order)).map(({ order: _, ...f }) => f);
}

type Offer = (letter: Letter, reason: string, order: readonly number[], deadline?: CaseDeadline) => void;

function offerForDeadline(pack: LetterPack, d: CaseDeadline, place: number, today: Day, offer: Offer): void {
  const reason = reasonFor(pack, d, today);
  for (const letter of pack.letters) {
    if (isAlreadySent(letter, d) && !(isOverdue(d, today) && letter.fitsWhen.includes('breach'))) continue;
    if (concerns(letter, d) && fits(letter, d, today)) {
      const own = d.rule.letter === letter.id ? 0 : 1 + groupPlace(pack, letter);
      offer(letter, reason, [loudTier(d), place, missedTier(letter, d, today), own, at(letter.rules, d.rule.id)], d);
    } else if (isOverdue(d, today) && isWayOnFrom(letter, d) && today - d.due! <= missedDays) {
      offer(letter, reason, [loudTier(d), place, 1, 1 + groupPlace(pack, letter), at(letter.afterMissed, d.rule.id)]);
    }
  }
}

/** The limit runs because this very letter, or its like, went out: it is offered again only to chase. */
function isAlreadySent(letter: Letter, d: CaseDeadline): boolean {
  return letter.records !== undefined && d.startEvents.some((e) => e.event === letter.records);
}

/** The letter opens another way when this limit has been lost. */
function isWayOnFrom(letter: Letter, d: CaseDeadline): boolean {
  const { afterMissed, missedEvents } = letter;
  const fitsStart = missedEvents.length === 0 || d.startEvents.some((e) => missedEvents.includes(e.event));
  return afterMissed.includes(d.rule.id) && fitsStart;
}

/** A missed family limit: the letter that asks for time comes before the one that would have met it. */
function missedTier(letter: Letter, d: CaseDeadline, today: Day): number {
  return isOverdue(d, today) && !letter.fitsWhen.includes('breach') ? 1 : 0;
}

/** The limit's own letter first, then in the order of the headings: a complaint before a claim in court. */
function groupPlace(pack: LetterPack, letter: Letter): number {
  return pack.groups.findIndex((g) => g.id === letter.group);
}

function at(list: readonly string[], id: string): number {
  const index = list.indexOf(id);
  return index < 0 ? list.length : index;
}

/** Main limits before long stops and good practice; what hangs on an open question, or may have been done, after them. */
function loudTier(d: CaseDeadline): number {
  if (d.status === 'no-date') return d.rule.prominence === 'main' ? 1 : 3;
  return (
    (d.rule.prominence === 'main' ? 0 : 2) + (d.conditional || isToCheck(d) || isQuiet(d.rule, d.startedBy) ? 1 : 0)
  );
}

function offerForEvents(pack: LetterPack, analysis: Analysis, child: number, titleOf: TitleOf, offer: Offer): void {
  for (const letter of pack.letters) {
    const events = analysis.reading.events.filter(
      (e) => e.child === child && letter.events.includes(e.event) && Math.abs(analysis.today - e.day) <= eventDays,
    );
    const last = events.reduce<(typeof events)[number] | undefined>((a, b) => (a && a.day > b.day ? a : b), undefined);
    if (!last || isDoneSince(letter, analysis, child, last.day)) continue;
    if (isSettled(letter, analysis, last)) continue;
    const isAhead = last.assertion === 'planned' && last.day > analysis.today;
    const what = titleOf(last.event) ?? last.text.trim().slice(0, 60);
    offer(
      letter,
      `${isAhead ? 'Before' : 'After'} "${what}", ${isAhead ? 'planned for' : 'noted on'} ${formatDay(last.day)}.`,
      [4, analysis.today - last.day],
    );
  }
}

/** The step that this letter takes has been noted on or after that day. */
function isDoneSince(letter: Letter, analysis: Analysis, child: number, day: Day): boolean {
  return analysis.reading.events.some((e) => e.child === child && e.event === letter.records && e.day >= day);
}

/**
 * Nothing to write about: a letter that only chases waits for its limits; one's own step has been lost, or all that the
 * event started is answered, waived, moot or lost.
 */
function isSettled(letter: Letter, { deadlines, today }: Analysis, event: CaseEvent): boolean {
  const own = deadlines.filter((d) => d.child === event.child && concerns(letter, d));
  const [chases, acts] = [letter.fitsWhen.includes('breach'), letter.fitsWhen.includes('act')];
  if (!acts && own.length > 0) return true;
  if (!chases && own.some((d) => isOverdue(d, today))) return true;
  const started = own.filter((d) => d.startEvents.includes(event));
  const runs = (d: CaseDeadline): boolean => isOpen(d) && !d.faded && (chases || !isOverdue(d, today));
  return started.length > 0 && !started.some(runs);
}

/** Why a limit calls for a letter, as a sentence with its day. */
export function reasonFor(pack: LetterPack, deadline: CaseDeadline, today: Day): string {
  const { due, startEvents, rule } = deadline;
  const isOwn = rule.actor === 'family';
  const duty = pack.duties.find((d) => d.rule === rule.id)?.name;
  const condition = deadline.conditional ? ' (if it applies here)' : '';
  const what = capitalised(duty ?? rule.title) + condition;
  if (due === undefined) {
    const since = startEvents.at(-1)?.day;
    return since === undefined ? `${what}.` : `${what}: no fixed day, running since ${formatDay(since)}.`;
  }
  // A title is a sentence of its own, and does not go into another.
  const head = !duty
    ? `${what}: ${isOwn ? 'the last day' : 'it'}`
    : isOwn
      ? `The last day for ${duty}${condition}`
      : what;
  const gap = today - due;
  const when = gap > 0 ? `${days(gap)} ago` : gap === 0 ? 'today' : `in ${days(-gap)}`;
  return `${head} ${gap > 0 ? 'was' : 'is'} ${isOwn ? '' : 'due on '}${formatDay(due)}, ${when}.`;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
