// `casenotes rules`: the time limits the program knows, and which of them have not been compared with their source for
// long. For whoever keeps the packs.
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { loadLaw } from '../data.ts';
import type { Rule } from '../law/model.ts';
import { periodWords } from '../law/periodWords.ts';
import { type Command, choiceOption, dayOption, readOptions, UsageError } from './command.ts';

const help = `casenotes rules [options]

Lists the time limits that the program knows, with the day each was last compared with its source.

  --stale DAYS         only those not checked for so many days or more
  --route ROUTE        only those of one route, such as tribunal-appeal
  --today DAY          count from this day (default: today in London)
  --format FORM        table (default) or json

casenotes rules --stale 180
`;

interface Row {
  readonly rule: string;
  readonly title: string;
  readonly route: string;
  readonly actor: string;
  readonly limit: string;
  readonly basis: string;
  readonly source: string;
  readonly url: string;
  readonly confidence: string;
  readonly checked: string;
  /** Days since it was checked. */
  readonly days: number;
  /** False for a rule kept for reference: nothing that a note can say starts it. */
  readonly live: boolean;
}

function rowOf(rule: Rule, today: Day): Row {
  return {
    rule: rule.id,
    title: rule.title,
    route: rule.route,
    actor: rule.actor,
    limit: periodWords(rule.period),
    basis: rule.basis,
    source: rule.source,
    url: rule.url,
    confidence: rule.confidence,
    checked: rule.checked,
    days: today - parseIsoDay(rule.checked)!,
    live: rule.referenceOnly !== true,
  };
}

function table(rows: readonly Row[]): string {
  const wide = Math.max(...rows.map(({ rule }) => rule.length));
  const lines = rows.map(({ rule, checked, days, basis, limit }) =>
    `${rule.padEnd(wide)}  ${checked}  ${String(days).padStart(4)} ${days === 1 ? 'day ' : 'days'}  ${basis.padEnd(12)}  ${limit}`.trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

export const command: Command = {
  name: 'rules',
  summary: 'list the time limits, and those not checked for long',
  help,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      stale: { type: 'string' },
      route: { type: 'string' },
      today: { type: 'string' },
      format: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`rules takes no "${positionals[0]}"`);
    const format = choiceOption('--format', values.format ?? 'table', ['table', 'json']);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const stale = values.stale === undefined ? undefined : Number(values.stale);
    if (stale !== undefined && !(Number.isInteger(stale) && stale >= 0)) {
      throw new UsageError(`--stale: "${values.stale}" is not a number of days`);
    }
    const { rules } = loadLaw();
    if (values.route !== undefined && !rules.some(({ route }) => route === values.route)) {
      throw new UsageError(`--route: there is no route "${values.route}"`);
    }
    const rows = rules
      .filter(({ route }) => values.route === undefined || route === values.route)
      .map((rule) => rowOf(rule, today))
      .filter(({ days }) => stale === undefined || days >= stale);
    if (format === 'json') io.out(`${JSON.stringify(rows, null, 2)}\n`);
    else if (rows.length > 0) io.out(table(rows));
    else io.err(stale === undefined ? 'no rules' : `every rule was checked within the last ${stale} days`);
    return 0;
  },
};
