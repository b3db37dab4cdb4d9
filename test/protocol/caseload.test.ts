// Timeline, caseload calendar and exports over the wire: what a client gets, from notes on disk and from open ones.
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './client.ts';

const refused = `---
child: Kasia Brown
la: Norwold
---

## 4 May 2026 - letter

The refusal came. <!-- casenotes: event ehcna-refused 2026-05-03 -->
`;
const answered = `## 5 January 2026

Request sent. <!-- casenotes: event ehcna-requested 2026-01-05 -->

## 1 March 2026

They refused. <!-- casenotes: event ehcna-refused 2026-03-01 -->

## 20 March 2026

Appeal is in. <!-- casenotes: event appeal-lodged 2026-03-20 -->
`;

interface Exported {
  readonly text: string;
  readonly name: string;
}

let editor: Editor;
const run = <T>(command: string, ...args: unknown[]) => editor.command<T>(command, ...args);
const exported = (what: string, options: object) => run<Exported | null>('casenotes.export', what, options);

beforeAll(async () => {
  const files = { 'a.md': refused, 'b/c.md': answered, 'x.md': 'Milk\n' };
  editor = await Editor.start({ today: '2026-06-20', files, options: { changeNotifications: true } });
  await editor.until(() => editor.requestsSeen.includes('casenotes/changed'));
});
afterAll(() => editor.stop());

describe('the timeline', () => {
  it('is drawn with its tables, under initials', async () => {
    const drawn = await run<{ name: string; svg: string; tables: string; empty: boolean }>(
      'casenotes.timeline',
      editor.uri('a.md'),
      0,
    );
    expect(drawn).toMatchObject({ name: 'K.B.', empty: false });
    expect(drawn.svg).toContain('due 3 July 2026');
    expect(drawn.tables).toContain('data-line="8"');
    expect(drawn.tables).not.toContain('Kasia');
  });

  it('is empty where nothing was read, and nothing where there is no note', async () => {
    expect(await run('casenotes.timeline', editor.uri('x.md'))).toMatchObject({ empty: true });
    expect(await run('casenotes.timeline', editor.uri('gone.md'))).toBeNull();
    expect(await run('casenotes.timeline', 7)).toBeNull();
  });

  it('is exported as a picture and as a page', async () => {
    const uri = editor.uri('a.md');
    expect((await exported('timeline', { uri, format: 'svg' }))?.text).toMatch(/^<svg /);
    expect(await exported('timeline', { uri, format: 'html' })).toMatchObject({ name: 'timeline.html' });
    expect(await exported('timeline', { uri: editor.uri('x.md'), format: 'svg' })).toBeNull();
  });
});

describe('the caseload', () => {
  it('is a calendar of the coming months', async () => {
    const { html } = await run<{ html: string }>('casenotes.calendar', 2);
    expect(html).toContain('<caption>July 2026</caption>');
    expect(html).toMatch(/data-day="2026-07-03"[^>]*title="Friday 3 July 2026: \d+ limit/);
  });

  it('goes into a calendar file that others can read; what was answered is cancelled', async () => {
    const made = await exported('deadlines', { format: 'ics' });
    const events = new ICAL.Component(ICAL.parse(made!.text)).getAllSubcomponents('vevent');
    const of = (day: string) => events.find((event) => event.getFirstPropertyValue('dtstart')?.toString() === day);
    expect(of('2026-07-03')?.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(of('2026-05-01')?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(made!.text).not.toContain('Kasia');
  });

  it('names notes by their path within the folder', async () => {
    const made = await exported('deadlines', { format: 'csv' });
    expect(made!.text).toContain('\r\nb/c.md,');
    expect(made!.text).not.toContain('file:');
  });

  it('fits on one page', async () => {
    expect(await exported('deadlines', { format: 'html' })).toMatchObject({ name: 'caseload.html' });
    expect((await exported('deadlines', { format: 'markdown' }))!.text).toContain(
      '# Caseload on Saturday 20 June 2026',
    );
  });

  it('counts how late duties are without giving a small number away', async () => {
    const made = await exported('lateness', { format: 'markdown', byMonth: true });
    expect(made).toMatchObject({ name: 'how-late.md' });
    expect(made!.text).toContain('fewer than 5 or withheld');
    expect(made!.text).not.toMatch(/\| [1-4] \|/);
  });
});

describe('the chronology', () => {
  it('tells what happened and what was kept', async () => {
    const made = await exported('chronology', { uri: editor.uri('b/c.md'), format: 'markdown' });
    expect(made).toMatchObject({ name: 'chronology.md' });
    expect(made!.text).toMatch(/20 March 2026 .*done in time \(due 1 May 2026\)/);
  });

  it('follows what is typed', async () => {
    const uri = await editor.open(
      'a.md',
      `${refused}\n## 1 June 2026\n\nIn. <!-- casenotes: event appeal-lodged 2026-06-01 -->\n`,
    );
    expect((await exported('chronology', { uri, format: 'csv' }))!.text).toContain('2026-06-01,');
  });

  it('is refused politely for what is no export', async () => {
    expect(await exported('everything', {})).toBeNull();
    expect(await run('casenotes.export')).toBeNull();
  });
});
