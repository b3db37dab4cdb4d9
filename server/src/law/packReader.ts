// Reading a YAML pack with positions kept, so that every mistake can be shown at its line and column. Knows YAML and
// plain values; what a rule or an area must hold is in pack.ts and its neighbours.
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { parseIsoDay } from '../calendar/day.ts';
import { yamlMessage } from '../text/yaml.ts';

/** One mistake in a pack, at its place. `line` and `column` are 1-based; the end is exclusive. */
export interface PackProblem {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** A value of the YAML tree; `undefined` where a key has no value. */
export type PackNode = Node | null | undefined;

/** A mapping of the file: its keys with the node of each, and the node to blame where a key is missing. */
export interface PackMap {
  readonly node: YAMLMap;
  has(key: string): boolean;
  get(key: string): PackNode;
  keyNode(key: string): PackNode;
  keys(): string[];
}

const article = (word: string): string => (word === 'text' ? word : /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

function kindOf(node: PackNode): string {
  if (isMap(node)) return 'mapping';
  if (isSeq(node)) return 'list';
  if (isScalar(node)) {
    if (node.value === null) return 'empty value';
    return typeof node.value === 'string' ? 'text' : typeof node.value === 'boolean' ? 'true/false value' : 'number';
  }
  return 'empty value';
}

/** Reads one YAML file and collects the problems found on the way. Never throws. */
export class PackReader {
  readonly problems: PackProblem[] = [];
  readonly root: PackNode;
  private readonly lines = new LineCounter();

  constructor(text: string) {
    const document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, uniqueKeys: true });
    this.root = document.contents;
    for (const error of document.errors) this.addAt(error.pos[0], error.pos[1], yamlMessage(error.code));
  }

  /** Notes a mistake at a node (or at the top of the file where there is none). */
  problem(node: PackNode, message: string): void {
    const range = node?.range;
    this.addAt(range?.[0] ?? 0, range?.[1] ?? range?.[0] ?? 0, message);
  }

  /** 1-based line of a node. */
  lineOf(node: PackNode): number {
    return this.lines.linePos(node?.range?.[0] ?? 0).line;
  }

  private addAt(start: number, end: number, message: string): void {
    const from = this.lines.linePos(start);
    const to = this.lines.linePos(Math.max(start, end));
    this.problems.push({
      line: Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
      message,
    });
  }

  private wrong(node: PackNode, what: string, wanted: string): undefined {
    this.problem(node, `${what} must be ${wanted}, not ${article(kindOf(node))}`);
    return undefined;
  }

  /** A mapping whose keys are all known; an unknown key is a mistake (with the nearest known one named). */
  map(node: PackNode, what: string, known: readonly string[]): PackMap | undefined {
    if (!isMap(node)) return this.wrong(node, what, 'a mapping');
    const pairs = new Map<string, Pair>();
    for (const pair of node.items as Pair[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!known.includes(key)) {
        const near = nearest(key, known);
        this.problem(pair.key as PackNode, `${what}: unknown key '${key}'${near ? `; did you mean '${near}'?` : ''}`);
      }
      pairs.set(key, pair);
    }
    return {
      node: node as YAMLMap,
      has: (key) => pairs.has(key),
      get: (key) => pairs.get(key)?.value as PackNode,
      keyNode: (key) => (pairs.get(key)?.key as PackNode) ?? node,
      keys: () => [...pairs.keys()],
    };
  }

  /** The entries of a mapping whose keys are free, such as facts or event ids. */
  entries(node: PackNode, what: string): { key: string; keyNode: PackNode; value: PackNode }[] {
    if (!isMap(node)) {
      this.wrong(node, what, 'a mapping, such as {schoolType: [academy]}');
      return [];
    }
    return (node as YAMLMap).items.map((pair) => ({
      key: isScalar(pair.key) ? String(pair.key.value) : '',
      keyNode: pair.key as PackNode,
      value: pair.value as PackNode,
    }));
  }

  /** The items of a list. */
  list(node: PackNode, what: string): readonly PackNode[] | undefined {
    return isSeq(node) ? (node.items as PackNode[]) : this.wrong(node, what, 'a list');
  }

  /** A text. Empty only where `empty` allows it. */
  text(node: PackNode, what: string, empty = false): string | undefined {
    if (!isScalar(node) || typeof node.value !== 'string') return this.wrong(node, what, 'text');
    const value = node.value.trim();
    if (value === '' && !empty) {
      this.problem(node, `${what} must not be empty`);
      return undefined;
    }
    return value;
  }

  /** A whole number of at least `least`. */
  whole(node: PackNode, what: string, least: number): number | undefined {
    if (!isScalar(node) || typeof node.value !== 'number') return this.wrong(node, what, 'a number');
    if (Number.isInteger(node.value) && node.value >= least) return node.value;
    this.problem(node, `${what} must be a whole number, ${least} or more`);
    return undefined;
  }

  /** `true` or `false`. */
  flag(node: PackNode, what: string): boolean | undefined {
    return isScalar(node) && typeof node.value === 'boolean' ? node.value : this.wrong(node, what, 'true or false');
  }

  /** One of a few words. */
  oneOf<T extends string>(node: PackNode, what: string, words: readonly T[]): T | undefined {
    const value = this.text(node, what);
    if (value === undefined || words.includes(value as T)) return value as T | undefined;
    const near = nearest(value, words);
    this.problem(
      node,
      `${what}: '${value}' is not known; ${near ? `did you mean '${near}'?` : `it is one of ${words.join(', ')}`}`,
    );
    return undefined;
  }

  /** A civil date written `2026-11-21`. */
  date(node: PackNode, what: string): string | undefined {
    const value = this.text(node, what);
    if (value === undefined || parseIsoDay(value) !== undefined) return value;
    this.problem(
      node,
      /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? `${what}: there is no day ${value}`
        : `${what} must be a date such as 2026-11-21, not '${value}'`,
    );
    return undefined;
  }

  /** A list of texts; items that are not texts are noted and left out. */
  texts(node: PackNode, what: string): string[] {
    const out: string[] = [];
    for (const item of this.list(node, what) ?? []) {
      const text = this.text(item, `${what}: each item`);
      if (text !== undefined) out.push(text);
    }
    return out;
  }
}

/** The known word nearest to a mistyped one (at most two letters off, or a third of its length), for "did you mean". */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const each of known) {
    const distance = editDistance(word, each, bestDistance);
    if (distance < bestDistance) {
      best = each;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
