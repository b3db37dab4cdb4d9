// The templates of "New Casenote…": each is a note that the reader reads, its front matter without a complaint, and once
// its days are filled in it starts the limits of its kind of case.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../server/src/calendar/day.ts';
import { analyse } from '../server/src/casefile/analyse.ts';
import { defaultSettings } from '../server/src/casefile/settings.ts';
import { loadEngine } from '../server/src/data.ts';

interface Template {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}
const file = new URL('../snippets/casenotes.code-snippets', import.meta.url);
const templates = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Template>>;

const engine = loadEngine();
const today = parseIsoDay('2026-06-20')!;

/** The template as an adviser fills it in who leaves its head alone: gaps with days get this day, choices their first. */
function filled(body: readonly string[], day: string): string {
  return body
    .join('\n')
    .replaceAll('$CURRENT_DATE $CURRENT_MONTH_NAME $CURRENT_YEAR', '20 June 2026')
    .replaceAll(/\$\{\d+:\(day not known yet\)\}/g, day)
    .replace(/\$\{7:year\}/g, '2027')
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll('$0', '');
}

function read(text: string) {
  return analyse(engine.read(text, { today }), text, { law: engine, today, settings: defaultSettings });
}

/** For each kind of case, an event that its note must tell of; none where the template asks for words only. */
const tells: Readonly<Record<string, string | undefined>> = {
  'Casenote: blank': undefined,
  'Casenote: needs assessment refused': 'ehcna-refused',
  'Casenote: asking for a needs assessment': 'ehcna-requested',
  'Casenote: draft or final plan': 'draft-plan-served',
  'Casenote: annual review': 'review-held',
  'Casenote: provision not made': undefined,
  'Casenote: council is late': 'ehcna-requested',
  'Casenote: appeal to the Tribunal': 'ehcna-refused',
  'Casenote: exclusion or suspension': 'suspension',
  'Casenote: moving to the next phase': undefined,
};

describe('the templates of notes', () => {
  it('are these', () => expect(Object.keys(templates)).toEqual(Object.keys(tells)));

  it.each(Object.entries(templates))('%s', (name, { body, prefix, description }) => {
    expect(prefix).toMatch(/^casenote(-[a-z]+)?$/);
    expect(description).toBeTruthy();
    const analysis = read(filled(body, '8 June 2026'));
    expect(analysis.reading.problems.map(({ code }) => code)).toEqual([]);
    const events = analysis.reading.events
      .filter(({ assertion }) => assertion === 'happened')
      .map(({ event }) => event);
    expect(events).toEqual(tells[name] === undefined ? [] : expect.arrayContaining([tells[name]]));
    // What was not filled in is not known: no note is of the case "reference", nor of a maintained school.
    const { case: reference, child, la, school, schoolType, yearGroup } = analysis.reading.frontMatter.data;
    expect([reference, child, la, school, schoolType, yearGroup].filter((value) => value)).toEqual([]);
    expect(analysis.reading.children.join('')).toBe('');
    if (tells[name] !== undefined) expect(analysis.deadlines.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(templates))('%s, starts nothing while its day is left open', (_name, { body }) => {
    // The entry stands under today's day, which is not the day of the letter: a limit from it would come out late.
    const { deadlines } = read(filled(body, '(day not known yet)'));
    expect(deadlines.filter(({ due }) => due !== undefined).map(({ rule }) => rule.id)).toEqual([]);
  });
});
