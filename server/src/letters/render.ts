// From a letter and a case to text. A template is expanded once into pieces (its own text, values, gaps); the pieces
// are laid out in paragraphs and lists; each target then writes them with its own escaping. Values are never parsed.
import { type Filling, fillingFor } from './fields.ts';
import type { Letter, LetterContext, Piece } from './model.ts';
import { type Node, parseTemplate } from './template.ts';

/** A run of characters in one paragraph. */
export type Run = Piece & { readonly bold: boolean };
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Run[])[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] };

/** A letter filled from a case, laid out. */
export interface FilledLetter {
  readonly letter: Letter;
  readonly filling: Filling;
  readonly blocks: readonly Block[];
  /** What the writer still has to say, in reading order, each once. */
  readonly gaps: readonly { readonly key: string; readonly placeholder: string }[];
}

/** Fills a letter from a case (or leaves it blank, where the context holds no analysis). */
export function fillLetter(letter: Letter, context: LetterContext): FilledLetter {
  const filling = fillingFor(letter, context);
  const pieces = expand(parseTemplate(context.pack.layout).nodes, filling, true);
  const blocks = layOut(pieces);
  const gaps = new Map<string, string>();
  for (const piece of pieces) if (piece.kind === 'gap' && !gaps.has(piece.key)) gaps.set(piece.key, piece.placeholder);
  return { letter, filling, blocks, gaps: [...gaps].map(([key, placeholder]) => ({ key, placeholder })) };
}

/** Fields of the layout that stand for the letter's own templates. */
const parts: Readonly<Record<string, (l: Letter) => string>> = {
  recipient: (l) => l.recipient,
  salutation: (l) => l.salutation,
  subject: (l) => l.subject,
  body: (l) => l.body,
  copyTo: (l) => l.copyTo,
};
export const layoutParts: readonly string[] = Object.keys(parts);

function expand(nodes: readonly Node[], filling: Filling, layout: boolean): Piece[] {
  const pieces: Piece[] = [];
  for (const node of nodes) {
    switch (node.kind) {
      case 'text':
        pieces.push({ kind: 'text', text: afterValue(node.text, pieces.at(-1)) });
        break;
      case 'ask':
        pieces.push({ kind: 'gap', key: `ask:${node.placeholder}`, placeholder: node.placeholder });
        break;
      case 'choice':
        pieces.push(...expand(filling.voice === 'parent' ? node.parent : node.youngPerson, filling, layout));
        break;
      case 'section':
        if (keeps(node, filling, layout)) pieces.push(...expand(node.children, filling, layout));
        break;
      case 'field': {
        const part = layout ? parts[node.name] : undefined;
        if (part) pieces.push(...expand(parseTemplate(part(filling.letter).trim()).nodes, filling, false));
        else pieces.push(fieldPiece(node.name, filling));
      }
    }
  }
  return pieces;
}

/** After a value that ends in a full stop ("T.C.") the sentence needs no second one. */
function afterValue(text: string, before: Piece | undefined): string {
  return before?.kind === 'value' && before.text.endsWith('.') && text.startsWith('.') ? text.slice(1) : text;
}

function fieldPiece(name: string, filling: Filling): Piece {
  const value = filling.value(name);
  if (value !== undefined) return { kind: 'value', text: value, field: name };
  const placeholder = filling.context.pack.fields.find((f) => f.name === name)?.placeholder ?? name;
  return { kind: 'gap', key: name, placeholder };
}

function keeps(node: Node & { kind: 'section' }, filling: Filling, layout: boolean): boolean {
  const isKnown = (name: string) =>
    layout && parts[name] ? parts[name](filling.letter).trim() !== '' : filling.value(name) !== undefined;
  switch (node.section) {
    case 'parent':
    case 'young-person':
      return filling.voice === node.section;
    case 'late':
      return filling.late;
    case 'in-time':
      return !filling.late;
    case 'known':
      return node.args.every(isKnown);
    case 'unknown':
      return !node.args.every(isKnown);
    case 'for':
      return isFor(node.args, filling);
    case 'not-for':
      return !isFor(node.args, filling);
  }
}

/** `{{#for a b}}`: the letter is about a or b. `{{#for other}}`: about none that the letter names in such a section. */
function isFor(args: readonly string[], filling: Filling): boolean {
  const rule = filling.deadline?.rule.id;
  if (!args.includes('other')) return rule !== undefined && args.includes(rule);
  const named = filling.letter.body.matchAll(/\{\{\s*#for\s+([^}]*)\}\}/g);
  for (const [, ids = ''] of named) if (rule !== undefined && ids.split(/\s+/).includes(rule)) return false;
  return true;
}

/** Pieces to paragraphs and lists. Only template text has structure: a value with `- ` or `**` in it is just a value. */
export function layOut(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  let lines: Run[][] = [];
  let list: Run[][] | undefined;
  let current: Run[] = [];
  let startsLine = true;
  let bold = false;
  let hardBreak = false;

  const closeBlock = () => {
    if (list) blocks.push({ kind: 'list', items: list.map(tidy) });
    else if (lines.length > 0) blocks.push({ kind: 'paragraph', lines: lines.map(tidy) });
    lines = [];
    list = undefined;
    bold = false;
    hardBreak = false;
  };
  const endLine = () => {
    startsLine = true;
    if (isBlank(current)) {
      current = [];
      closeBlock();
      return;
    }
    const item = takeListMark(current);
    const broken = takeHardBreak(current);
    if (item) {
      if (!list) closeBlock();
      list ??= [];
      list.push(current);
    } else if (list) list[list.length - 1]!.push(space, ...current);
    else if (lines.length === 0 || hardBreak) lines.push(current);
    else lines[lines.length - 1]!.push(space, ...current);
    hardBreak = broken;
    current = [];
  };

  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      current.push({ ...piece, bold });
      startsLine = false;
      continue;
    }
    piece.text.split('\n').forEach((line, i) => {
      if (i > 0) endLine();
      const text = startsLine ? line.trimStart() : line;
      if (text !== '') startsLine = false;
      text.split('**').forEach((part, j) => {
        if (j > 0) bold = !bold;
        if (part !== '') current.push({ kind: 'text', text: part, bold });
      });
    });
  }
  endLine();
  closeBlock();
  return blocks;
}

const space: Run = { kind: 'text', text: ' ', bold: false };

function isBlank(runs: readonly Run[]): boolean {
  return runs.every((r) => r.kind === 'text' && r.text.trim() === '');
}

function takeListMark(runs: Run[]): boolean {
  const first = runs[0];
  if (first?.kind !== 'text' || !first.text.startsWith('- ')) return false;
  runs[0] = { ...first, text: first.text.slice(2).trimStart() };
  return true;
}

function takeHardBreak(runs: Run[]): boolean {
  const last = runs.at(-1);
  if (last?.kind !== 'text' || !last.text.trimEnd().endsWith('\\')) return false;
  runs[runs.length - 1] = { ...last, text: last.text.trimEnd().slice(0, -1) };
  return true;
}

/** Takes away empty runs, doubled spaces between template runs and white space at the ends. */
function tidy(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    let text = run.kind === 'text' ? run.text.replace(/[ \t]+/g, ' ') : '';
    const last = out.at(-1);
    if (run.kind === 'text') {
      if (last === undefined || (last.kind === 'text' && last.text.endsWith(' '))) text = text.trimStart();
      if (text !== '') out.push({ ...run, text });
    } else out.push(run);
  }
  const last = out.at(-1);
  if (last?.kind === 'text') {
    const text = last.text.trimEnd();
    if (text === '') out.pop();
    else out[out.length - 1] = { ...last, text };
  }
  return out;
}
