import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type FileAccess, FileProblem } from '../files/access.ts';
import { NodeFiles } from '../files/node-files.ts';
import { type NoteText, NoteTexts } from './noteTexts.ts';

const uris = Array.from({ length: 100 }, (_, i) => `file:///notes/${i}.md`);

/** Files that say how they were read; `slow` gives the time that one takes, in milliseconds. */
function files(slow: (uri: string) => number = () => 0) {
  const asked = { now: [] as string[], later: [] as string[] };
  let time = 0;
  const take = (uri: string) => {
    time += 0.02 + slow(uri);
    if (uri.endsWith('/7.md')) throw new FileProblem('no permission to read it');
    return uri.endsWith('/8.md') ? undefined : `text of ${uri}`;
  };
  const access: FileAccess = {
    async *notesIn() {},
    async read(uri) {
      asked.later.push(uri);
      return take(uri);
    },
    readNow(uri) {
      asked.now.push(uri);
      return take(uri);
    },
  };
  const texts = (given: FileAccess = access, wanted: (uri: string) => boolean = () => true) =>
    new NoteTexts(given, uris, wanted, () => time);
  return { access, asked, texts };
}

async function all(texts: NoteTexts): Promise<NoteText[]> {
  const found: NoteText[] = [];
  for (const _ of uris) found.push(await texts.next());
  return found;
}

const expected = uris.map((uri) =>
  uri.endsWith('/7.md') ? 'no permission to read it' : uri.endsWith('/8.md') ? undefined : `text of ${uri}`,
);
const plain = (texts: readonly NoteText[]) => texts.map((t) => (t instanceof FileProblem ? t.message : t));

describe('the texts of many notes', () => {
  it('come in order, the first alone, then at once', async () => {
    const { asked, texts } = files();
    expect(plain(await all(texts()))).toEqual(expected);
    expect(asked.later).toEqual(uris.slice(0, 1));
    expect(asked.now).toEqual(uris.slice(1));
  });

  it('come by promises for a while after a slow one', async () => {
    const { asked, texts } = files((uri) => (uri.endsWith('/20.md') ? 9 : 0));
    expect(plain(await all(texts()))).toEqual(expected);
    const again = 20 + 9 * 8;
    expect(asked.now).toEqual([...uris.slice(1, 21), ...uris.slice(again)]);
    expect(asked.later).toEqual([uris[0], ...uris.slice(21, again)]);
  });

  it('come by promises from a drive that is slow from the first', async () => {
    const { asked, texts } = files((uri) => (uri.endsWith('/0.md') ? 3000 : 0));
    expect(plain(await all(texts()))).toEqual(expected);
    expect(asked.now).toEqual([]);
  });

  it('come by promises where there is no other way', async () => {
    const { access, asked, texts } = files();
    expect(plain(await all(texts({ notesIn: access.notesIn, read: access.read })))).toEqual(expected);
    expect(asked.later).toEqual(uris);
  });

  it('are not read where nobody wants them', async () => {
    const { access, asked, texts } = files();
    const found = await all(texts(access, (uri) => !uri.endsWith('5.md')));
    expect(found[5]).toBeUndefined();
    expect([...asked.now, ...asked.later].filter((uri) => uri.endsWith('5.md'))).toEqual([]);
  });
});

describe('a file read at once', () => {
  it('reads as one read by a promise, whatever it holds', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'casenotes-texts-'));
    try {
      const contents: [string, Uint8Array | string][] = [
        ['empty.md', ''],
        ['plain.md', '# Note\n\n3 May 2026 plan received\n'],
        ['bom.md', '\ufeff# Note\n'],
        ['bytes.md', new Uint8Array([0xff, 0xfe, 0, 0x80, 0x41, 0xe2, 0x82])],
        ['long.md', 'ä long line €\n'.repeat(100_000)],
        ['short.md', 'after a long one'],
      ];
      for (const [name, content] of contents) await writeFile(path.join(folder, name), content);
      await mkdir(path.join(folder, 'folder.md'));
      await symlink(path.join(folder, 'loop.md'), path.join(folder, 'loop.md'));
      const access = new NodeFiles();
      const names = [...contents.map(([name]) => name), 'folder.md', 'loop.md', 'none.md'];
      for (const name of names) {
        const uri = pathToFileURL(path.join(folder, name)).href;
        const later = await access.read(uri).catch((error: unknown) => (error as Error).message);
        let now: string | undefined;
        try {
          now = access.readNow(uri);
        } catch (error) {
          expect(error).toBeInstanceOf(FileProblem);
          now = (error as Error).message;
        }
        expect(now, name).toBe(later);
      }
      expect(access.readNow('untitled:one')).toBeUndefined();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
