// The decision aid as the editor uses it: bound to its pack and the letters.
import type { Analysis } from '../casefile/model.ts';
import type { LetterPack } from './model.ts';
import type { RouteAnswer, RouteFacts, RoutePack, RouteStep } from './routeModel.ts';
import { adviceSummary, problemOf, suggestedProblem, waysOpen, whichRoute } from './routes.ts';

export class RouteDesk {
  readonly #pack: RoutePack;
  readonly #letters: LetterPack;

  constructor(pack: RoutePack, letters: LetterPack) {
    this.#pack = pack;
    this.#letters = letters;
  }

  /** The next question, or the answer. */
  step(analysis: Analysis, child: number, answers: RouteFacts): RouteStep {
    return whichRoute({ ...this.#case(analysis, child), answers });
  }

  /** The problem to put first when asking what has gone wrong. */
  suggested(analysis: Analysis, child: number): string | undefined {
    return suggestedProblem(this.#pack, analysis, child);
  }

  /** The answer as Markdown with sources. */
  summary(step: RouteStep & { kind: 'answer' }, analysis: Analysis): string {
    return adviceSummary(step, analysis.today, this.#pack.checked);
  }

  /** Ways open after an event, as far as the note tells; none where the event shows no problem. */
  afterEvent(event: string, analysis: Analysis, child: number): readonly RouteAnswer[] {
    const problem = problemOf(this.#pack, event);
    return problem === undefined ? [] : waysOpen(this.#case(analysis, child), problem);
  }

  #case(analysis: Analysis, child: number) {
    return { pack: this.#pack, letters: this.#letters, today: analysis.today, analysis, child };
  }
}
