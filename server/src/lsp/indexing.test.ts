// The first pass over a folder: alone, with the help of other processes, and with help that fails or comes late.
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { generateNote } from '../../../test/support/generate-notes.ts';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { LineIndex } from '../casefile/lines.ts';
import { checkOwnLetters, engineFor, loadEngine, loadLetters, takeOwnLaw } from '../data.ts';
import { type FileAccess, FileProblem } from '../files/access.ts';
import type { Documents } from './documents.ts';
import { Indexing } from './indexing.ts';
import { noteReader } from './noteReader.ts';
import type { Platform } from './platform.ts';
import type { NoteReaders, ReadAnswer, ReadTask } from './readTasks.ts';
import { abilitiesOf, Session } from './session.ts';
import type { Wire } from './wire.ts';

const count = 560;
const changed = 1;
const deleted = 3;

function notes(): Map<string, string> {
  const texts = new Map<string, string>();
  for (let seed = 0; seed < count; seed++) texts.set(`file:///w/${seed % 4}/${seed}.md`, generateNote(seed, 5));
  texts.set('file:///w/none.md', '---\ncasenotes: false\n---\n3 May 2026: refusal to assess\n');
  texts.set('file:///w/broken.md', 'broken');
  texts.set('file:///w/binary.md', 'a\0b');
  return texts;
}

/** Files held in memory; one cannot be read. */
function filesOf(texts: Map<string, string>): FileAccess {
  const readNow = (uri: string) => {
    if (uri.endsWith('broken.md')) throw new FileProblem('the drive reports a fault');
    return texts.get(uri);
  };
  return {
    async *notesIn() {
      yield [...texts.keys(), 'file:///w/gone.md'];
    },
    read: async (uri) => readNow(uri),
    readNow,
  };
}

type Helping = (platform: Platform, task: (task: ReadTask) => ReadAnswer[]) => NoteReaders;

interface Pass {
  readonly session: Session;
  readonly indexing: Indexing;
  readonly found: [string, readonly Diagnostic[]][];
  readonly log: string[];
  start(): Promise<void>;
}

async function passOver(texts: Map<string, string>, help?: Helping, open = new Map<string, string>()): Promise<Pass> {
  const log: string[] = [];
  const wire = { log: (_: string, message: string) => log.push(message), progress: async () => undefined };
  const platform: Platform = {
    version: 'test',
    engine: loadEngine(),
    engineFor,
    takeOwnLaw,
    letters: loadLetters,
    readOwnLetters: checkOwnLetters,
    today: () => parseIsoDay('2026-06-20') as Day,
    files: filesOf(texts),
    ...(help
      ? { noteReaders: (contexts): NoteReaders => help(platform, noteReader(platform, structuredClone(contexts))) }
      : {}),
  };
  const session = new Session(wire as unknown as Wire, platform);
  session.abilities = abilitiesOf({}, {});
  session.files = platform.files!;
  session.documents = {
    get: (uri: string) => {
      const text = open.get(uri);
      return text === undefined ? undefined : { uri, version: 1, languageId: 'markdown', lines: new LineIndex(text) };
    },
  } as unknown as Documents;
  await session.loadFolders([{ uri: 'file:///w' }]);
  const found: Pass['found'] = [];
  const indexing = new Indexing(
    session,
    (uri, diagnostics) => found.push([uri, diagnostics]),
    () => true,
  );
  return { session, indexing, found, log, start: () => indexing.start() };
}

/** All that the index holds, in its order. */
const contents = ({ session: { index } }: Pass) => ({
  notes: [...index.notes].map((note) => ({ ...note, rows: note.rows })),
  broken: [...index.broken],
});

/** Helpers that answer after a while that differs from task to task, and remember what was asked. */
function helpers(late: (task: number) => number = () => 0): Helping & { asked: ReadTask[]; stops: number } {
  const state = Object.assign(
    (_: Platform, read: (task: ReadTask) => ReadAnswer[]): NoteReaders => ({
      count: 2,
      give: async (task) => {
        state.asked.push(task);
        const answers = structuredClone(read(structuredClone(task)));
        await new Promise((resolve) => setTimeout(resolve, late(state.asked.length)));
        return answers;
      },
      stop: () => void state.stops++,
    }),
    { asked: [] as ReadTask[], stops: 0 },
  );
  return state;
}

describe('the first pass over many notes', () => {
  it('gives the same with help as alone, in the same order', async () => {
    const alone = await passOver(notes());
    await alone.start();
    expect(contents(alone).notes).toHaveLength(count + 2);
    expect(contents(alone).broken).toEqual([{ uri: 'file:///w/broken.md', reason: 'the drive reports a fault' }]);

    const help = helpers((task) => (task % 3) * 8);
    const helped = await passOver(notes(), help);
    await helped.start();
    expect(help.asked.length).toBeGreaterThan(10);
    expect(help.stops).toBe(1);
    expect(contents(helped)).toEqual(contents(alone));
    expect(helped.found).toEqual(alone.found);
  });

  it('asks for no help with a few', async () => {
    const texts = notes();
    for (const uri of [...texts.keys()].slice(0, 200)) texts.delete(uri);
    const help = helpers();
    const pass = await passOver(texts, help);
    await pass.start();
    expect(help.asked).toEqual([]);
    expect(contents(pass).notes).toHaveLength(texts.size - 1);
  });

  it('is finished alone where help fails', async () => {
    const alone = await passOver(notes());
    await alone.start();
    for (const failsAt of [1, 4, 12]) {
      let asked = 0;
      const pass = await passOver(notes(), (_, read) => ({
        count: 2,
        give: async (task) => {
          if (++asked >= failsAt) throw new Error('a helping process has ended');
          return read(task);
        },
        stop: () => undefined,
      }));
      await pass.start();
      expect(contents(pass)).toEqual(contents(alone));
      expect(pass.log.join()).toContain('by this process alone');
    }
  });

  it('stops when it is told to', async () => {
    const help = helpers(() => 5);
    const pass = await passOver(notes(), help);
    const done = pass.start();
    while (help.asked.length < 8) await new Promise((resolve) => setTimeout(resolve, 1));
    pass.indexing.stop();
    expect(help.stops).toBe(1);
    await done;
    expect(contents(pass).notes.length).toBeLessThan(count);
    expect(pass.log).toEqual([]);
  });

  it('does not put what it has read over what is newer', async () => {
    const texts = notes();
    const help = helpers(() => 5);
    const pass = await passOver(texts, help);
    const done = pass.start();
    const [first, second] = ['file:///w/1/505.md', 'file:///w/2/502.md'];
    while (!help.asked.some(({ uris }) => uris.includes(first) || uris.includes(second)))
      await new Promise((resolve) => setTimeout(resolve, 0));
    texts.set(first, '# Nothing is left\n');
    for (const uri of [...texts.keys()]) if (uri.startsWith('file:///w/2/')) texts.delete(uri);
    await pass.indexing.filesChanged([
      { uri: first, type: changed },
      { uri: 'file:///w/2', type: deleted },
    ]);
    await done;
    expect(pass.session.index.get(first)!.rows).toEqual([]);
    expect([...pass.session.index.notes].filter(({ uri }) => uri.startsWith('file:///w/2/'))).toEqual([]);
    expect(pass.session.index.size).toBe(count - count / 4 + 2);
  });

  it('takes open notes as they stand in the editor', async () => {
    const uri = 'file:///w/0/4.md';
    const text = '---\ncase: open\n---\n3 May 2026: decision letter, the council refused to assess\n';
    const pass = await passOver(notes(), helpers(), new Map([[uri, text]]));
    await pass.start();
    expect(pass.session.index.get(uri)!.rows[0]!.caseName).toBe('open');
  });
});
