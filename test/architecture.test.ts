// The invariants of ARCHITECTURE.md, checked on the source itself: which folder may import which, what the pure folders
// may not touch, no circles, no rule or event named in code.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = path.join(root, 'server/src');

/** For each folder of server/src, the other folders that it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  calendar: [],
  text: [],
  lists: [],
  casenote: ['text', 'calendar', 'lists'],
  law: ['text', 'calendar', 'lists'],
  casefile: ['text', 'lists', 'calendar', 'casenote', 'law'],
  letters: ['text', 'calendar', 'casenote', 'law', 'casefile'],
  exports: ['text', 'calendar', 'casenote', 'law', 'casefile'],
  features: ['lists', 'text', 'calendar', 'casenote', 'law', 'casefile', 'letters', 'exports'],
  files: [],
  lsp: ['lists', 'calendar', 'casenote', 'law', 'casefile', 'letters', 'exports', 'features', 'files'],
  cli: ['calendar', 'casenote', 'law', 'casefile', 'letters', 'exports', 'files', 'generated', 'data.ts', 'clock.ts'],
};
const pure = ['text', 'lists', 'calendar', 'casenote', 'law', 'casefile', 'letters', 'exports', 'features'];
/** Packages that a pure folder may use: they neither do I/O nor read the clock unless told to. */
const purePackages = ['vscode-languageserver-types', 'yaml', '@cfworker/json-schema'];

/** The few places that name an id, each with its reason. */
const namedOnPurpose: Readonly<Record<string, readonly string[]>> = {
  // The picture counts the statutory weeks of an assessment from its request.
  'exports/timeline.ts': ['ehcna-requested'],
  // "Which decision was it?" is asked of the vocabulary's word for a decision whose kind is not said.
  'features/codeActions.ts': ['decision-letter'],
  // An example in an error message.
  'law/pack.ts': ['transport-refused'],
};

interface SourceFile {
  /** Path below server/src, with `/`. */
  readonly name: string;
  readonly folder: string;
  readonly text: string;
  /** Without comments and strings' contents, for looking at what the code does. */
  readonly code: string;
  readonly imports: readonly string[];
  /** Imports that are loaded with the file, not later on demand. */
  readonly eager: readonly string[];
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? walk(full) : [full];
  });
}

/** Blanks comments, leaving strings as they are. */
function withoutComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_all, string) => string ?? ' ',
  );
}

function load(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const name = path.relative(source, file).split(path.sep).join('/');
  const code = withoutComments(text);
  const statement = /^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  const imports = [...code.matchAll(statement)].map((match) => (match[1] ?? match[2])!);
  const eager = imports.filter(
    (specifier) => !new RegExp(`import\\(\\s*['"]${specifier.replaceAll('.', '\\.')}`).test(code),
  );
  return { name, folder: name.includes('/') ? name.split('/')[0]! : '', text, code, imports, eager };
}

const files = walk(source)
  .filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file) && !file.includes(`${path.sep}generated${path.sep}`),
  )
  .map(load);
const byName = new Map(files.map((file) => [file.name, file]));

/** The path below server/src that a relative import means. */
const resolve = (file: SourceFile, specifier: string) => path.posix.join(path.posix.dirname(file.name), specifier);

describe('imports', () => {
  it('go one way between the folders', () => {
    const wrong = files.flatMap((file) => {
      const allowed = file.folder === '' ? undefined : mayImport[file.folder];
      if (file.folder !== '' && !allowed) return [`${file.name}: the folder ${file.folder} has no line in this test`];
      return file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolve(file, specifier))
        .filter((target) => {
          const folder = target.split('/')[0]!;
          return allowed && folder !== file.folder && !allowed.includes(folder);
        })
        .map((target) => `${file.name} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('make no circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (name: string, trail: readonly string[]) => {
      if (trail.includes(name)) {
        circles.push([...trail.slice(trail.indexOf(name)), name].join(' -> '));
        return;
      }
      if (done.has(name)) return;
      const file = byName.get(name);
      for (const specifier of file?.eager ?? []) {
        // A type-only import is gone at run time, but still a knot for the reader: it counts.
        if (file && specifier.startsWith('.')) visit(resolve(file, specifier), [...trail, name]);
      }
      done.add(name);
    };
    for (const file of files) visit(file.name, []);
    expect(circles).toEqual([]);
  });

  it('end at files that are there, with their ending', () => {
    const dangling = files.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolve(file, specifier))
        .filter((target) => !target.startsWith('generated/') && !target.startsWith('..') && !byName.has(target))
        .map((target) => `${file.name}: ${target}`),
    );
    expect(dangling).toEqual([]);
  });
});

describe('pure folders', () => {
  const pureFiles = files.filter((file) => pure.includes(file.folder));

  it('use no Node, no protocol, no editor', () => {
    const wrong = pureFiles.flatMap((file) =>
      file.imports
        .filter((specifier) => !specifier.startsWith('.') && !purePackages.includes(specifier))
        .map((specifier) => `${file.name} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('take generated data as a parameter', () => {
    const wrong = pureFiles.filter((file) => file.imports.some((specifier) => specifier.includes('/generated/')));
    expect(wrong.map((file) => file.name)).toEqual([]);
  });

  it('read no clock, chance, network or process', () => {
    const banned =
      /\bnew Date\b|\bDate\.(?:now|parse|UTC)\b|\bperformance\.now\b|\bMath\.random\b|\bfetch\s*\(|\bprocess\.|\bset(?:Timeout|Interval)\s*\(|\bTemporal\.Now\b|\bconsole\./;
    const wrong = pureFiles.flatMap((file) => {
      const found = banned.exec(file.code);
      return found ? [`${file.name}: ${found[0]}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the law is data', () => {
  it('names no rule and no event in code', async () => {
    const ids = new Set([...(await idsOf('law.json', 'rules')), ...(await idsOf('law.json', 'events'))]);
    expect(ids.size).toBeGreaterThan(100);
    const wrong = files
      .filter((file) => file.folder !== 'generated')
      .flatMap((file) =>
        [...file.code.matchAll(/['"`]([a-z0-9]+(?:-[a-z0-9]+)+)['"`]/g)]
          .map((match) => match[1]!)
          .filter((word) => ids.has(word) && !namedOnPurpose[file.name]?.includes(word))
          .map((word) => `${file.name}: '${word}'`),
      );
    expect(wrong).toEqual([]);
  });
});

/** The ids in one list of a generated module. */
async function idsOf(module: string, list: string): Promise<readonly string[]> {
  const data = JSON.parse(readFileSync(path.join(source, 'generated', module), 'utf8'));
  return (data[list] as { id: string }[]).map((item) => item.id);
}
