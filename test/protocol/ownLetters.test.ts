// A service's own letters: read from the folder's packs, over ours by id, with mistakes at their place; off where the
// folder is not trusted; nothing outside the folder is read.
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Editor, type StartOptions } from './client.ts';

const note = '## 5 January 2026\n\nRequest sent. <!-- casenotes: event ehcna-requested 2026-01-05 -->\n';
const letter = (id: string, title: string, body: string) =>
  `---\nid: ${id}\ntitle: ${title}\npurpose: a letter of our own\nrecipient: Us\nsubject: About {{child}}\n---\n\n${body}\n`;
const files = {
  'casenotes.yaml': 'packs: [ours]\n',
  'a.md': note,
  'ours/letters/plan-late.md': letter('plan-late', 'Our own plan letter', 'It was due on {{dueDate}}.'),
  'ours/letters/extra.md': letter('extra', 'Something else', 'Hello {{child}}.'),
  'ours/letters/wrong.md': letter('wrong', 'Wrong', 'Hello\n{{childs}}.'),
};

let editor: Editor | undefined;
async function start(options: StartOptions): Promise<Editor> {
  editor = await Editor.start({ today: '2026-06-20', ...options });
  return editor;
}
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

type Listed = { id: string; title: string; group: string }[];
async function letters(server: Editor): Promise<Listed> {
  return server.command<Listed>('casenotes.letters', server.uri('a.md'), 2);
}

/** Waits until the server has read its folders. */
async function ready(server: Editor): Promise<void> {
  await server.request('workspace/diagnostic', { previousResultIds: [] });
}

describe("a service's own letters", () => {
  it('stand beside ours, or in their place', async () => {
    const server = await start({ files });
    await ready(server);
    const listed = await letters(server);
    expect(listed.find((l) => l.id === 'plan-late')?.title).toBe('Our own plan letter');
    expect(listed.find((l) => l.id === 'extra')).toMatchObject({ group: 'Our own letters' });
    const made = await server.command<{ text: string }>('casenotes.letter', server.uri('a.md'), 2, 'extra');
    expect(made.text).toContain("Hello [child's initials].");
  });

  it('are told of a mistake at its place, and are no casenotes', async () => {
    const server = await start({ files });
    await ready(server);
    const uri = server.uri('ours/letters/wrong.md');
    expect(server.pushed.get(uri)?.diagnostics).toMatchObject([
      { code: 'letter-invalid', range: { start: { line: 9, character: 0 } } },
    ]);
    expect((await letters(server)).some((l) => l.id === 'wrong')).toBe(false);
    await writeFile(path.join(server.folder, 'ours/letters/wrong.md'), letter('wrong', 'Right', 'Hello {{child}}.'));
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await expect.poll(() => server.pushed.get(uri)?.diagnostics, { timeout: 5000 }).toEqual([]);
    expect((await letters(server)).some((l) => l.id === 'wrong')).toBe(true);
  });

  it('are off in a folder that is not trusted', async () => {
    const server = await start({ files, options: { trusted: false } });
    await ready(server);
    expect((await letters(server)).find((l) => l.id === 'plan-late')?.title).toBe('Draft or final plan late');
    expect(server.pushed.get(server.uri('ours/letters/wrong.md'))).toBeUndefined();
  });

  it('are never read from outside the folder, by path or by link', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'casenotes-outside-'));
    try {
      await writeFile(path.join(outside, 'x.md'), letter('from-outside', 'Outside', 'Hello.'));
      const server = await start({
        files: { ...files, 'casenotes.yaml': `packs: [ours, ../x, linked, "${outside}"]\n`, 'linked/here.txt': '' },
      });
      await symlink(outside, path.join(server.folder, 'linked/letters'));
      await symlink(path.join(outside, 'x.md'), path.join(server.folder, 'ours/letters/x.md'));
      await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: server.uri('casenotes.yaml'), type: 2 }],
      });
      await new Promise((resolve) => setTimeout(resolve, 600));
      await ready(server);
      const ids = (await letters(server)).map((l) => l.id);
      expect(ids).toContain('extra');
      expect(ids).not.toContain('from-outside');
    } finally {
      await rm(outside, { recursive: true });
    }
  });
});
