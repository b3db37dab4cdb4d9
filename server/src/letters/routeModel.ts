// The words of the decision aid: what can go wrong, the ways open, and what an answer looks like. Data only.
import type { Day } from '../calendar/day.ts';
import type { EventId, FactValue, RuleId } from '../law/model.ts';
import type { Letter } from './model.ts';

/** Holds where all its parts do; a fact that nobody has stated is none of the values. */
export interface RouteCondition {
  readonly facts?: Readonly<Record<string, readonly string[]>>;
  readonly events?: readonly EventId[];
  readonly noEvents?: readonly EventId[];
  readonly past?: readonly RuleId[];
}

/** A question of the aid; the answer is a fact of the front matter. */
export interface RouteQuestion {
  readonly fact: string;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Events that answer it, the first that is noted wins. */
  readonly from?: readonly { readonly value: string; readonly events: readonly EventId[] }[];
}

/** One way within one kind of problem. */
export interface ProblemRoute {
  readonly route: string;
  /** The way is thought of at all only where this holds. */
  readonly if?: RouteCondition;
  /** How far the way reaches for this problem. */
  readonly only?: string;
  readonly letter?: string;
  /** Letters by `decisionKind`. */
  readonly letters?: Readonly<Record<string, string>>;
}

export interface RouteProblem {
  readonly id: string;
  /** Events that show it. */
  readonly events: readonly EventId[];
  /** Facts to ask for, in order, after the problem itself. */
  readonly ask: readonly string[];
  /** The first thing to know. */
  readonly advice: string;
  readonly routes: readonly ProblemRoute[];
}

export interface Route {
  readonly id: string;
  readonly title: string;
  readonly hears: string;
  readonly who: string;
  /** What it can achieve. */
  readonly can: string;
  /** What it cannot do, in general. */
  readonly cannot: readonly string[];
  /** Open only once one of these holds; `text` says what comes first. */
  readonly needs?: { readonly any: readonly RouteCondition[]; readonly text: string };
  readonly bars?: readonly { readonly if: RouteCondition; readonly text: string; readonly partly?: boolean }[];
  /** What to do when its limit has passed. */
  readonly late?: { readonly rules: readonly RuleId[]; readonly text: string; readonly letter?: string };
  /** Exists only in these areas. */
  readonly onlyIn?: readonly string[];
  /** Letters for later stages; the first that holds wins. */
  readonly stages?: readonly { readonly if: RouteCondition; readonly letter: string }[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Routes it may run beside; `any`: all of them. */
  readonly with: readonly string[] | 'any';
  /** The first letter; empty where none is needed. */
  readonly letter: string;
  /** `by-limit`: the letter of the limit that is past comes before the first letter. */
  readonly letters?: 'by-limit' | 'by-stage';
  readonly tips: readonly string[];
  readonly local: Readonly<Record<string, readonly string[]>>;
  readonly services: readonly string[];
  /** What local pages say that is no longer so. */
  readonly changes: readonly {
    readonly area: string;
    readonly said: string;
    readonly now: string;
    readonly since: string;
  }[];
  readonly source: string;
  readonly url: string;
  readonly limits: readonly RuleId[];
}

export interface RouteService {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly what: string;
  readonly stands: string;
  readonly url: string;
  readonly areas?: readonly string[];
}

/** The decision aid as compiled from server/packs/england/routes.yaml. */
export interface RoutePack {
  readonly checked: string;
  readonly questions: readonly RouteQuestion[];
  readonly problems: readonly RouteProblem[];
  readonly routes: readonly Route[];
  readonly services: readonly RouteService[];
}

/** What the adviser has said so far, by fact: from the front matter and from the answers. */
export type RouteFacts = Readonly<Record<string, FactValue | undefined>>;

/** How a way stands today. */
export type Standing = 'open' | 'partly' | 'late' | 'later' | 'closed';

export interface RouteAnswer {
  readonly route: Route;
  readonly standing: Standing;
  /** Why it stands so: bars, what comes first, what to do when late. */
  readonly why: readonly string[];
  /** How far it reaches for this problem. */
  readonly only?: string;
  /** The limit that presses most. */
  readonly by?: { readonly rule: RuleId; readonly title: string; readonly day: Day; readonly daysLeft: number };
  readonly letter?: Letter;
  /** Titles of open routes that may run beside it. */
  readonly beside: readonly string[];
  /** What is special in the case's area. */
  readonly local: readonly string[];
  readonly services: readonly RouteService[];
}

/** The aid's next step: a question, or the answer. */
export type RouteStep =
  | { readonly kind: 'question'; readonly question: RouteQuestion }
  | { readonly kind: 'answer'; readonly problem: RouteProblem; readonly answers: readonly RouteAnswer[] };
