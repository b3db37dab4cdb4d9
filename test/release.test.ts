// What ships is what is meant to ship: the notices name what is bundled, the archive holds the listed files, the examples
// and the pages of help are among them.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { exampleFiles, shipped } from '../client/src/example-files.ts';
import { root } from '../scripts/generate.mts';
import { bundledPackages, noticesFile, noticesPage } from '../scripts/generate-notices.mts';
import { readZip } from '../scripts/lib/zip.mts';
import { checkContents, vsixContents } from '../scripts/package.mts';
import { faultsOf } from '../scripts/release-check.mts';

describe('the third-party notices', () => {
  it('are current: every package in a bundle, with its version and licence', async () => {
    const packages = await bundledPackages();
    expect(packages.map(({ name }) => name)).toContain('vscode-languageclient');
    expect(packages.map(({ name }) => name)).not.toContain('vitest');
    expect(await readFile(noticesFile, 'utf8'), 'run npm run docs').toBe(noticesPage(packages));
  }, 60_000);

  it('name only licences that let us ship', async () => {
    const licences = new Set((await bundledPackages()).map(({ license }) => license));
    expect(
      [...licences].filter((id) => !['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0'].includes(id)),
    ).toEqual([]);
  }, 60_000);
});

describe('the examples', () => {
  it('are all shipped', async () => {
    const there = (await readdir(path.join(root, 'examples'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(root, 'examples'), path.join(entry.parentPath, entry.name)));
    expect([...exampleFiles].sort()).toEqual(there.map((name) => name.split(path.sep).join('/')).sort());
    expect(exampleFiles.map(shipped)).toContain('vscode-settings.json');
    expect(new Set(exampleFiles.map(shipped)).size).toBe(exampleFiles.length);
  });
});

/** An archive as ZIP tools write it: deflated entries, directory, end. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

describe('the VSIX', () => {
  const good = Object.fromEntries(vsixContents().map((name) => [name, 'x']));

  it('is what the list says', () => {
    expect(() => checkContents(readZip(zip(good)))).not.toThrow();
    expect(vsixContents()).toContain('extension/THIRD-PARTY-NOTICES.md');
    expect(vsixContents()).toContain('extension/examples/1-decision-letter.md');
  });

  it('is refused with a file too many, one too few, or a source map', () => {
    const refuse = (files: Readonly<Record<string, string>>) => () => checkContents(readZip(zip(files)));
    expect(refuse({ ...good, 'extension/notes/a.md': 'x' })).toThrow('extension/notes/a.md does not belong');
    const { 'extension/dist/browser.js': _, ...less } = good;
    expect(refuse(less)).toThrow('extension/dist/browser.js is missing');
    const named = '//# sourceMapping' + 'URL=browser.js.map';
    expect(refuse({ ...good, 'extension/dist/browser.js': named })).toThrow('browser.js has a source map');
    const within = '{"version":3,"sources' + 'Content":["note"]}';
    expect(refuse({ ...good, 'extension/package.json': within })).toThrow('package.json has a source map');
  });

  it('is read as it was written', () => {
    const text = 'a note '.repeat(500);
    expect(readZip(zip({ a: text, 'b/c': '' }))).toEqual(
      new Map([
        ['a', Buffer.from(text)],
        ['b/c', Buffer.from('')],
      ]),
    );
    expect(() => readZip(Buffer.from('no archive at all, but long enough'))).toThrow('no ZIP archive');
  });
});

describe('a release', () => {
  const changelog = '# Changelog\n\n## 1.2.0\n\n- Something.\n\n## 1.1.0\n\n- Before.\n';
  const good = { version: '1.2.0', locked: '1.2.0', changelog };

  it('needs one version everywhere', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, tag: 'v1.2.0' })).toEqual([]);
    expect(faultsOf({ ...good, tag: 'v1.2.1' })).toEqual(['the tag is v1.2.1, not v1.2.0']);
    expect(faultsOf({ ...good, locked: '1.1.0' })).toHaveLength(1);
    expect(faultsOf({ ...good, version: '1.3.0', locked: '1.3.0' })).toEqual([
      'the top of CHANGELOG.md is 1.2.0, not 1.3.0',
    ]);
    expect(
      faultsOf({ ...good, changelog: `# Changelog\n\n## Unreleased\n\n- New.\n\n${changelog.slice(13)}` }),
    ).toHaveLength(1);
    expect(faultsOf({ ...good, changelog: '## 1.2.0\n\n## 1.1.0\n- Before.\n' })).toEqual([
      'CHANGELOG.md says nothing about 1.2.0',
    ]);
    expect(faultsOf({ ...good, version: 'next', locked: 'next', tag: 'next' })).toHaveLength(3);
  });

  it('could be made of this project as it stands', async () => {
    const read = (file: string) => readFile(path.join(root, file), 'utf8');
    const { version } = JSON.parse(await read('package.json')) as { version: string };
    const { version: locked } = JSON.parse(await read('package-lock.json')) as { version: string };
    expect(faultsOf({ version, locked, changelog: await read('CHANGELOG.md'), tag: `v${version}` })).toEqual([]);
    expect(await read('README.md')).toContain(`casenotes-${version}.vsix`);
  });
});

interface WorkflowStep {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the workflow that publishes', async () => {
  const file = path.join(root, '.github/workflows/publish.yml');
  const text = await readFile(file, 'utf8');
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const { on, permissions, jobs } = document.toJS() as {
    on: { push: { tags: string[] } };
    permissions: object;
    jobs: Record<string, { 'runs-on': string; steps: WorkflowStep[] }>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const commands = steps.map(({ run }) => run ?? '').join('\n');

  it('is YAML without a mistake, for tags only, with no more rights than reading', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(Object.keys(on)).toEqual(['push']);
    expect(Object.keys(on.push)).toEqual(['tags']);
    expect(permissions).toEqual({ contents: 'read' });
    for (const step of steps) expect(Boolean(step.run) !== Boolean(step.uses)).toBe(true);
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });

  it('runs only scripts that are there, tests before it publishes, and publishes to all three', async () => {
    const { scripts, devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const named = [...commands.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!);
    expect(named).toEqual(expect.arrayContaining(['release:check', 'build', 'package', 'package:server']));
    for (const name of named) expect(scripts).toHaveProperty(name);
    expect(Object.keys(devDependencies)).toContain('@vscode/vsce');
    const order = ['npm ci', 'release:check', 'npm test', 'npm run package', 'vsce publish', 'ovsx@', 'npm publish'];
    const places = order.map((word) => commands.indexOf(word));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('needs three tokens, each in one step only, and names no host', () => {
    const secrets = [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name);
    expect(secrets).toEqual(['VSCE_PAT', 'OVSX_PAT', 'NPM_TOKEN']);
    for (const { env } of steps) expect(Object.keys(env ?? {}).length).toBeLessThan(2);
    expect(text).not.toMatch(/https?:\/\/|\.(?:org|com|io)\b/);
  });
});
