// Writes docs/law.md, the catalogue of every time limit, from the packs. A test checks that the file is current:
// after a change in server/packs/england/rules run `npm run docs`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { actorPhrase } from '../server/src/features/words.ts';
import type { AreaReading } from '../server/src/law/areas.ts';
import { type Definition, definitionCategories } from '../server/src/law/definitions.ts';
import type { Condition, Rule } from '../server/src/law/model.ts';
import type { PackRule } from '../server/src/law/pack.ts';
import { periodWords } from '../server/src/law/periodWords.ts';
import { root } from './generate.mts';
import { readAreas } from './generate-areas.mts';
import { generateL10n } from './generate-l10n.mts';
import { type England, readEngland, writeIfChanged } from './generate-law.mts';
import { generateMan } from './generate-man.mts';
import { generateNotices } from './generate-notices.mts';

const basisNames: Readonly<Record<string, string>> = {
  statute: 'Act of Parliament',
  regulations: 'regulations',
  rules: 'rules of court or tribunal',
  guidance: 'guidance',
  code: 'code of practice',
  practice: 'practice',
  'local-policy': 'local policy',
};

const prominenceNames: Readonly<Record<string, string>> = {
  main: 'main limit',
  'long-stop': 'long stop',
  guidance: 'quiet: shown when close',
  background: 'background: hover and lists only',
};

function conditionWords([fact, condition]: [string, Condition]): string {
  if ('over' in condition) return `\`${fact}\` over ${condition.over}`;
  const values = 'not' in condition ? condition.not : condition;
  return `\`${fact}\` ${'not' in condition ? 'not ' : ''}${values.join(' or ')}`;
}

/** The titles of events, for readers; a fact by its name. */
function eventList(england: England, starts: Rule['starts']): string {
  const titles = new Map(england.events.map(({ id, title }) => [id, title]));
  return starts
    .map((start) =>
      typeof start === 'string' ? `${titles.get(start)} (\`${start}\`)` : `front matter \`${start.fact}\``,
    )
    .join('; ');
}

/** A Markdown list item whose text stays on one line. */
const item = (label: string, text: string): string => `- ${label}: ${text.replaceAll('\n', ' ')}`;

function ruleBlock(england: England, rule: PackRule): string {
  const law = [
    `${basisNames[rule.basis]}: ${rule.url ? `[${rule.source}](${rule.url})` : rule.source}`,
    `checked ${rule.checked}`,
    ...(rule.confidence === 'high' ? [] : [`confidence ${rule.confidence}`]),
  ];
  const valid = [
    ...(rule.validFrom ? [`from ${rule.validFrom}`] : []),
    ...(rule.validTo ? [`until ${rule.validTo}`] : []),
  ];
  const lines = [
    `### ${rule.title}`,
    '',
    `\`${rule.id}\` · ${actorPhrase(rule.actor)} · **${periodWords(rule.period)}** · ${prominenceNames[rule.prominence]}`,
    '',
    ...(rule.applies ? [item('Applies', rule.applies)] : []),
    ...(rule.starts.length > 0 ? [item('Starts with', eventList(england, rule.starts))] : []),
    ...(rule.answeredBy.length > 0 ? [item('Answered by', eventList(england, rule.answeredBy))] : []),
    ...(rule.supersededBy.length > 0 ? [item('Moot after', eventList(england, rule.supersededBy))] : []),
    ...(rule.when ? [item('Only where', Object.entries(rule.when).map(conditionWords).join(', '))] : []),
    ...(rule.variants ?? []).flatMap(({ starts, when, period, doubts = [] }) => {
      const where = [
        ...(starts ? [`it starts with ${eventList(england, starts)}`] : []),
        ...(when ? Object.entries(when).map(conditionWords) : []),
      ].join(' and ');
      return [
        ...(period ? [item('Otherwise', `${periodWords(period)}, where ${where}`)] : []),
        ...doubts.map((doubt) => item('Doubt', `where ${where}: ${doubt}`)),
      ];
    }),
    ...(rule.partOf ? [item('Part of', `\`${rule.partOf}\`, not shown alone`)] : []),
    ...(valid.length > 0 ? [item('In force', valid.join(' '))] : []),
    item('Law', law.join('; ')),
    ...(rule.quote ? [item('In its words', `"${rule.quote}"`)] : []),
    ...(rule.missed ? [item('When missed', rule.missed)] : []),
    ...(rule.letter ? [item('Letter', `\`${rule.letter}\``)] : []),
    ...rule.doubts.map((doubt) => item('Doubt', doubt)),
    ...(rule.notes ? [item('Note', rule.notes)] : []),
    ...(rule.verified ? [item('How checked', rule.verified)] : []),
  ];
  return lines.join('\n');
}

function summary({ rules, events, groups }: England): string {
  const reference = rules.filter((rule) => rule.referenceOnly);
  const limbs = rules.filter((rule) => rule.partOf);
  const why = reference.map((rule) => {
    const reason = rule.doubts.find((doubt) => doubt.startsWith('Kept for reference: '));
    return `| \`${rule.id}\` | ${reason?.replace('Kept for reference: ', '') ?? ''} |`;
  });
  const oldest = rules.map(({ checked }) => checked).sort()[0];
  return [
    `${rules.length} time limits in ${groups.length} groups, started and ended by ${events.length} kinds of event. ` +
      `${rules.length - reference.length} live: something that a note can say starts them ` +
      `(${limbs.length} of those are parts of another and are shown through it). ` +
      `${reference.length} are kept for reference. Oldest check: ${oldest}.`,
    '',
    'Not legal advice. Every date comes with its source and its doubts; where the law is unsettled the earlier date ' +
      'is shown.',
    '',
    '## Kept for reference, and why',
    '',
    '| rule | why nothing starts it |',
    '| --- | --- |',
    ...why,
  ].join('\n');
}

const categoryTitles: Readonly<Record<Definition['category'], string>> = {
  counting: 'Counting',
  'working-day': 'Working days',
  'school-day': 'School days',
  clock: 'Hours and named dates',
  'closed-period': 'August, Christmas and days that are no working days',
  service: 'Sent, served, received',
  bar: 'What shuts a door',
  relief: 'What opens it again',
  procedure: 'Procedures without a number of days',
  'law-change': 'What changed when',
};

function definitionBlocks({ definitions }: England): string {
  const blocks = definitionCategories.map((category) => {
    const lines = definitions
      .filter((definition) => definition.category === category)
      .map(({ title, text, source, url, from, to }) => {
        const when = from ? ` (from ${from}${to ? ` to ${to}` : ''})` : '';
        return `- **${title}**${when}: ${text} ${url ? `[${source}](${url})` : source}.`;
      });
    return `### ${categoryTitles[category]}\n\n${lines.join('\n')}`;
  });
  return `## How days are counted, and what changed\n\n${blocks.join('\n\n')}`;
}

function areaBlocks({ areas }: AreaReading): string {
  const stale = (is: boolean) => (is ? ' **stale**' : '');
  const blocks = areas.map((area) => {
    const lines = [
      `Checked ${area.checked}; source ${area.sourceDate}.${area.stale ? ` **Stale**: ${area.why}` : ''}`,
      '',
      ...area.times.map(
        (t) => `- ${t.what}: ${t.value}${t.rule ? ` (\`${t.rule}\`)` : ''}${stale(t.stale)}. ${t.why ?? ''}`,
      ),
      ...area.contacts.map((c) => `- ${c.name}, ${c.kind}: ${c.value}${stale(c.stale)} (${c.why ?? 'checked'})`),
      ...(area.mediation ? [`- Mediation: ${area.mediation.name}${stale(area.mediation.stale)}`] : []),
    ];
    return `### ${area.name}\n\n${lines.join('\n')}`;
  });
  return `## Areas\n\nLocal data, never law. What is stale is not shown as current.\n\n${blocks.join('\n\n')}`;
}

/** The whole catalogue as Markdown. */
export function lawCatalogue(england: England, areas: AreaReading): string {
  const groups = [...england.groups].sort((a, b) => a.title.localeCompare(b.title, 'en-GB'));
  const parts = groups.map(({ id, title, file }) => {
    const rules = england.rules.filter((rule) => rule.route === id);
    const blocks = rules.map((rule) => ruleBlock(england, rule)).join('\n\n');
    return `## ${title}\n\nFrom \`server/packs/england/rules/${file}\`.\n\n${blocks}`;
  });
  return [
    '<!-- Written by scripts/generate-docs.mts from the packs. Do not edit: change the pack and run `npm run docs`. -->',
    '',
    '# The time limits',
    '',
    summary(england),
    '',
    parts.join('\n\n'),
    '',
    definitionBlocks(england),
    '',
    areaBlocks(areas),
    '',
  ].join('\n');
}

/** The catalogue of the packs in a folder. */
export async function catalogueOf(packs: string): Promise<string> {
  const england = await readEngland(packs);
  return lawCatalogue(england, await readAreas(packs, new Set(england.rules.map(({ id }) => id))));
}

/** Writes the catalogue; says whether it was current. */
export async function generateDocs(): Promise<boolean> {
  const file = path.join(root, 'docs/law.md');
  const text = await catalogueOf(path.join(root, 'server/packs/england'));
  const current = (await readFile(file, 'utf8').catch(() => '')) === text;
  await writeIfChanged(file, text);
  return current;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await generateDocs();
  await generateMan(writeIfChanged);
  await generateL10n(writeIfChanged);
  await generateNotices(writeIfChanged);
}
