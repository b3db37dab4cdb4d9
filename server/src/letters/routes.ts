// "Which way?" The decision aid: asks one question at a time, only what the note does not say, and answers with the
// ways that are open, in order, each with its bars, its last day, what it can do and its letter. It knows no route by
// name: everything is in the pack.
import { type Day, formatDay, parseIsoDay } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { isOpen } from '../casefile/urgency.ts';
import { days } from '../text/phrases.ts';
import { lettersForDeadline } from './fitting.ts';
import type { Letter, LetterPack } from './model.ts';
import type {
  ProblemRoute,
  Route,
  RouteAnswer,
  RouteCondition,
  RouteFacts,
  RoutePack,
  RouteProblem,
  RouteQuestion,
  RouteStep,
  Standing,
} from './routeModel.ts';

/** What the aid looks at. `answers` go over the facts of the case; without an analysis only they count. */
export interface RouteCase {
  readonly pack: RoutePack;
  readonly letters: LetterPack;
  readonly today: Day;
  readonly analysis?: Analysis;
  readonly child?: number;
  readonly answers?: RouteFacts;
}

/** The next question, or the answer where nothing more needs to be asked. */
export function whichRoute(given: RouteCase): RouteStep {
  const aid = new Aid(given);
  const ask = (fact: string) => given.pack.questions.find((q) => q.fact === fact);
  const problem = given.pack.problems.find((p) => p.id === aid.fact('problem'));
  if (!problem) return { kind: 'question', question: ask('problem')! };
  for (const fact of problem.ask) {
    const question = ask(fact);
    if (question && aid.fact(fact) === undefined) return { kind: 'question', question };
  }
  return { kind: 'answer', problem, answers: aid.answers(problem) };
}

/** The ways open for a problem as far as the note alone tells, with nothing asked: for a hover. */
export function waysOpen(given: RouteCase, problem: string): RouteAnswer[] {
  const found = given.pack.problems.find((p) => p.id === problem);
  if (!found) return [];
  return new Aid({ ...given, answers: { ...given.answers, problem } }).answers(found);
}

/** The problem that an event shows, if it shows one. */
export function problemOf(pack: RoutePack, event: string): string | undefined {
  return pack.problems.find((p) => p.events.includes(event))?.id;
}

/**
 * The problem that the note itself suggests, to stand first in the list of options: never taken as said. The latest
 * event that shows one, unless a body's duty has been missed since.
 */
export function suggestedProblem(pack: RoutePack, analysis: Analysis, child = 0): string | undefined {
  const telling = analysis.reading.events.filter(
    (e) => e.child === child && e.assertion === 'happened' && problemOf(pack, e.event) !== undefined,
  );
  const latest = telling.reduce<(typeof telling)[number] | undefined>(
    (a, b) => (a && a.day > b.day ? a : b),
    undefined,
  );
  const breach = analysis.deadlines.find(
    (d) => d.child === child && d.status === 'past' && d.rule.actor !== 'family' && !d.faded && !d.conditional,
  );
  if (breach?.due !== undefined && (latest === undefined || breach.due > latest.day)) {
    const owner = pack.routes.find((r) => r.limits.includes(breach.rule.id));
    const problem = owner && pack.problems.find((p) => p.routes[0]?.route === owner.id && p.events.length === 0);
    if (problem) return problem.id;
  }
  return latest && problemOf(pack, latest.event);
}

class Aid {
  readonly #given: RouteCase;
  readonly #deadlines: readonly CaseDeadline[];
  readonly #noted: ReadonlySet<string>;

  constructor(given: RouteCase) {
    this.#given = given;
    const child = given.child ?? 0;
    this.#deadlines = given.analysis?.deadlines.filter((d) => d.child === child) ?? [];
    const events = given.analysis?.reading.events.filter((e) => e.child === child && e.assertion === 'happened') ?? [];
    this.#noted = new Set(events.map((e) => e.event));
  }

  /** The value of a fact: an answer, the front matter, or what a noted event says. */
  fact(name: string): string | undefined {
    const said = this.#given.answers?.[name] ?? this.#given.analysis?.facts[this.#given.child ?? 0]?.[name];
    if (typeof said === 'boolean') return said ? 'yes' : 'no';
    if (typeof said === 'string' || typeof said === 'number') return String(said);
    const question = this.#given.pack.questions.find((q) => q.fact === name);
    return question && this.#fromEvents(question);
  }

  #fromEvents(question: RouteQuestion): string | undefined {
    return question.from?.find((f) => f.events.some((e) => this.#noted.has(e)))?.value;
  }

  holds(condition: RouteCondition): boolean {
    const facts = Object.entries(condition.facts ?? {});
    return (
      facts.every(([name, values]) => values.includes(this.fact(name) ?? '')) &&
      (condition.events?.some((e) => this.#noted.has(e)) ?? true) &&
      !condition.noEvents?.some((e) => this.#noted.has(e)) &&
      (condition.past?.some((id) => this.#deadlines.some((d) => d.rule.id === id && d.status === 'past')) ?? true)
    );
  }

  answers(problem: RouteProblem): RouteAnswer[] {
    const area = this.fact('area');
    const thought = problem.routes.filter((p) => !p.if || this.holds(p.if));
    const routes = thought.flatMap((p) => {
      const route = this.#given.pack.routes.find((r) => r.id === p.route);
      return route && (!route.onlyIn || (area !== undefined && route.onlyIn.includes(area))) ? [{ p, route }] : [];
    });
    const standings = routes.map(({ p, route }) => ({ p, route, ...this.#standing(route) }));
    const usable = standings.filter((s) => s.standing !== 'closed' && s.standing !== 'later').map((s) => s.route);
    return standings
      .map(({ p, route, standing, why }): RouteAnswer => {
        const by = this.#by(route);
        const letter = this.#letter(p, route, standing);
        return {
          route,
          standing,
          why,
          ...(p.only ? { only: p.only } : {}),
          ...(by ? { by } : {}),
          ...(letter && standing !== 'closed' ? { letter } : {}),
          beside: usable.filter((r) => r !== route && runsBeside(route, r)).map((r) => r.title),
          local: (area && route.local[area]) || [],
          services: this.#given.pack.services.filter(
            (s) => route.services.includes(s.id) && (!s.areas || (area !== undefined && s.areas.includes(area))),
          ),
        };
      })
      .sort((a, b) => order[a.standing] - order[b.standing]);
  }

  #standing(route: Route): { standing: Standing; why: string[] } {
    const bars = (route.bars ?? []).filter((b) => this.holds(b.if));
    const closed = bars.filter((b) => !b.partly);
    if (closed.length > 0) return { standing: 'closed', why: closed.map((b) => b.text) };
    const why = bars.map((b) => b.text);
    if (route.needs && !route.needs.any.some((c) => this.holds(c)))
      return { standing: 'later', why: [route.needs.text, ...why] };
    if (route.late && this.#isLate(route.late.rules)) return { standing: 'late', why: [route.late.text, ...why] };
    return { standing: bars.length > 0 ? 'partly' : 'open', why };
  }

  /** Every instance of these limits has passed, and there is one. */
  #isLate(rules: readonly string[]): boolean {
    const own = this.#deadlines.filter((d) => rules.includes(d.rule.id) && isOpen(d));
    return own.length > 0 && own.every((d) => d.status === 'past');
  }

  /** The family's last day on this way: the soonest to come, else the latest that has passed. */
  #by(route: Route): RouteAnswer['by'] {
    const own = this.#deadlines.filter(
      (d) => route.limits.includes(d.rule.id) && d.rule.actor === 'family' && isOpen(d) && d.due !== undefined,
    );
    const toCome = own.filter((d) => d.status !== 'past');
    const pick = (list: readonly CaseDeadline[], sooner: boolean) =>
      list.reduce<CaseDeadline | undefined>((a, b) => (a && a.due! <= b.due! === sooner ? a : b), undefined);
    const d = toCome.length > 0 ? pick(toCome, true) : pick(own, false);
    return d && { rule: d.rule.id, title: d.rule.title, day: d.due!, daysLeft: d.due! - this.#given.today };
  }

  #letter(p: ProblemRoute, route: Route, standing: Standing): Letter | undefined {
    const byId = (id: string | undefined) => this.#given.letters.letters.find((l) => l.id === id);
    const decision = this.fact('decisionKind');
    const own = byId(p.letter) ?? byId(decision && p.letters?.[decision]);
    if (own) return own;
    if (standing === 'late' && route.late?.letter) return byId(route.late.letter);
    const stage = route.stages?.find((s) => this.holds(s.if));
    if (stage) return byId(stage.letter);
    if (route.letters === 'by-limit') {
      const pressing = this.#deadlines.filter(
        (d) => route.limits.includes(d.rule.id) && d.status === 'past' && !d.faded,
      );
      const fitting = pressing.flatMap((d) => lettersForDeadline(this.#given.letters, d, this.#given.today));
      const first = fitting.find((f) => f.letter.route === route.id);
      if (first) return first.letter;
    }
    return byId(route.letter);
  }
}

const order: Readonly<Record<Standing, number>> = { open: 0, partly: 0, late: 0, later: 1, closed: 2 };

function runsBeside(a: Route, b: Route): boolean {
  return a.with === 'any' ? b.with === 'any' || b.with.length > 0 : a.with.includes(b.id);
}

const standingWords: Readonly<Record<Standing, string>> = {
  open: 'Open now',
  partly: 'Open in part',
  late: 'Late, with reasons',
  later: 'Later',
  closed: 'Not open',
};

/** The answer as a short Markdown summary with sources, to be put into the note or sent to the family. */
export function adviceSummary(step: RouteStep & { kind: 'answer' }, today: Day, checked: string): string {
  const lines = [`**Ways open, ${formatDay(today)}.** ${step.problem.advice}`, ''];
  let number = 0;
  for (const a of step.answers) {
    if (a.standing === 'closed') continue;
    number++;
    lines.push(`${number}. **${a.route.title}** (${standingWords[a.standing].toLowerCase()}). ${a.route.can}`);
    const detail = (text: string) => lines.push(`   - ${text}`);
    if (a.only) detail(`Only ${a.only.replace(/^only /, '')}.`.replace('..', '.'));
    for (const why of a.why) detail(why);
    if (a.by) detail(byText(a.by));
    if (a.letter) detail(`Letter: ${a.letter.title}.`);
    for (const text of a.local) detail(`Here: ${text}`);
    detail(`Source: ${a.route.url ? `[${a.route.source}](${a.route.url})` : a.route.source}.`);
  }
  const closed = step.answers.filter((a) => a.standing === 'closed');
  if (closed.length > 0) {
    lines.push('', 'Not open:', '');
    for (const a of closed) lines.push(`- ${a.route.title}: ${a.why.join(' ')}`);
  }
  lines.push('', `The law as checked on ${checkedOn(checked)}. Information, not legal advice.`, '');
  return lines.join('\n');
}

function checkedOn(iso: string): string {
  const day = parseIsoDay(iso);
  return day === undefined ? iso : formatDay(day);
}

function byText(by: NonNullable<RouteAnswer['by']>): string {
  const when = by.daysLeft > 0 ? `in ${days(by.daysLeft)}` : by.daysLeft === 0 ? 'today' : `${days(-by.daysLeft)} ago`;
  return `By ${formatDay(by.day)} (${when}): ${by.title}.`;
}

/** The answers as front matter facts: what was asked and said, ready to be written. */
export function answeredFacts(answers: RouteFacts): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(answers).flatMap(([key, value]) =>
    typeof value === 'string' && value !== '' ? [{ key, value }] : [],
  );
}
