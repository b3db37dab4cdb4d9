// A note tells the same in every encoding that a program for Windows or a Mac saves it in.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decode } from './decode.ts';
import { NodeFiles } from './node-files.ts';

const text = '## 4 May 2026 – call\n\nThey haven’t sent it: “£20”, café.\n';
/** Windows-1252 has its own bytes for these alone. */
const windows: Readonly<Record<string, number>> = { '–': 0x96, '’': 0x92, '“': 0x93, '”': 0x94 };
const big = (words: string): Buffer => Buffer.from(words, 'utf16le').swap16();

const ways: readonly (readonly [string, Buffer])[] = [
  ['UTF-8', Buffer.from(text)],
  ['Windows-1252', Buffer.from(Array.from(text, (c) => windows[c] ?? c.charCodeAt(0)))],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without', Buffer.from(text, 'utf16le')],
  ['UTF-16, the other way round, with a mark', big(`\ufeff${text}`)],
  ['UTF-16, the other way round, without', big(text)],
  ['lines parted by CR alone', Buffer.from(text.replaceAll('\n', '\r'))],
];

describe('a file is the same text', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'casenotes-decode-'));
  afterAll(() => rm(folder, { recursive: true }));

  it.each(ways)('in %s', async (name, bytes) => {
    expect(decode(bytes)).toBe(text);
    const file = path.join(folder, `${name}.md`);
    await writeFile(file, bytes);
    const uri = pathToFileURL(file).href;
    expect(new NodeFiles().readNow(uri)).toBe(text);
    expect(await new NodeFiles().read(uri)).toBe(text);
  });

  it('where it is empty, or one character', () => {
    for (const words of ['', 'a', '\n', '\r\n']) expect(decode(Buffer.from(words))).toBe(words);
  });
});
