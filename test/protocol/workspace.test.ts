// The server over a whole folder: the index, diagnostics of closed notes, settings, a new day, and what goes wrong.
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { type Editor, oneEditor, plainClient, refused, requested, richClient } from './client.ts';

const start = oneEditor();

type Known = { uri: string; value: string }[];
const pull = (server: Editor, previousResultIds: Known = []) =>
  server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
const idsOf = (report: WorkspaceDiagnosticReport): Known =>
  report.items.map((item) => ({ uri: item.uri, value: item.resultId! }));

describe('diagnostics of the workspace', () => {
  it('stay when a note is closed: the last question about it is answered from its file', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const uri = await server.open('a.md', refused);
    const open = await server.diagnostics(uri);
    expect(open.length).toBeGreaterThan(0);
    await server.change(uri, 2, '# Nothing is left\n');
    expect(await server.diagnostics(uri)).toEqual([]);
    await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await server.diagnostics(uri)).toEqual(open);
    await rm(new URL(uri));
    expect(await server.diagnostics(uri)).toEqual([]);
  });

  it('tell of closed notes, then wait until something changes', async () => {
    const server = await start({
      files: { 'a.md': refused, 'sub/b.md': requested, 'c.md': '# Nothing\n', 'd.txt': refused },
    });
    const first = await pull(server);
    expect(first.items.map((item) => path.basename(item.uri)).sort()).toEqual(['a.md', 'b.md']);

    let answered = false;
    const second = pull(server, idsOf(first)).then((report) => {
      answered = true;
      return report;
    });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(answered).toBe(false);

    await writeFile(path.join(server.folder, 'a.md'), '## 4 May 2026\n');
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: server.uri('a.md'), type: 2 }],
    });
    const report = await second;
    expect(report.items).toMatchObject([{ uri: server.uri('a.md'), kind: 'full', items: [] }]);
  });

  it('let go of a note that is deleted', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const first = await pull(server);
    const second = pull(server, idsOf(first));
    await rm(path.join(server.folder, 'a.md'));
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: server.uri('a.md'), type: 3 }],
    });
    expect((await second).items).toMatchObject([{ uri: server.uri('a.md'), items: [] }]);
    expect(await server.command('casenotes.deadlines')).toEqual([]);
  });

  it('are pushed to a client that cannot pull', async () => {
    const server = await start({ files: { 'a.md': refused }, capabilities: plainClient });
    await server.until(() => server.pushed.get(server.uri('a.md'))?.diagnostics.length === 2);
  });

  it('ask for files to be watched', async () => {
    const server = await start({ files: {} });
    await server.until(() => server.requestsSeen.includes('client/registerCapability'));
  });
});

describe('the lists', () => {
  it('hold the limits of every note and follow an open one', async () => {
    const server = await start({
      files: { 'a.md': refused, 'b.md': requested },
      options: { changeNotifications: true },
    });
    await server.until(() => server.requestsSeen.includes('casenotes/changed'));
    const rows =
      await server.command<{ uri: string; due: string; line: number; summary: string }[]>('casenotes.deadlines');
    expect(new Set(rows.map((row) => path.basename(row.uri)))).toEqual(new Set(['a.md', 'b.md']));
    expect(rows.find((row) => row.due === '2026-07-03')).toMatchObject({ line: 3 });

    const before = server.requestsSeen.length;
    const uri = await server.open('a.md', '## 4 May 2026\n');
    await server.until(() => server.requestsSeen.length > before);
    const after = await server.command<{ uri: string }[]>('casenotes.deadlines');
    expect(after.filter((row) => row.uri === uri)).toEqual([]);
  });

  it('can be kept: only the notes that changed are told again', async () => {
    const server = await start({
      files: { 'a.md': refused, 'b.md': requested },
      options: { changeNotifications: true },
    });
    await server.until(() => server.requestsSeen.includes('casenotes/changed'));
    interface Changes {
      readonly stamp: number;
      readonly notes: { readonly uri: string; readonly rows: readonly object[] }[];
    }
    const changes = (since: number) => server.command<Changes>('casenotes.deadlines', since);
    const first = await changes(0);
    expect(first.notes.flatMap(({ rows }) => rows).length).toBe(
      (await server.command<object[]>('casenotes.deadlines')).length,
    );
    expect(await changes(first.stamp)).toEqual({ stamp: first.stamp, notes: [] });
    const before = server.requestsSeen.length;
    const uri = await server.open('a.md', requested);
    await server.until(() => server.requestsSeen.length > before);
    const second = await changes(first.stamp);
    expect(second.notes.map((note) => note.uri)).toEqual([uri]);
    await rm(path.join(server.folder, 'b.md'));
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: server.uri('b.md'), type: 3 }],
    });
    const third = await changes(second.stamp);
    expect(third.notes).toEqual([{ uri: server.uri('b.md'), rows: [] }]);
  });

  it('offer letters, fitting ones first, and write them', async () => {
    const server = await start();
    const uri = await server.open('b.md', requested);
    const letters = await server.command<{ id: string; fits: boolean; reason?: string }[]>('casenotes.letters', uri, 2);
    expect(letters[0]).toMatchObject({ fits: true });
    expect(letters[0]!.reason).toBeTruthy();
    const letter = await server.command<{ snippet: string; text: string }>('casenotes.letter', uri, 2, letters[0]!.id);
    expect(letter.snippet).toContain('> ');
    expect(letter.text).not.toContain('> ');
    expect(await server.command('casenotes.letter', uri, 2, 'no-such-letter')).toBeNull();
  });

  it('say what was made of a note', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused);
    expect(await server.command('casenotes.status', uri)).toMatchObject({ read: true, events: 1, today: '2026-06-20' });
    const own = await server.open('b.md', `---\ncasenotes: false\n---\n\n${refused}`);
    expect(await server.command('casenotes.status', own)).toMatchObject({ read: false });
    expect(await server.diagnostics(own)).toEqual([]);
  });
});

describe('a new day', () => {
  it('is noticed, and the client asked to look again', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused);
    expect((await server.diagnostics(uri))[0]).toMatchObject({ severity: 2 });
    await server.command('casenotes.setToday', '2026-07-04');
    await server.until(() => server.requestsSeen.includes('workspace/diagnostic/refresh'));
    expect((await server.diagnostics(uri))[0]).toMatchObject({ severity: 1 });
    expect(await server.command('casenotes.setToday', 'soon')).toBe(false);
  });

  it('counts the limits of closed notes from it before they have been read again', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const left = async () =>
      ((await server.command('casenotes.deadlines')) as { rule: string; daysLeft?: number; status: string }[]).find(
        ({ rule }) => rule === 'tribunal-appeal',
      );
    await expect.poll(left, { timeout: 10_000 }).toMatchObject({ daysLeft: 13, status: 'close' });
    // The question comes right behind the new day.
    const [, after] = await Promise.all([server.command('casenotes.setToday', '2026-07-05'), left()]);
    expect(after).toMatchObject({ daysLeft: -2, status: 'past' });
  });
});

describe('settings', () => {
  it('of the folder win over those of the editor', async () => {
    const files = { 'casenotes.yaml': 'warningDays: 5\nexclude: [old]\n', 'old/b.md': refused };
    const server = await start({ files, configuration: () => ({ warningDays: 30 }) });
    const uri = await server.open('a.md', refused);
    await server.until(() => server.requestsSeen.includes('workspace/diagnostic/refresh'));
    expect(await server.diagnostics(uri)).toEqual([]);
    expect(await server.diagnostics(await server.open('old/b.md', refused))).toEqual([]);
    expect(await server.command('casenotes.status', server.uri('old/b.md'))).toMatchObject({ read: false });
  });

  it('of the editor serve where the folder says nothing', async () => {
    const server = await start({ files: {}, configuration: () => ({ warningDays: 2 }) });
    await server.until(() => server.requestsSeen.includes('workspace/diagnostic/refresh'));
    expect(await server.diagnostics(await server.open('a.md', refused))).toEqual([]);
  });

  it('that are broken are named at their place, and the rest goes on', async () => {
    const server = await start({ files: { 'casenotes.yaml': 'warningDays: soon\nexclude: [old]\n', 'a.md': refused } });
    const uri = server.uri('casenotes.yaml');
    await server.until(() => server.pushed.has(uri));
    expect(server.pushed.get(uri)!.diagnostics).toMatchObject([
      { code: 'settings-invalid', range: { start: { line: 0, character: 13 } } },
    ]);
    expect((await pull(server)).items).toHaveLength(1);
    await server.open('casenotes.yaml', 'warningDays: 10\n', 'yaml');
    await server.until(() => server.pushed.get(uri)!.diagnostics.length === 0);
  });
});

describe('bad input', () => {
  it('of every kind leaves the others read', async () => {
    const server = await start({
      files: {
        'good.md': refused,
        'binary.md': new Uint8Array([0, 1, 2, 255, 254, 0, 13, 10, 200, 201]),
        'long-line.md': `${'word '.repeat(200_000)}\n`,
        'front.md': `---\nchild: [broken\n---\n\n${refused}`,
        'half.md': new Uint8Array([35, 32, 0xe2, 0x82]),
      },
    });
    const { items } = await pull(server);
    expect(items.map((item) => path.basename(item.uri))).toContain('good.md');
    expect(items.map((item) => path.basename(item.uri))).toContain('front.md');
  });

  it('of five megabytes is answered', async () => {
    const server = await start();
    const text = `${refused}\n${'A line without any date in it, just words about the call.\n'.repeat(90_000)}`;
    const uri = await server.open('big.md', text);
    const items = await server.diagnostics(uri);
    expect(items.length).toBeGreaterThan(0);
  }, 20_000);

  it('such as a folder that cannot be read is named and passed over', async () => {
    const server = await start({ capabilities: { ...richClient, workspace: {} }, files: { 'good.md': refused } });
    const locked = path.join(server.folder, 'locked');
    await mkdir(locked);
    await chmod(locked, 0);
    await server.command('casenotes.setToday', '2026-06-21');
    const { items } = await pull(server);
    expect(items).toHaveLength(1);
    // The super-user reads everything, so there is nothing to tell when the tests run as one.
    if (process.getuid?.() !== 0) expect(server.log.join('\n')).toContain('locked: no permission');
    await chmod(locked, 0o700);
  });

  it('never shows text of a note in the log', async () => {
    const server = await start({ files: { 'front.md': '---\nchild: [Secretname\n---\n' } });
    await server.open('front.md', '---\nchild: [Secretname\n---\n');
    await server.command('casenotes.nonsense', 'Secretname').catch(() => undefined);
    expect(server.log.join('\n')).not.toContain('Secretname');
  });

  it('such as a kill ends the server; a new one says the same', async () => {
    const first = await start({ files: { 'a.md': refused } });
    const before = await first.diagnostics(await first.open('a.md', refused));
    const dead = new Promise((resolve) => first.process.once('exit', resolve));
    first.process.kill('SIGKILL');
    await dead;
    await first.stop();
    const second = await start({ files: { 'a.md': refused } });
    expect(await second.diagnostics(await second.open('a.md', refused))).toEqual(before);
  });
});
