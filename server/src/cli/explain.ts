// `casenotes explain RULE --on DATE`: one time limit worked out step by step, with its doubts and its source.
import { addDays, type Day, formatDay, formatIsoDay, partsOf } from '../calendar/day.ts';
import { reportDeadline } from '../casefile/report.ts';
import { loadLaw } from '../data.ts';
import { actorName } from '../exports/wording.ts';
import { derive } from '../law/derive.ts';
import type { Deadline, LawEvent, LawInput, Rule } from '../law/model.ts';
import { type Command, choiceOption, dayOption, readOptions, UsageError } from './command.ts';
import { caseFromOptions, caseOptions, caseOptionsHelp } from './lawInput.ts';

const pack = loadLaw();

const help = `casenotes explain RULE --on DAY [options]

Shows how one time limit is counted: where it starts, what is counted, how the end moves, what is in doubt.

  --on DAY             the day of the event that starts it
  --start EVENT        which event that is, where several may start it (default: the first)
${caseOptionsHelp}  --format FORM        text (default) or json

casenotes explain tribunal-appeal --on 2026-05-03 --event mediation-certificate-issued=2026-06-20
`;

export const command: Command = {
  name: 'explain',
  summary: 'show step by step how one time limit is counted',
  help,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      ...caseOptions,
      on: { type: 'string' },
      start: { type: 'string' },
      format: { type: 'string' },
    });
    const [id, more] = positionals;
    if (id === undefined || more !== undefined) throw new UsageError('explain needs one RULE, such as tribunal-appeal');
    const rule = ruleOf(id);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const format = choiceOption('--format', values.format ?? 'text', ['text', 'json']);
    const on = values.on === undefined ? undefined : dayOption('--on', values.on);
    const given = caseFromOptions(values, today, pack);
    const input = on === undefined ? given : startedOn(given, rule, on, values.start);
    if (on === undefined && !values.event && !values.fact) throw new UsageError('explain needs --on DAY');
    const deadlines = derive(pack, input).filter((deadline) => deadline.rule.id === rule.id);
    if (deadlines.length === 0) throw new UsageError(whyNothing(rule));
    if (format === 'json') io.out(JSON.stringify(deadlines.map(asJson), null, 2) + '\n');
    else io.out(deadlines.map((deadline) => asText(deadline)).join('\n'));
    return 0;
  },
};

/** The rule asked for; a limb stands for the limit it belongs to. */
function ruleOf(id: string): Rule {
  const rule = pack.rules.find((other) => other.id === id);
  if (!rule) {
    const like =
      pack.rules.find((other) => other.id.startsWith(id)) ?? pack.rules.find((other) => other.id.includes(id));
    throw new UsageError(`there is no rule "${id}"${like ? `; did you mean "${like.id}"?` : ''}`);
  }
  return rule.partOf === undefined ? rule : ruleOf(rule.partOf);
}

/** The case with the rule's own start added on the day. */
function startedOn(input: LawInput, rule: Rule, on: Day, wanted: string | undefined): LawInput {
  const start = wanted ?? rule.starts[0];
  if (start === undefined) throw new UsageError(`nothing that a note can say starts ${rule.id}`);
  if (typeof start !== 'string') {
    const { year, month } = partsOf(on);
    const transfer = input.facts[start.fact];
    const known = typeof transfer === 'object' && !Array.isArray(transfer) ? transfer : {};
    return { ...input, facts: { ...input.facts, [start.fact]: { year: month >= 9 ? year + 1 : year, ...known } } };
  }
  if (!rule.starts.includes(start)) throw new UsageError(`--start: "${start}" does not start ${rule.id}`);
  const event: LawEvent = { event: start, day: on, assertion: 'happened' };
  return { ...input, events: [event, ...input.events] };
}

function whyNothing(rule: Rule): string {
  if (rule.starts.length === 0) return `nothing that a note can say starts ${rule.id}`;
  const facts = [...Object.keys(rule.when ?? {}), ...Object.keys(rule.handling?.ifUnknown ?? {})];
  if (facts.length > 0)
    return `${rule.id} does not apply here; it asks about ${[...new Set(facts)].join(', ')} (--fact)`;
  return `${rule.id} does not apply on that day`;
}

function asJson(deadline: Deadline) {
  return {
    ...reportDeadline(deadline),
    steps: deadline
      .explain()
      .map(({ text, day }) => ({ text, ...(day === undefined ? {} : { day: formatIsoDay(day) }) })),
  };
}

function statusInWords({ status, due, daysLeft, lateBy, answeredBy }: Deadline): string {
  if (due === undefined) return status === 'met' ? 'done' : '';
  const days = Math.abs(daysLeft ?? 0);
  const words = days === 1 ? '1 day' : `${days} days`;
  if (status === 'past') return `${words} ago`;
  if (status === 'close' || status === 'upcoming') return days === 0 ? 'today' : `in ${words}`;
  if (status === 'late') return `done ${lateBy === 1 ? '1 day' : `${lateBy} days`} late`;
  if (status === 'met') return answeredBy ? `done on ${formatDay(answeredBy.day)}` : 'done';
  return status === 'waived' ? 'does not matter here' : 'no longer matters';
}

function asText(deadline: Deadline): string {
  const { rule, due } = deadline;
  const note = statusInWords(deadline);
  const last = due === undefined ? `No date: ${deadline.noDateReason}.` : `Last day: ${formatDay(due, 'weekday')}`;
  const lines = [
    rule.title,
    `Who must act: ${actorName(rule.actor)}`,
    note ? `${last} (${note})` : last,
    '',
    ...deadline.explain().map((step, index) => `  ${index + 1}. ${step.text}`),
  ];
  if (deadline.doubts.length > 0) lines.push('', 'Not certain:', ...deadline.doubts.map((doubt) => `  - ${doubt}`));
  if (deadline.questions.length > 0) lines.push('', 'To ask:', ...deadline.questions.map((q) => `  - ${q.text}`));
  if (rule.missed && due !== undefined && due < addDays(due, -(deadline.daysLeft ?? 0))) {
    lines.push('', `If it was missed: ${rule.missed}`);
  }
  lines.push('', `Source: ${rule.source}${rule.url ? `, ${rule.url}` : ''}`);
  if (rule.quote) lines.push(`  "${rule.quote}"`);
  return lines.join('\n') + '\n';
}
