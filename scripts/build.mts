// `npm run build`: the programs, each one file, into dist/: the command line, the language server for Node, and the
// language server for a web worker. Prints the sizes and stops where one is over its budget.
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle, type Plugin } from 'esbuild';
import { minify } from 'terser';
import { generate, root } from './generate.mts';
import { asCore, coreBeside, coreFile } from './lib/server-bundles.mts';

const dist = path.join(root, 'dist');

/** A program: entry, file, and the largest size in bytes where it has a budget. */
interface Program {
  readonly entry: string;
  readonly file: string;
  readonly platform: 'node' | 'browser';
  readonly budget?: number;
  /** It ships in the extension or has a budget: made as small as can be, which takes seconds. */
  readonly smallest?: boolean;
  /** It loads what is common to the servers from the core's file. */
  readonly besideCore?: boolean;
}

const programs: readonly Program[] = [
  { entry: 'server/src/cli/main.ts', file: 'casenotes.js', platform: 'node' },
  {
    entry: 'server/src/node.ts',
    file: 'casenotes-language-server.js',
    platform: 'node',
    budget: 450 * 1024,
    smallest: true,
  },
  { entry: 'server/src/browser.ts', file: coreFile, platform: 'browser', smallest: true },
  { entry: 'server/src/node.ts', file: 'casenotes-server-node.mjs', platform: 'node', besideCore: true },
];

/**
 * The compiled packs lie beside the programs in dist/packs/, once for all. A program for Node reads them at start; a worker
 * in the browser has no files and finds their texts in a global that whoever starts it puts before its code.
 */
function packs(platform: Program['platform']): Plugin {
  return {
    name: 'packs',
    setup(build) {
      // One reader for all of them: each by itself would bring its own import along.
      build.onResolve({ filter: /^casenotes:pack$/ }, () => ({ path: 'pack', namespace: 'casenotes' }));
      build.onLoad({ filter: /./, namespace: 'casenotes' }, () => ({
        contents: `import { readFileSync } from 'node:fs';
          export const pack = (name) => JSON.parse(readFileSync(new URL('./packs/' + name, import.meta.url), 'utf8'));`,
        loader: 'js',
      }));
      build.onLoad({ filter: /[\\/]generated[\\/][^\\/]+\.json$/ }, async ({ path: file }) => {
        const name = path.basename(file);
        if (platform === 'browser')
          return {
            contents: `export default JSON.parse(globalThis.CASENOTES_PACKS[${JSON.stringify(name)}]);`,
            loader: 'js',
          };
        // Who only asks what is in a bundle writes nothing: a program may be reading these files.
        if (build.initialOptions.write !== false) {
          await mkdir(path.join(dist, 'packs'), { recursive: true });
          await writeFile(path.join(dist, 'packs', name), JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
        }
        const contents = `import { pack } from 'casenotes:pack'; export default pack(${JSON.stringify(name)});`;
        return { contents, loader: 'js' };
      });
    },
  };
}

/** Builds of packages that can be shaken, so that what is not used stays out. */
const shakeable = {
  yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js'),
  'vscode-languageserver-types': path.join(root, 'scripts/lib/protocol-constants.mts'),
};

/**
 * YAML 1.1's own types (dates, sets, ordered maps, binary) out of the YAML reader: notes and packs are YAML 1.2, where a
 * value with such a tag is reported as one that cannot be read.
 */
const withoutOldYaml: Plugin = {
  name: 'without-old-yaml',
  setup(build) {
    const exported: Readonly<Record<string, readonly string[]>> = {
      binary: ['binary'],
      omap: ['omap', 'YAMLOMap'],
      pairs: ['pairs', 'createPairs', 'resolvePairs'],
      set: ['set', 'YAMLSet'],
      timestamp: ['timestamp', 'intTime', 'floatTime'],
    };
    build.onLoad(
      { filter: /[\\/]schema[\\/]yaml-1\.1[\\/](binary|omap|pairs|set|timestamp)\.js$/ },
      ({ path: file }) => {
        const names = exported[path.basename(file, '.js')] ?? [];
        return { contents: names.map((name) => `export const ${name} = {};`).join('\n'), loader: 'js' };
      },
    );
  },
};

/** The reader looks at single characters in some three hundred places: the long name of how is written once. */
const codeAt: Plugin = {
  name: 'code-at',
  setup(build) {
    build.onResolve({ filter: /^casenotes:code-at$/ }, () => ({ path: 'code-at', namespace: 'casenotes-text' }));
    build.onLoad({ filter: /./, namespace: 'casenotes-text' }, () => ({
      contents: 'export const codeAt = (text, at) => text.charCodeAt(at);',
      loader: 'js',
    }));
    build.onLoad({ filter: /[\\/]server[\\/]src[\\/]casenote[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const short = text.replace(/(?<![\w$.)\]!?])((?:this\.)?#?[a-z]\w*(?:\.\w+)*)\.charCodeAt\(/gi, 'codeAt($1, ');
      return {
        contents: short === text ? text : `import { codeAt } from 'casenotes:code-at';\n${short}`,
        loader: 'ts',
      };
    });
  },
};

/**
 * What no program uses of YAML: its other schemas (a note that asks for YAML 1.1 is read as 1.2), its making of nodes from
 * values, its walk over tokens, and what its walk over nodes may change.
 */
const withoutUnused: Plugin = {
  name: 'without-unused',
  setup(build) {
    const core = "export { schema } from '../core/schema.js';";
    const contents: Readonly<Record<string, string>> = {
      'json/schema': core,
      'yaml-1.1/schema': core,
      'doc/createNode': 'export const createNode = (value) => value;',
      'doc/applyReviver': 'export const applyReviver = (reviver, holder, key, value) => value;',
      'doc/anchors': ['anchorIsValid', 'anchorNames', 'createNodeAnchors', 'findNewAnchor']
        .map((name) => `export const ${name} = () => undefined;`)
        .join(' '),
      'parse/cst-visit': 'export const visit = () => undefined;',
      // One schema, and no merge keys, which YAML 1.2 has not.
      'schema/Schema': `import { MAP, SCALAR, SEQ } from '../nodes/identity.js';
        import { map } from './common/map.js';
        import { seq } from './common/seq.js';
        import { string } from './common/string.js';
        import { schema } from './core/schema.js';
        export class Schema {
          constructor() {
            this.tags = schema.slice();
            this.knownTags = {};
            for (const [name, value] of [[MAP, map], [SCALAR, string], [SEQ, seq]])
              Object.defineProperty(this, name, { value });
          }
        }`,
      'yaml-1.1/merge':
        'export const merge = {}; export const isMergeKey = () => false; export const addMergeToJSMap = () => undefined;',
      // What it would print of a document: text of a note belongs into no log.
      'dist/log': 'export const debug = () => undefined; export const warn = () => undefined;',
      // An alias looks for its anchor: a walk that changes nothing.
      'dist/visit': `import { isPair } from './nodes/identity.js';
        export const visitAsync = undefined;
        export function visit(doc, { Node }) {
          const walk = (node) => {
            if (!node) return;
            if (isPair(node)) {
              walk(node.key);
              walk(node.value);
              return;
            }
            Node(undefined, node);
            node.items?.forEach(walk);
          };
          walk(doc.contents);
        }`,
    };
    const names = Object.keys(contents).join('|').replaceAll('/', '[\\\\/]');
    build.onLoad({ filter: new RegExp(`[\\\\/]yaml[\\\\/].*[\\\\/](${names})\\.js$`) }, ({ path: file }) => ({
      contents: contents[file.split(path.sep).slice(-2).join('/').replace(/\.js$/, '')]!,
      loader: 'js',
      resolveDir: path.dirname(file),
    }));
  },
};

/** The YAML writer out of the programs: they only read YAML. A key that is itself a list or a map reads as ''. */
const withoutYamlWriter: Plugin = {
  name: 'without-yaml-writer',
  setup(build) {
    const exported: Readonly<Record<string, string>> = {
      stringify: "export const createStringifyContext = () => ({}); export const stringify = () => '';",
      stringifyCollection: "export const stringifyCollection = () => '';",
      stringifyPair: "export const stringifyPair = () => '';",
      stringifyDocument: "export const stringifyDocument = () => '';",
      stringifyString: "export const stringifyString = () => '';",
      stringifyNumber: "export const stringifyNumber = () => '';",
      // Nodes out of values, for who builds a document; and revivers, which nobody here gives.
      createNode: 'export const createNode = () => undefined;',
      applyReviver: 'export const applyReviver = (_reviver, _holder, _key, value) => value;',
      stringifyComment:
        "export const stringifyComment = () => ''; export const indentComment = () => ''; export const lineComment = () => '';",
    };
    const names = Object.keys(exported).join('|');
    build.onLoad(
      { filter: new RegExp(`[\\\\/]yaml[\\\\/].*[\\\\/](stringify|doc)[\\\\/](${names})\\.js$`) },
      ({ path: file }) => ({
        contents: exported[path.basename(file, '.js')]!,
        loader: 'js',
      }),
    );
  },
};

/**
 * What the YAML reader says of an error, which nobody is shown (server/src/text/yaml.ts): a text with a space that begins with a
 * capital, a backtick's value or a percent sign. Other texts are grammar.
 */
const yamlMessages = /'[A-Z%](?:[^'\\\n]|\\.)* (?:[^'\\\n]|\\.)*'|`(?:[A-Z%]|\$\{)[^`\\\n]* [^`\\\n]*`/g;

/**
 * How values are written, what errors say, and their drawing with a pointer under the line, out of the programs: they have
 * plain words for each kind of error and say the place themselves.
 */
const withoutYamlWords: Plugin = {
  name: 'without-yaml-words',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]yaml[\\/].*[\\/](?:(?:compose|parse)[\\/][\w-]+|nodes[\\/]addPairToJSMap|public-api)\.js$/ },
      async ({ path: file }) => ({
        contents: (await readFile(file, 'utf8')).replace(yamlMessages, "''"),
        loader: 'js',
        resolveDir: path.dirname(file),
      }),
    );
    build.onLoad({ filter: /[\\/]yaml[\\/].*[\\/]schema[\\/](core|common)[\\/]\w+\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(
        /^ {4}stringify(?:: [^\n{]*(?:\n {6,}[^\n]*)*|[:(][^\n]*\{\n[\s\S]*?^ {4}\}),?\n/gm,
        '',
      ),
      loader: 'js',
      resolveDir: path.dirname(file),
    }));
    build.onLoad({ filter: /[\\/]yaml[\\/].*[\\/]dist[\\/]errors\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(
        /^const prettifyError = [\s\S]*?^\};\n/m,
        'const prettifyError = () => () => undefined;\n',
      ),
      loader: 'js',
    }));
  },
};

/** The methods by which a YAML document is changed or written, out of the programs: nobody here does. */
const withoutYamlChanges: Plugin = {
  name: 'without-yaml-changes',
  setup(build) {
    const changes =
      'addIn|deleteIn|getIn|hasIn|setIn|createAlias|createNode|createPair|clone|hasAllNullValues|add|delete|from|has|set|toString';
    const methods: Readonly<Record<string, string>> = {
      Document: `${changes}|setSchema|toJSON`,
      Collection: changes,
      YAMLMap: changes,
      YAMLSeq: changes,
      Pair: changes,
      Alias: changes,
      Node: 'clone|toJS',
      // Its `add` reads a line that begins with `%`.
      directives: 'clone|tagString|toString',
    };
    const files = Object.keys(methods).join('|');
    build.onLoad({ filter: new RegExp(`[\\\\/]yaml[\\\\/].*[\\\\/](${files})\\.js$`) }, async ({ path: file }) => {
      const names = methods[path.basename(file, '.js')]!;
      const method = new RegExp(`^ {4}(?:static )?(?:${names})\\([^\\n]*\\) \\{\\n[\\s\\S]*?^ {4}\\}\\n`, 'gm');
      const text = (await readFile(file, 'utf8')).replace(method, '').replace(yamlMessages, "''");
      return { contents: text.replace('this.setSchema(version, options)', 'this.schema = new Schema()'), loader: 'js' };
    });
    // Its walk that waits: nobody here waits.
    build.onLoad({ filter: /[\\/]yaml[\\/].*[\\/]visit\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8'))
        .replace(/^async function[\s\S]*?^\}\n/gm, '')
        .replace(/^visitAsync\..*\n/gm, '')
        .replace('visit, visitAsync', 'visit, visit as visitAsync'),
      loader: 'js',
      resolveDir: path.dirname(file),
    }));
  },
};

/**
 * Names of properties that only the reading of notes uses, in the programs cut short: what it hands on, and what stands in
 * packs, messages and files, keeps its names. (`test/build-names.test.ts` holds that no other file uses one of them.)
 */
export const ownNames: readonly string[] = (
  'mentions segment clauses frame wordBefore mention future openingToken possessive entryDay longLines outcomes ' +
  'openingDate punct wordAfter frontMatterDate actorMask weekdaySpan weekdayStart tagIds waiversBefore weekdayEnd goneBy ' +
  'wrongWeekday maskWords placings passage ownSubject dayOfMonth putDown placing nominal waitingAt nearBefore afterBlank ' +
  'couldBeYear withDay triggerByTag officials headPast fuzzyCache dateColumn requestVerb checkpoints byEntry wordTexts ' +
  'score subjects noTags decisions dropped drafts unclosed headers people meetings notAfter stops inItem firsts dotted ' +
  'eventTopics topicMask noun dayNumbers placed scores froms subjectMask opener framesByAnchor epoch amid decisionLetter ' +
  'educationWord saintWord receivedFirst notEvents wordStart slotMasks conjWhich masks spoke preface unnamed trigger conjAnd prepTo ' +
  'prepRef reaches triggerMask prepFrom stageEvents flawed parted inWord titled localDated conjBut among bump ' +
  'factByTag candidate reference lex cut usedDates unnamedWants denials wereMeant oldEnd yearSaid flaws factMask backFrom ' +
  'takesTo ownSide forWord passive references opening either tokens forms affirmed elsewhere unsaid toWord prepBy maskOf segments clause ' +
  'familyPapers bodyPapers hashTable hashMask mediator infinitives receives topicPrep backPrep aboutVerb tagNames sentence sentenceSpans dayless ' +
  'lexeme dateTokens tokenKinds tokenMeanings tokenStarts tokenEnds caseEvent rawEnd allFound countedEvents fromToken toToken spelling rawKind rawStart childNotes chooseDay ' +
  'particle notBy notTo slots pronoun both ever det likely arriveish intend shares modal therefore takenback atHearing ' +
  'faint wants agree doable tellweak advise escalate sameas concern uses movedto decides arrange untold behind prep memory neg opens spare puts ' +
  'form endOfWordAfter comments anchors maxAliasCount unanswered whenever'
).split(' ');

/** The same of properties that several folders have, and no message, file, pack or client (held by the same test). */
export const innerNames: readonly string[] = (
  'candidates bits valueSpans uncovered readEvents bodyStart isRunning isExcluded putBroken refreshDiagnostics updateOpen ' +
  'eventNumbers isEvent refreshInlayHints winner meant siblings byMissedDuty notedOn checkedGiven repeatOf wantRule ' +
  'ownLawFiles noteReaders deleteUnder watchParent newEnd fromOthers ofProblems watchFiles closers readNow readOwnLetters ' +
  'deemedPath breachDays routeGiven compiled clamped limbs supersede ' +
  'analyses dateSpan isCancellationRequested roles pieces covers packed ' +
  'pullDiagnostics dynamicConfiguration completionSnippets piece startFact youngPerson wire fuzzyLeft joined ' +
  'resolveEdits dateAt memo onOrAfter ruleById makeRoom ofUnsure pushOpen isNoteOrLoose pullWorkspace sideAct ' +
  'sideYes worried titleOf eventAt forgetBroken pushSettings filesChanged isFolderAway saysTheSame loadFolders ' +
  'backTo ground byFact ruleAt afterEvent fixDay isPackFile withTerms countAnew reigns leftOut ' +
  'recogniser inWeek condition ' +
  'shareOf mends hashes byStart isListening isCancelled calendars oneOf dateMentions wordings'
).split(' ');

/** The same of what the command line has, too, and never writes out (held by the same test). */
export const unwrittenNames: readonly string[] = (
  'analysis frontMatter conditional unverifiable inDoubt startEvents placeAt settingsFor rangeOf answerEvent ' +
  'noDateReason caseName startEvent waivers schoolCalendar abilities derived maybe entryDays addWorkingDays inWords engineFor takeOwnLaw ' +
  'answerDay weekday offset near cells blocks used mask entry tail around points silent otherwise ' +
  'prettyErrors lineCounter uniqueKeys lineStarts'
).split(' ');

/** The same of properties that only the YAML reader has (held by the same test). */
export const yamlNames: readonly string[] = (
  'sourceToken directives pushCount indentNext pushSpaces onKeyLine commentBefore startOnNewline indentValue ' +
  'explicitKey blockScalarIndent identify parseLineStart keepSourceTokens parentIndent flowLevel onError pushToIndex ' +
  'onNewLine sortMapEntries atDirectives parseQuotedScalar composeEmptyNode parsePlainScalar flowKey setNext ' +
  'pushNewline blockScalarKeep startBlockValue indicator atNewLine atNextDocument onCreate aliasResolveCache ' +
  'spaceBefore mapAsMap resolveKnownTags newlineAfterProp parseBlockScalar aliasCount mapKeyWarned lineEndPos ' +
  'parseBlockScalarHeader atEnd parseBlockStart aliasDuplicateObjects docStart defaultYaml defaultTags composeNode ' +
  'atKey pushIndicators continueScalar nodeClass pushUntil parseFlowCollection keepUndefined atRoot onAnchor tagName ' +
  'prelude atIndentedComment blockItemPrefix addToJSMap allNullValues onChompKeep createNode warnings flowScalar ' +
  'decorate srcToken hasNewline atScalar getLine peek hasChars itemIndent atDocument addNewLine knownTags'
).split(' ');

/**
 * What is known to stand for something shorter. Of what terser calls unsafe, since parts of the bundles are others' code,
 * arrows alone: nobody here makes a thing with `new` from a function without a name and without `this`.
 */
const compress = {
  passes: 4,
  unsafe_arrows: true,
  // Nobody here reads a property for what else that does.
  pure_getters: true,
  global_defs: { '@Number.NEGATIVE_INFINITY': '-1/0', '@Number.POSITIVE_INFINITY': '1/0' },
};

/** Cut names, the same in every program: two of them may be parts of one. */
const mangleCache: Record<string, string | false> = {};

function optionsOf({ entry, file, platform, besideCore }: Program, version: string): BuildOptions {
  const node = platform === 'node';
  return {
    entryPoints: [path.join(root, entry)],
    outfile: path.join(dist, file),
    bundle: true,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    target: node ? 'node20' : 'es2022',
    platform,
    format: node ? 'esm' : 'iife',
    define: { 'globalThis.CASENOTES_VERSION': JSON.stringify(version) },
    mangleProps: new RegExp(`^(?:${[...ownNames, ...innerNames, ...unwrittenNames, ...yamlNames].join('|')})$`),
    mangleCache,
    plugins: [
      ...(besideCore ? [coreBeside()] : []),
      ...[
        packs(platform),
        codeAt,
        withoutOldYaml,
        withoutUnused,
        withoutYamlWriter,
        withoutYamlWords,
        withoutYamlChanges,
      ],
    ],
    alias: shakeable,
    ...(node ? { banner: { js: '#!/usr/bin/env node' } } : asCore),
  };
}

/** How each program is bundled. */
export function programOptions(version: string): BuildOptions[] {
  return programs.map((program) => optionsOf(program, version));
}

/** The names of the packs, and the worker that stands by itself: packs first, then its code. */
async function finishWorker(): Promise<void> {
  const folder = path.join(dist, 'packs');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && name !== 'index.json').sort();
  await writeFile(path.join(folder, 'index.json'), JSON.stringify(names));
  const texts: Record<string, string> = {};
  for (const name of names) texts[name] = await readFile(path.join(folder, name), 'utf8');
  const code = await readFile(path.join(dist, coreFile), 'utf8');
  await writeFile(
    path.join(dist, 'casenotes-server-worker.js'),
    `self.CASENOTES_PACKS=${JSON.stringify(texts)};\n${code}`,
  );
}

/**
 * `undefined` has one short name in a bundle, instead of six letters in nine hundred places. (No text of the programs has
 * these letters: `test/build-names.test.ts` holds that. The name is one that makers of short names never choose.)
 * @param start what the declaration of the name comes after
 */
function nameUndefined(code: string, start: RegExp): string {
  if (code.includes('ø')) throw new Error('the bundle has an ø of its own');
  return code.replace(/\bvoid 0\b/g, 'ø').replace(start, (head) => `${head}const ø=void 0;`);
}

/** Goes over a bundle once more: a hundredth of it is left that esbuild, for speed's sake, does not see. */
async function makeSmallest(file: string, module: boolean): Promise<void> {
  const { code } = await minify(await readFile(file, 'utf8'), { module, ecma: 2020, compress });
  await writeFile(file, nameUndefined(code!, module ? /^(?:#!.*\n)?/ : /\(\(\)=>\{/));
}

/** Builds every program; gives their sizes in bytes by file name. */
export async function build(): Promise<ReadonlyMap<string, number>> {
  await generate();
  await rm(path.join(dist, 'packs'), { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const sizes = new Map<string, number>();
  for (const program of programs) {
    Object.assign(mangleCache, (await bundle(optionsOf(program, version))).mangleCache);
    const file = path.join(dist, program.file);
    if (program.smallest) await makeSmallest(file, program.platform === 'node');
    if (program.platform === 'node') await chmod(file, 0o755);
    const { size } = await stat(file);
    sizes.set(program.file, size);
    if (program.budget !== undefined && size > program.budget) {
      throw new Error(`${program.file} has ${size} bytes, more than its budget of ${program.budget}`);
    }
  }
  await finishWorker();
  return sizes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, size] of await build()) process.stdout.write(`${file}: ${Math.round(size / 1024)} KB\n`);
}
