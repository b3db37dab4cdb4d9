// "Why was this not seen?" and teaching: a line is explained; its words, taught to the service's own pack, are recognised
// from then on, here and after a restart, and what keeps words from counting holds for them too.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { Editor } from './client.ts';

const note =
  '# K.L.\n\n## 3 June 2026\n\nBlue form popped over to Darlington on 2 June.\n\n## 9 June 2026\n\nNo decision yet.\n';

interface Why {
  readonly sentences: readonly string[];
  readonly words: string;
  readonly events: readonly { readonly id: string; readonly title: string }[];
}
type Teaching = { readonly edit: WorkspaceEdit; readonly files: readonly string[] } | { readonly reason: string };

let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

/** Makes an edit on disk, as an editor does that saves what it changed. */
async function apply({ edit }: { edit: WorkspaceEdit }): Promise<void> {
  for (const change of edit.documentChanges ?? []) {
    if (!('textDocument' in change)) continue;
    const file = fileURLToPath(change.textDocument.uri);
    const before = await readFile(file, 'utf8').catch(() => '');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, before + change.edits.map((e) => ('newText' in e ? e.newText : '')).join(''));
  }
}

const eventsOf = async (server: Editor, file: string): Promise<string> =>
  JSON.stringify(
    await server.command('casenotes.export', 'chronology', { uri: server.uri(file), child: 0, format: 'csv' }),
  );

it('a line is explained, its words are taught, and the event is there', async () => {
  editor = await Editor.start({ today: '2026-06-20', files: { 'a.md': note } });
  const server = editor;
  const uri = server.uri('a.md');
  await expect.poll(() => eventsOf(server, 'a.md'), { timeout: 5000 }).toBeDefined();
  const why = (await server.command('casenotes.why', uri, 4)) as Why;
  expect(why.sentences.join(' ')).toContain('No event is recognised in these words.');
  expect(why.sentences.join(' ')).toContain('"2 June" has no year');
  expect(why.words).toBe('Blue form popped over to Darlington');
  expect(why.events).toContainEqual({ id: 'appeal-lodged', title: 'Appeal sent to the SEND Tribunal' });
  expect(await eventsOf(server, 'a.md')).not.toContain('Appeal sent');

  const taught = (await server.command('casenotes.teach', uri, why.words, 'appeal-lodged')) as Teaching;
  if ('reason' in taught) throw new Error(taught.reason);
  await apply(taught);
  expect(await readFile(path.join(server.folder, 'casenotes.yaml'), 'utf8')).toBe('packs: [casenotes-pack]\n');
  const changes = taught.files.map((file) => ({ uri: file, type: 1 }));
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await expect.poll(() => eventsOf(server, 'a.md'), { timeout: 5000 }).toContain('Appeal sent to the SEND Tribunal');
  expect(await eventsOf(server, 'a.md')).toContain('2026-06-02');
  const after = (await server.command('casenotes.why', uri, 4)) as Why;
  expect(after.sentences.join(' ')).toContain('Recognised: Appeal sent to the SEND Tribunal, happened on 2 June 2026');
}, 30_000);

it('a second wording goes into the same file; denied or awaited it does not count; slips are told', async () => {
  const own = 'group: own\nevents:\n  - id: appeal-lodged\n    says: ["blue form popped over"]\n';
  const denied = '## 3 June 2026\n\nBlue form not popped over yet.\n\nAwaiting the green slip.\n\nGreen slip 2 June.\n';
  editor = await Editor.start({
    today: '2026-06-20',
    files: { 'casenotes.yaml': 'packs: [ours]\n', 'ours/wordings.yaml': own, 'a.md': denied },
  });
  const server = editor;
  const uri = server.uri('a.md');
  await expect.poll(() => eventsOf(server, 'a.md'), { timeout: 5000 }).toBeDefined();
  expect(await server.command('casenotes.teach', uri, 'green slip', 'no-such-event')).toEqual({
    reason: 'There is no such event.',
  });
  const taught = (await server.command('casenotes.teach', uri, 'green slip', 'appeal-registered')) as Teaching;
  if ('reason' in taught) throw new Error(taught.reason);
  expect(taught.files).toEqual([server.uri('ours/wordings.yaml')]);
  await apply(taught);
  const changes = taught.files.map((file) => ({ uri: file, type: 2 }));
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await expect.poll(() => eventsOf(server, 'a.md'), { timeout: 5000 }).toContain('Appeal registered');
  const rows = await eventsOf(server, 'a.md');
  expect(rows).not.toContain('Appeal sent');
  expect(rows.match(/Appeal registered/g)).toHaveLength(1);
  expect(server.pushed.get(server.uri('ours/wordings.yaml'))?.diagnostics ?? []).toEqual([]);
}, 30_000);
