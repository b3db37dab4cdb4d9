// The timeline and the caseload calendar as their webviews show them, in a real Chromium: under their own content
// policy, with the themes' colours, by keyboard, and looked at by axe. The content is made from the examples.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Content, type Control, controlsHtml, type FromPage, pageHtml } from '../../client/src/views/page.ts';
import { launchBrowser } from '../../scripts/lib/browser.mts';
import { type Day, parseIsoDay } from '../../server/src/calendar/day.ts';
import { analyse } from '../../server/src/casefile/analyse.ts';
import { defaultSettings } from '../../server/src/casefile/settings.ts';
import { loadEngine } from '../../server/src/data.ts';
import { calendarHtml } from '../../server/src/exports/calendar-months.ts';
import { chronology, formatChronology } from '../../server/src/exports/chronology.ts';
import { formatLateness, LatenessCounter } from '../../server/src/exports/lateness.ts';
import { caseloadSummary } from '../../server/src/exports/lists.ts';
import { rowsOf } from '../../server/src/exports/rows.ts';
import { timeline, timelinePage, timelineSvg, timelineTables } from '../../server/src/exports/timeline.ts';
import { type ThemeName, themes } from './themes.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const media = path.join(root, 'client/media');
const artefacts = path.join(root, 'test-artefacts');
const origin = 'https://views.test';
const today = parseIsoDay('2026-06-20') as Day;

const engine = loadEngine();
const examples = readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.md'));
const analyses = new Map(
  examples.map((name) => {
    const text = readFileSync(path.join(root, 'examples', name), 'utf8');
    const reading = engine.read(text, { today });
    return [name, analyse(reading, text, { law: engine, today, settings: defaultSettings })];
  }),
);

const controls: readonly Control[] = [
  {
    kind: 'choice',
    id: 'child',
    label: 'Child',
    value: '0',
    options: [
      { value: '0', label: 'K.B.' },
      { value: '1', label: '<b>"' },
    ],
  },
  { kind: 'button', id: 'save-picture', label: 'Save as Picture…' },
];

function timelineContent(name: string, width?: number): Content {
  const drawn = timeline(analyses.get(name)!, [...engine.events.values()]);
  expect(drawn.bars.length).toBeGreaterThan(1);
  const html = timelineSvg(drawn, width === undefined ? {} : { width }) + timelineTables(drawn, true);
  return {
    type: 'content',
    heading: 'Timeline: K.B.',
    controls: controlsHtml(controls),
    html,
    state: { uri: name, child: 0 },
  };
}

function calendarContent(): Content {
  const rows = [...analyses].flatMap(([name, analysis]) => rowsOf(`file:///${name}`, analysis));
  const html = calendarHtml(rows, today, 3);
  return {
    type: 'content',
    heading: 'Caseload Calendar',
    controls: controlsHtml(controls),
    html,
    state: { months: 3 },
  };
}

let browser: Browser;
let page: Page;
beforeAll(async () => {
  await mkdir(artefacts, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
afterEach(() => page?.close());

/** What the page has said to its host. */
const said = () => page.evaluate(() => (globalThis as unknown as { said: FromPage[] }).said);
const policyBroken: string[] = [];

/** Opens the page as the editor does, with a host that only listens. */
async function open(content: Content, theme: ThemeName = 'light'): Promise<void> {
  const { kind, colours } = themes[theme];
  page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  policyBroken.length = 0;
  page.on('console', (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) policyBroken.push(message.text());
  });
  page.on('pageerror', (error) => policyBroken.push(error.message));
  const html = pageHtml({
    title: 'Timeline',
    language: 'en-GB',
    cspSource: origin,
    nonce: 'abc123',
    styleUri: `${origin}/views.css`,
    scriptUri: `${origin}/views.js`,
    waiting: 'Reading…',
    state: { uri: 'file:///a "note".md', child: 0 },
  });
  await page.route('**/*', async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    if (name !== 'views.css' && name !== 'views.js') return route.abort();
    const contentType = name.endsWith('css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ body: readFileSync(path.join(media, name)), contentType });
  });
  await page.addInitScript(
    ({ kind, colours }) => {
      const global = globalThis as unknown as Record<string, unknown> & { said: unknown[]; kept: unknown };
      global.said = [];
      global.acquireVsCodeApi = () => ({
        postMessage: (message: unknown) => global.said.push(message),
        setState: (state: unknown) => {
          global.kept = state;
        },
        getState: () => global.kept,
      });
      addEventListener('DOMContentLoaded', () => {
        const { body, documentElement } = global.document as {
          body: { className: string };
          documentElement: { style: { setProperty(name: string, value: string): void } };
        };
        body.className = kind;
        for (const [name, value] of Object.entries(colours))
          documentElement.style.setProperty(`--vscode-${name}`, value);
      });
    },
    { kind, colours },
  );
  await page.goto(`${origin}/`);
  // Kept before any content: a window that is reloaded at once still knows its note.
  expect(await page.evaluate(() => (globalThis as unknown as { kept: unknown }).kept)).toEqual({
    uri: 'file:///a "note".md',
    child: 0,
  });
  await page.evaluate(
    (data) => (globalThis as unknown as { postMessage(data: unknown, to: string): void }).postMessage(data, '*'),
    content as never,
  );
  await page.locator('#content:not([aria-busy]) table').first().waitFor();
}

/** Violations of axe, as lines. */
async function faults(): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )) as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

describe.each(Object.keys(themes) as ThemeName[])('in the %s theme', (theme) => {
  it('the timeline is readable for everybody', async () => {
    await open(timelineContent('2-needs-assessment.md'), theme);
    await page.screenshot({ path: path.join(artefacts, `timeline-${theme}.png`), fullPage: true });
    expect(await faults()).toEqual([]);
    expect(policyBroken).toEqual([]);
  });

  it('the calendar is readable for everybody', async () => {
    await open(calendarContent(), theme);
    await page.screenshot({ path: path.join(artefacts, `calendar-${theme}.png`), fullPage: true });
    expect(await faults()).toEqual([]);
    expect(policyBroken).toEqual([]);
  });
});

describe('the timeline', () => {
  it('tells the host where to go, by keyboard', async () => {
    await open(timelineContent('3-refusal-chronology.md'));
    await page.locator('.go').first().focus();
    await page.keyboard.press('Enter');
    expect((await said()).at(-1)).toMatchObject({ type: 'go', line: expect.any(Number) });
    await page.locator('#save-picture').focus();
    await page.keyboard.press('Space');
    expect((await said()).at(-1)).toEqual({ type: 'press', id: 'save-picture' });
    await page.locator('#child').selectOption('1');
    expect((await said()).at(-1)).toEqual({ type: 'choose', id: 'child', value: '1' });
  });

  it.each([320, 440, 700])('keeps its words whole and in sight in a column of %i pixels', async (width) => {
    for (const name of ['2-needs-assessment.md', '3-refusal-chronology.md']) {
      await open(timelineContent(name, width));
      await page.screenshot({ path: path.join(artefacts, `timeline-${width}.png`) });
      const outside = await page.locator('svg text').evaluateAll((texts, width) => {
        const boxes = texts.map((text) => (text as unknown as { getBBox(): { x: number; width: number } }).getBBox());
        return texts
          .filter((_, i) => boxes[i]!.x < 0 || boxes[i]!.x + boxes[i]!.width > width)
          .map((t) => t.textContent);
      }, width);
      expect(outside, name).toEqual([]);
      await page.close();
    }
    page = await browser.newPage();
  });

  it('tells the host how much room there is, and when that changes', async () => {
    await open(timelineContent('3-refusal-chronology.md'));
    const [ready] = await said();
    expect(ready).toMatchObject({ type: 'ready', width: expect.any(Number) });
    await page.setViewportSize({ width: 600, height: 700 });
    await expect.poll(async () => (await said()).at(-1)).toMatchObject({ type: 'width', width: expect.any(Number) });
    expect(((await said()).at(-1) as { width: number }).width).toBeLessThan(600);
  });

  it('keeps focus and state when it is drawn anew', async () => {
    const content = timelineContent('3-refusal-chronology.md');
    await open(content);
    await page.locator('#save-picture').focus();
    await page.evaluate(
      (data) => (globalThis as unknown as { postMessage(data: unknown, to: string): void }).postMessage(data, '*'),
      {
        ...content,
        heading: 'Anew',
      } as never,
    );
    await page.locator('#heading', { hasText: 'Anew' }).waitFor();
    expect(await page.locator('#save-picture:focus').count()).toBe(1);
    expect(await page.evaluate(() => (globalThis as unknown as { kept: unknown }).kept)).toEqual(content.state);
    expect((await said())[0]).toMatchObject({ type: 'ready' });
  });
});

describe('the calendar', () => {
  it('narrows the table to a day and back, by keyboard, and says so', async () => {
    await open(calendarContent());
    const day = page.locator('.day').first();
    const all = await page.locator('tr[data-day]:visible').count();
    await day.focus();
    await page.keyboard.press('Enter');
    const some = await page.locator('tr[data-day]:visible').count();
    expect(some).toBeLessThan(all);
    expect(some).toBeGreaterThan(0);
    expect(await page.locator('#said').textContent()).toBe(await day.getAttribute('title'));
    expect(await day.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await page.locator('tr[data-day]:visible').count()).toBe(all);
    await page.keyboard.press('ArrowRight');
    expect(
      await page
        .locator('.day')
        .nth(1)
        .evaluate((element) => element.matches(':focus')),
    ).toBe(true);
  });

  it('leads to the note', async () => {
    await open(calendarContent());
    await page.locator('.go').first().click();
    expect((await said()).at(-1)).toMatchObject({ type: 'go', uri: expect.stringMatching(/^file:\/\/\//) });
  });
});

describe('the pages to print or to send', () => {
  const events = [...engine.events.values()];
  const rows = [...analyses].flatMap(([name, analysis]) => rowsOf(name, analysis));
  const lateness = new LatenessCounter(today);
  // Enough of each for a picture: small numbers are withheld.
  for (let i = 0; i < 6; i++) for (const row of rows) lateness.add(row);
  const analysis = analyses.get('2-needs-assessment.md')!;
  const pages: Readonly<Record<string, string>> = {
    summary: caseloadSummary(rows, today, 'html'),
    chronology: formatChronology(chronology(analysis, events), 'K.M.', 'html'),
    lateness: formatLateness(lateness.lines(), 'html'),
    timeline: timelinePage(timeline(analysis, events), 'K.M.'),
  };

  it.each(Object.keys(pages))('%s is readable for everybody, in light and in dark, without a script', async (name) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 800 } });
      await page.setContent(pages[name]!);
      await page.screenshot({ path: path.join(artefacts, `page-${name}-${colorScheme}.png`), fullPage: true });
      expect(await faults(), colorScheme).toEqual([]);
      expect(await page.locator('script, link, img, iframe').count()).toBe(0);
      await page.close();
    }
  });
});
