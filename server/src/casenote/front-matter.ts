// The YAML block at the head of a note: read with positions; a broken one is a problem, and the rest of the note is
// read all the same.
import { isMap, isScalar, parseDocument } from 'yaml';
import { yamlMessage } from '../text/yaml.ts';
import type { FrontMatter, Problem, Span } from './model.ts';

/** No front matter that an adviser writes is longer; a longer one is left unread. */
const longest = 20_000;

const noFrontMatter: FrontMatter = { data: {}, valueSpans: {} };

/** The front matter, where the note's own text begins, and what is wrong with it. */
export interface FrontMatterReading {
  readonly frontMatter: FrontMatter;
  readonly bodyStart: number;
  readonly problems: readonly Problem[];
}

/** Finds the block: `---` on the first line (after a byte order mark) to the next `---` or `...`. */
function find(text: string): { first: number; from: number; to: number; end: number } | undefined {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', first)) return undefined;
  const opening = /^---[ \t]*\r?\n/.exec(text.slice(first, first + 80));
  if (opening === null) return undefined;
  const from = first + opening[0].length;
  let at = from;
  while (at <= text.length && at - from <= longest) {
    const eol = text.indexOf('\n', at);
    const line = text.slice(at, eol === -1 ? text.length : eol).trimEnd();
    if (line === '---' || line === '...') return { first, from, to: at, end: eol === -1 ? text.length : eol + 1 };
    if (eol === -1) return undefined;
    at = eol + 1;
  }
  return undefined;
}

/** Reads the front matter of a note. Without a closing line there is none, and its lines are read as text. */
export function readFrontMatter(text: string): FrontMatterReading {
  const block = find(text);
  if (block === undefined)
    return { frontMatter: noFrontMatter, bodyStart: text.charCodeAt(0) === 0xfeff ? 1 : 0, problems: [] };
  const span: Span = { start: block.first, end: block.end };
  const simple = readSimple(text, block.from, block.to);
  if (simple !== undefined)
    return {
      frontMatter: { data: simple.data, span, valueSpans: simple.valueSpans },
      bodyStart: block.end,
      problems: [],
    };
  const document = parseDocument(text.slice(block.from, block.to), {
    schema: 'core',
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const problems: Problem[] = [];
  const invalid = (message: string, start: number, end: number): void => {
    problems.push({
      code: 'front-matter-invalid',
      message,
      severity: 'warning',
      start,
      end: Math.max(end, start + 1),
      fixes: [],
    });
  };
  const error = document.errors[0];
  if (error !== undefined) {
    const at = Math.min(block.from + error.pos[0], block.to);
    const to = text.indexOf('\n', at);
    invalid(
      `The lines between --- at the head of the note could not be read: ${yamlMessage(error.code)}. The note below is read all the same.`,
      at,
      Math.min(to === -1 ? block.to : to, block.to),
    );
    return { frontMatter: { data: {}, span, valueSpans: {} }, bodyStart: block.end, problems };
  }
  if (document.contents !== null && !isMap(document.contents)) {
    invalid(
      'The head of the note should be lines such as "child: A.B." between two lines of ---.',
      block.first,
      block.first + 3,
    );
    return { frontMatter: { data: {}, span, valueSpans: {} }, bodyStart: block.end, problems };
  }
  const valueSpans: Record<string, Span> = {};
  if (isMap(document.contents)) {
    for (const pair of document.contents.items) {
      if (!isScalar(pair.key)) continue;
      const value = pair.value as { range?: readonly [number, number, number] | null } | null;
      if (value?.range)
        valueSpans[String(pair.key.value)] = { start: block.from + value.range[0], end: block.from + value.range[1] };
    }
  }
  return { frontMatter: { data: toData(document), span, valueSpans }, bodyStart: block.end, problems };
}

const simpleLine = /^([A-Za-z][A-Za-z0-9_-]{0,40}):(?:[ \t]+(?![[\]{}"'&*!|>%@`#,?-])([^\n]*?))?[ \t\r]*$/;

/**
 * The common case, `key: plain words` on every line, read without the YAML parser, which would cost more than the
 * rest of the note. Gives up (undefined) at anything else; equal to the parser where it does not, which a test holds.
 */
function readSimple(
  text: string,
  from: number,
  to: number,
): { data: Record<string, unknown>; valueSpans: Record<string, Span> } | undefined {
  const data: Record<string, unknown> = {};
  const valueSpans: Record<string, Span> = {};
  let at = from;
  while (at < to) {
    const eol = text.indexOf('\n', at);
    const line = text.slice(at, eol);
    const m = simpleLine.exec(line);
    if (m === null) {
      const map = simpleMap.exec(line);
      const value = map === null || map[1]! in data ? undefined : pairsOf(map[2]!);
      if (value === undefined) return undefined;
      data[map![1]!] = value;
      const start = at + line.indexOf('{');
      valueSpans[map![1]!] = { start, end: at + line.lastIndexOf('}') + 1 };
      at = eol + 1;
      continue;
    }
    const key = m[1]!;
    const value = m[2] ?? '';
    if (key in data || value.includes(': ') || value.includes(' #') || value.endsWith(':') || value.includes('\t'))
      return undefined;
    data[key] = scalar(value);
    const start = value === '' ? at + key.length + 1 : at + line.indexOf(value, key.length + 1);
    valueSpans[key] = { start, end: start + value.length };
    at = eol + 1;
  }
  return { data, valueSpans };
}

/** `phaseTransfer: {year: 2026, to: school}`: words and numbers only. */
const simpleMap = /^([A-Za-z][A-Za-z0-9_-]{0,40}):[ \t]+\{([^{}[\]"'&*!|>%@`#\n]*)\}[ \t\r]*$/;

function pairsOf(body: string): Record<string, unknown> | undefined {
  const map: Record<string, unknown> = {};
  for (const pair of body.split(',')) {
    const m = /^ *([A-Za-z][\w-]*): +([A-Za-z0-9][\w.-]*) *$/.exec(pair);
    if (m === null || m[1]! in map) return undefined;
    map[m[1]!] = scalar(m[2]!);
  }
  return map;
}

/** A plain scalar by YAML's core schema. */
function scalar(value: string): unknown {
  if (value === '' || value === '~' || value === 'null' || value === 'Null' || value === 'NULL') return null;
  const c = value.charCodeAt(0);
  if ((c >= 48 && c <= 57) || c === 43 || c === 45 || c === 46) {
    if (/^[-+]?[0-9]+$/.test(value) || /^0o[0-7]+$/.test(value) || /^0x[0-9a-fA-F]+$/.test(value)) return Number(value);
    if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(value)) return Number(value);
    if (/^[-+]?\.(?:inf|Inf|INF)$/.test(value))
      return value.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (/^\.(?:nan|NaN|NAN)$/.test(value)) return Number.NaN;
  }
  if (/^(?:true|True|TRUE)$/.test(value)) return true;
  if (/^(?:false|False|FALSE)$/.test(value)) return false;
  return value;
}

function toData(document: ReturnType<typeof parseDocument>): Record<string, unknown> {
  try {
    // A chain of aliases could grow without end; ten uses are plenty for a casenote.
    const data: unknown = document.toJS({ maxAliasCount: 10 });
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
