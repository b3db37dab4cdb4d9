// An analysis whose limits are put in their places in the note when they are first asked for: the diagnostics of an edited
// note ask for few of them.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { Deadline, Facts, LawEvent } from '../law/model.ts';
import type { LineIndex } from './lines.ts';
import type { Analysis, CaseDeadline, Derived, Memo } from './model.ts';
import { byUrgency } from './urgency.ts';

export class InPlace implements Analysis {
  readonly text: string;
  readonly lines: LineIndex;
  readonly today: Day;
  readonly reading: Reading;
  readonly facts: readonly Facts[];
  readonly derived: Derived;
  readonly memo: Memo;
  #deadlines: readonly CaseDeadline[] | undefined;

  constructor(today: Day, facts: readonly Facts[], derived: Derived, memo: Memo, reading: Reading, lines: LineIndex) {
    this.text = lines.text;
    this.lines = lines;
    this.today = today;
    this.reading = reading;
    this.facts = facts;
    this.derived = derived;
    this.memo = memo;
  }

  get deadlines(): readonly CaseDeadline[] {
    this.#deadlines ??= this.derived.limits.map(({ deadline, child }) => this.#place(deadline, child)).sort(byUrgency);
    return this.#deadlines;
  }

  #place(deadline: Deadline, child: number): CaseDeadline {
    const { answeredBy, supersededBy, waiver } = deadline;
    const startEvents: CaseEvent[] = [];
    for (const start of deadline.startedBy) {
      const event = this.#own(start);
      if (event) startEvents.push(event);
    }
    return {
      ...deadline,
      startedBy: deadline.startedBy.map((event) => this.#atLine(event)),
      answeredBy: answeredBy && this.#atLine(answeredBy),
      supersededBy: supersededBy && this.#atLine(supersededBy),
      waiver: waiver && this.#waiverAtLine(waiver),
      explain: () => deadline.explain(),
      startEvents,
      child,
      answerEvent: answeredBy && this.#own(answeredBy),
    };
  }

  #own(event: LawEvent): CaseEvent | undefined {
    return this.reading.events[this.derived.events.get(event) ?? -1];
  }

  /** The event with its line and its index in this reading. */
  #atLine(event: LawEvent): LawEvent {
    const ref = this.derived.events.get(event);
    if (ref === undefined) return event;
    const line = this.lines.placeAt(this.reading.events[ref]!.start).line + 1;
    return line === event.line && ref === event.ref ? event : { ...event, line, ref };
  }

  #waiverAtLine(waiver: NonNullable<Deadline['waiver']>): NonNullable<Deadline['waiver']> {
    const there = this.reading.waivers[this.derived.waivers.get(waiver) ?? -1];
    if (!there) return waiver;
    const line = this.lines.placeAt(there.start).line + 1;
    return line === waiver.line ? waiver : { ...waiver, line };
  }
}
