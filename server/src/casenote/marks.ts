// What an adviser writes into the note to have the last word: `<!-- casenotes: event ID DATE [planned] -->`,
// `<!-- casenotes: not-event -->`, `<!-- casenotes: waive RULE: reason -->`.
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { Problem, Span } from './model.ts';

export interface EventMark extends Span {
  readonly event: string;
  readonly day: Day;
  readonly planned: boolean;
  /** Where the day is written. */
  readonly dateSpan: Span;
}

export interface WaiveMark extends Span {
  readonly rule: string;
  readonly reason: string;
}

export interface Marks {
  readonly events: readonly EventMark[];
  /** Places of `not-event` marks. */
  readonly notEvents: readonly Span[];
  readonly waivers: readonly WaiveMark[];
  readonly problems: readonly Problem[];
}

interface Comment extends Span {
  readonly body: string;
}

const head = /^\s*casenotes\s*:\s*/i;

/** Reads the marks among a note's comments. `isEvent` says which event ids exist. */
export function readMarks(comments: readonly Comment[], isEvent: (id: string) => boolean): Marks {
  const events: EventMark[] = [];
  const notEvents: Span[] = [];
  const waivers: WaiveMark[] = [];
  const problems: Problem[] = [];
  for (const { start, end, body } of comments) {
    const m = head.exec(body);
    if (m === null) continue;
    const said = body.slice(m[0].length).trim();
    const invalid = (message: string): void => {
      problems.push({ code: 'mark-invalid', message, severity: 'warning', start, end, fixes: [] });
    };
    if (/^not-event\b/i.test(said)) notEvents.push({ start, end });
    else if (/^waive\b/i.test(said)) {
      const w = /^waive\s+([\w.-]+)\s*:?\s*([\s\S]*)$/i.exec(said);
      if (w === null) invalid('This mark should be: casenotes: waive RULE: reason.');
      else if (w[2]!.trim() === '') invalid('A limit is waived with a reason: casenotes: waive RULE: reason.');
      else waivers.push({ start, end, rule: w[1]!, reason: w[2]!.trim().replace(/\s+/g, ' ') });
    } else if (/^event\b/i.test(said)) {
      const e = /^event\s+([\w.-]+)\s+(\S+)(?:\s+(planned))?\s*$/i.exec(said);
      const day = e === null ? undefined : parseIsoDay(e[2]!);
      if (e === null)
        invalid('This mark should be: casenotes: event ID YYYY-MM-DD, with "planned" after it for something arranged.');
      else if (day === undefined) invalid(`${e[2]!.slice(0, 40)} is not a day. Write it as YYYY-MM-DD.`);
      else if (!isEvent(e[1]!)) invalid(`There is no event called "${e[1]!.slice(0, 60)}".`);
      else {
        const at = start + 4 + body.indexOf(e[2]!, body.toLowerCase().indexOf('event'));
        events.push({
          start,
          end,
          event: e[1]!,
          day,
          planned: e[3] !== undefined,
          dateSpan: { start: at, end: at + e[2]!.length },
        });
      }
    } else invalid('This mark is not known. It can be: event ID DATE, not-event, or waive RULE: reason.');
  }
  return { events, notEvents, waivers, problems };
}
