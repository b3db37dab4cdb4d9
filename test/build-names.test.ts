// The names that the build cuts short are the reading's own: no other file of the programs uses one, no pack has it as a
// key, and none is written in quotes, where the build would leave it as it is.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { innerNames, ownNames, unwrittenNames, yamlNames } from '../scripts/build.mts';

const root = path.join(import.meta.dirname, '..');
const read = (files: readonly string[]): string =>
  files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');
const sources = globSync('server/src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
const isReading = (file: string): boolean => file.split(path.sep).includes('casenote');
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
const others = withoutComments(read(sources.filter((file) => !isReading(file))));
const own = withoutComments(read(sources.filter(isReading)));
const packs = read(globSync('server/src/generated/*.json', { cwd: root }));

/** Quoted as the name of a property: types alone may (`Clauses['sentenceSpans']`), for they are not built. */
const asKey = (name: string): RegExp =>
  new RegExp(`[{,]\\s*['"\`]${name}['"\`]\\s*:|['"\`]${name}['"\`] in\\b|(?<!\\b[A-Z]\\w*)\\[['"\`]${name}['"\`]\\]`);

describe('names that the build cuts short', () => {
  test.each(ownNames)('%s', (name) => {
    expect(own).toMatch(new RegExp(`[.{,] ?${name}\\b|\\b${name}\\??:`));
    expect(others).not.toMatch(new RegExp(`\\b${name}\\b`));
    expect(own).not.toMatch(asKey(name));
    expect(packs).not.toContain(`"${name}":`);
    // The marks of the frames ("@ordered") are properties, too.
    expect(packs).not.toMatch(new RegExp(`@${name}[" ]`));
  });
});

describe('names of several folders that the build cuts short', () => {
  const all = withoutComments(read(sources));
  const outside = withoutComments(
    read([
      ...globSync(['client/src/**/*.ts', 'client/media/*.js', 'server/src/{cli,exports}/**/*.ts'], { cwd: root }),
      ...globSync('server/packs/schema/*.json', { cwd: root }),
      ...['server/src/casefile/report.ts', 'server/src/lsp/commands.ts', 'server/src/lsp/caseload.ts', 'package.json'],
    ]),
  );
  const libraries = read(
    globSync(
      ['node_modules/vscode-languageserver-{types,protocol}/lib/**/*.d.ts', 'node_modules/yaml/browser/dist/**/*.js'],
      { cwd: root },
    ),
  );

  test.each(innerNames)('%s', (name) => {
    const word = new RegExp(`\\b${name}\\b`);
    expect(all).toMatch(word);
    expect(all).not.toMatch(new RegExp(`['"\`]${name}['"\`]`));
    expect(outside).not.toMatch(word);
    expect(libraries).not.toMatch(word);
    expect(packs).not.toContain(`"${name}"`);
  });
});

describe('names that are never written out and the build cuts short', () => {
  const all = withoutComments(read(sources));
  const readers = withoutComments(
    read([
      ...globSync(['client/src/**/*.ts', 'client/media/*.js', 'server/packs/schema/*.json'], { cwd: root }),
      'package.json',
    ]),
  );

  test.each(unwrittenNames)('%s', (name) => {
    expect(all).toMatch(new RegExp(`\\b${name}\\b`));
    expect(all).not.toMatch(asKey(name));
    expect(readers).not.toMatch(new RegExp(`\\b${name}\\b`));
    expect(packs).not.toContain(`"${name}":`);
  });
});

describe('names of the YAML reader that the build cuts short', () => {
  const yaml = withoutComments(read(globSync('node_modules/yaml/browser/dist/**/*.js', { cwd: root })));
  const programs = withoutComments(read(sources));

  test.each(yamlNames)('%s', (name) => {
    expect(yaml).toMatch(new RegExp(`\\b${name}\\b`));
    expect(programs).not.toMatch(new RegExp(`\\b${name}\\b`));
    expect(yaml).not.toMatch(new RegExp(`['"\`]${name}['"\`]`));
    expect(packs).not.toContain(`"${name}":`);
  });
});

describe('undefined, which has a short name in the programs', () => {
  test.each([
    ['the programs', read(sources)],
    ['the YAML reader', read(globSync('node_modules/yaml/browser/dist/**/*.js', { cwd: root }))],
    [
      'what the build puts in',
      read(globSync('scripts/{build.mts,lib/*.mts}', { cwd: root })).replace(/\\bvoid 0|=void 0/g, ''),
    ],
  ])('is nowhere in a text of %s', (_what, text) => expect(text).not.toContain('void 0'));
});
