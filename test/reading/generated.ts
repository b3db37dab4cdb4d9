// Notes with known truth: the ways of writing each event (wordings/*.yaml) put into every structure that a note can have,
// and changes to a note that must not change what it says. Used by the fast suite on a sample, by the long one on all.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';
import type { Chance } from './notes.ts';

/** One way of writing an event: what the case has come to, the words, and the day they mean on 1 June 2026. */
export interface Wording {
  readonly event: string;
  readonly after: string | undefined;
  readonly words: string;
  readonly day: string;
}

interface Group {
  readonly after?: string;
  readonly says: readonly string[];
}

const folder = path.join(import.meta.dirname, 'wordings');
const today = parseIsoDay('2026-06-20')!;

/** Every wording of the lists, but rows of tables and list items, which bring their own structure. */
export function allWordings(): Wording[] {
  const out: Wording[] = [];
  for (const name of readdirSync(folder).sort()) {
    const data = parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, readonly Group[]>;
    for (const [event, groups] of Object.entries(data)) {
      for (const { after, says } of groups) {
        for (const line of says) {
          const [words = '', day = '2026-06-01'] = line.split(/ ?=> /);
          if (!/^[|-]/.test(words)) out.push({ event, after, words, day });
        }
      }
    }
  }
  return out;
}

/** Ways to set an entry of 1 April (what went before, if any) and one of 1 June down. */
export const structures: Readonly<Record<string, (after: string | undefined, words: string) => string>> = {
  headings: (after, words) => `${after ? `## 1 April 2026\n\n${after}\n\n` : ''}## 1 June 2026\n\n${words}\n`,
  list: (after, words) => `${after ? `- 1 April 2026: ${after}\n` : ''}- 1 June 2026: ${words}\n`,
  bold: (after, words) => `${after ? `**01/04/26** - ${after}\n\n` : ''}**01/06/26** - ${words}\n`,
  nested: (after, words) => `${after ? `- 1.4.26\n  - ${after}\n` : ''}- 1.6.26\n  - ${words}\n`,
  table: (after, words) =>
    `| Date | What |\n|---|---|\n${after ? `| 1 April 2026 | ${after} |\n` : ''}| 1 June 2026 | ${words} |\n`,
  month: (after, words) =>
    `${after ? `## April 2026\n\n**1st** - ${after}\n\n` : ''}## June 2026\n\n**1st** - ${words}\n`,
};

/** What a text gives: event, day and assertion, in a settled order. */
export function eventsOf(text: string): string[] {
  const { events } = loadEngine().read(text, { today });
  return events.map((e) => `${e.event} ${formatIsoDay(e.day)} ${e.assertion}`).sort();
}

/** Wordings that a structure loses, in words. */
export function lost(wordings: readonly Wording[], structure: string): string[] {
  const make = structures[structure]!;
  return wordings.flatMap(({ event, after, words, day }) => {
    const found = eventsOf(make(after, words));
    return found.some((f) => f.startsWith(`${event} ${day} `)) ? [] : [`${structure}: ${event}: ${words} => ${day}`];
  });
}

/** Lines that say nothing that happened. */
const talk = [
  'Long chat about sleep and the new bed.',
  'Left a message, line was busy.',
  'WHO is worried about the noise in class.',
  'Sent our leaflet and the opening hours.',
  'Nothing new this week.',
];

/** A note of list entries, each dated in full: wordings of different events, a week or more apart, with talk between. */
export function caseNote(wordings: readonly Wording[], chance: Chance): string[] {
  const chosen = wordings[chance(wordings.length)]!;
  const entries = [`- 1 June 2026: ${chosen.words}`];
  if (chosen.after !== undefined) entries.unshift(`- 1 April 2026: ${chosen.after}`);
  const extra = 1 + chance(3);
  for (let k = 0; k < extra; k++) {
    const day = 2 + chance(26);
    entries.push(`- ${day} June 2026: ${talk[chance(talk.length)]!}`);
  }
  return entries;
}

/** Changes to a list of entries that must leave its events as they are. */
export const changes: Readonly<Record<string, (entries: readonly string[], chance: Chance) => string>> = {
  'a blank line between entries': (entries) => `${entries.join('\n\n')}\n`,
  'CRLF line ends': (entries) => `${entries.join('\r\n')}\r\n`,
  'a code fence among them': (entries) => {
    const [first, ...rest] = entries;
    return `${first}\n\n\`\`\`\n- 2 May 2026: appeal lodged\n\`\`\`\n\n${rest.join('\n')}\n`;
  },
  'a quotation among them': (entries) => {
    const [first, ...rest] = entries;
    return `${first}\n\n> We refuse to assess, 2 May 2026.\n\n${rest.join('\n')}\n`;
  },
  'a comment among them': (entries) => {
    const [first, ...rest] = entries;
    return `${first}\n<!-- 2 May 2026: appeal lodged -->\n${rest.join('\n')}\n`;
  },
  'another entry': (entries, chance) => `${[...entries, `- 29 June 2026: ${talk[chance(talk.length)]!}`].join('\n')}\n`,
  'the last entry moved to the front': (entries) => `${[entries.at(-1)!, ...entries.slice(0, -1)].join('\n')}\n`,
  'other stars for the list': (entries) => `${entries.map((e) => e.replace(/^-/, '*')).join('\n')}\n`,
  'schools and councils renamed': (entries) =>
    `${entries.join('\n').replaceAll('Hillcrest', 'Marlpit').replaceAll('Oakfield', 'Thornleigh').replaceAll('Fernshire', 'Wexmoor')}\n`,
  'hard spaces': (entries) =>
    `${entries.map((e) => e.replace(/^- (\d+) (\w+) /, '-\u00a0$1\u00a0$2\u00a0')).join('\n')}\n`,
};
