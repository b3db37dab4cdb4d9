// The server over a folder so large that other processes help to read it.
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { parseIsoDay } from '../../server/src/calendar/day.ts';
import { analyse } from '../../server/src/casefile/analyse.ts';
import { defaultSettings } from '../../server/src/casefile/settings.ts';
import { loadEngine } from '../../server/src/data.ts';
import { isAside } from '../../server/src/exports/rows.ts';
import { generateNote } from '../support/generate-notes.ts';
import { Editor, plainClient } from './client.ts';

let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

const count = 540;
/** Milliseconds: a busy machine takes its time. */
const patience = 40_000;
const files: Record<string, string | Uint8Array> = {};
for (let seed = 0; seed < count; seed++) files[`${seed % 7}/${seed}.md`] = generateNote(seed, 6);
files['bytes.md'] = new Uint8Array([0, 1, 2, 255]);

/** Processes that a process has started and that still run; `undefined` where the system does not say. */
async function childrenOf(pid: number): Promise<number | undefined> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => undefined);
  return list?.split(' ').filter(Boolean).length;
}

/** Waits until something outside the server holds. */
async function outside(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The first pass has ended. */
const isRead = (server: Editor) =>
  server.progress.some((p) => (p as { value?: { kind?: string } }).value?.kind === 'end');

interface Listed {
  readonly uri: string;
  readonly rule: string;
  readonly due?: string;
}

it('reads every note as one process would, answers meanwhile, and leaves no process behind', async () => {
  editor = await Editor.start({ today: '2026-06-20', files, options: { changeNotifications: true } });
  const uri = await editor.open('open.md', '# Note\n\n3 May 2026: the council refused to assess.\n');
  expect((await editor.diagnostics(uri)).length).toBeGreaterThan(0);
  await editor.until(() => isRead(editor!), patience);
  const listed = await editor.command<Listed[]>('casenotes.deadlines');

  const engine = loadEngine();
  const today = parseIsoDay('2026-06-20')!;
  const expected: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    if (typeof text !== 'string') continue;
    const { deadlines } = analyse(engine.read(text, { today }), text, {
      law: engine,
      today,
      settings: defaultSettings,
    });
    for (const { rule, status, faded } of deadlines) {
      const { prominence } = rule;
      if (isAside({ faded, prominence, status })) continue;
      if (['past', 'close', 'upcoming', 'no-date'].includes(status)) expected.push(`${editor.uri(name)} ${rule.id}`);
    }
  }
  const rows = listed.filter((row) => row.uri !== uri).map((row) => `${row.uri} ${row.rule}`);
  expect(rows.sort()).toEqual(expected.sort());
  await outside(async () => ((await childrenOf(editor!.process.pid!)) ?? 0) === 0);
});

it('reads with the rules and settings of the folder', async () => {
  const own = Object.fromEntries(Object.entries(files).slice(0, 520));
  editor = await Editor.start({
    today: '2026-06-20',
    capabilities: plainClient,
    files: { ...own, 'casenotes.yaml': 'warningDays: 60\n' },
    options: { changeNotifications: true },
  });
  await editor.until(() => editor!.requestsSeen.includes('casenotes/changed'), patience);
  const rows = await editor.command<(Listed & { status: string; daysLeft?: number })[]>('casenotes.deadlines');
  expect(rows.some(({ status, daysLeft }) => status === 'close' && daysLeft! > 14)).toBe(true);
  expect(editor.pushed.size).toBeGreaterThan(50);
});

it('goes on alone when a helping process is ended, and reads what is new', async () => {
  editor = await Editor.start({ today: '2026-06-20', files, options: { changeNotifications: true } });
  const pid = editor.process.pid!;
  if ((await childrenOf(pid)) !== undefined) {
    await outside(async () => (await childrenOf(pid))! > 0);
    const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    for (const child of list.split(' ').filter(Boolean)) process.kill(Number(child), 'SIGKILL');
  }
  await editor.until(() => isRead(editor!), patience);
  const before = await editor.command<Listed[]>('casenotes.deadlines');
  expect(new Set(before.map((row) => row.uri)).size).toBeGreaterThan(80);
  const { uri } = before[0]!;
  await writeFile(new URL(uri), '# Nothing\n');
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await outside(async () => !(await editor!.command<Listed[]>('casenotes.deadlines')).some((row) => row.uri === uri));
});
