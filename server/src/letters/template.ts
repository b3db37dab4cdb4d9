// Reads the template language of the letters. It has no logic to run: fields, a choice of words by voice, and sections
// that are kept or left out. It is read once; a value from a case is never read as template.
//
//   {{child}}                          a field
//   {{ask: what has been tried}}       a gap that the note can never fill
//   [[my child has|I have]]            parent's words | young person's words
//   {{#parent}} … {{/parent}}          kept in that voice (also {{#young-person}})
//   {{#known school}} … {{/known}}     kept where the field has a value (also {{#unknown school}})
//   {{#late}} … {{/late}}              kept where the letter's limit has passed (also {{#in-time}})
//   {{#for RULE-ID …}} … {{/for}}      kept where the letter is about one of these limits; {{#for other}}: none that
//                                      the letter names in a {{#for}}; {{#not-for RULE-ID …}}: kept unless about one of these
import type { LetterProblem } from './model.ts';

export const sectionKinds = [
  'parent',
  'young-person',
  'known',
  'unknown',
  'late',
  'in-time',
  'for',
  'not-for',
] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** Offsets are into the template's own text. */
export type Node =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | { readonly kind: 'field'; readonly name: string; readonly start: number }
  | { readonly kind: 'ask'; readonly placeholder: string; readonly start: number }
  | {
      readonly kind: 'choice';
      readonly parent: readonly Node[];
      readonly youngPerson: readonly Node[];
      readonly start: number;
    }
  | {
      readonly kind: 'section';
      readonly section: SectionKind;
      readonly args: readonly string[];
      readonly children: readonly Node[];
      readonly start: number;
    };

/** A fault at an offset of the template. */
export interface TemplateFault {
  readonly message: string;
  readonly offset: number;
}

export interface ParsedTemplate {
  readonly nodes: readonly Node[];
  readonly faults: readonly TemplateFault[];
}

const fieldName = /^[a-z][A-Za-z0-9]*$/;
const needsArgument: readonly SectionKind[] = ['known', 'unknown', 'for', 'not-for'];
/** Deeper than any letter needs; a guard against a hostile file. */
const maxDepth = 8;

/** Parses a template. Never throws: what cannot be read is kept as text and reported. */
export function parseTemplate(text: string): ParsedTemplate {
  const faults: TemplateFault[] = [];
  return { nodes: new Parser(text, faults).parse(), faults };
}

interface Open {
  readonly section: SectionKind;
  readonly args: readonly string[];
  readonly start: number;
  readonly nodes: Node[];
}

class Parser {
  readonly #text: string;
  readonly #faults: TemplateFault[];
  #at = 0;

  constructor(text: string, faults: TemplateFault[]) {
    this.#text = text;
    this.#faults = faults;
  }

  parse(): Node[] {
    const root: Node[] = [];
    const open: Open[] = [];
    const current = () => open.at(-1)?.nodes ?? root;
    while (this.#at < this.#text.length) {
      const next = this.#nextMark();
      if (next > this.#at) current().push({ kind: 'text', text: this.#text.slice(this.#at, next), start: this.#at });
      this.#at = next;
      if (next >= this.#text.length) break;
      if (this.#text.startsWith('[[', next)) this.#choice(current());
      else this.#tag(current, open);
    }
    for (const section of open.splice(0).reverse()) {
      this.#fault(`{{#${section.section}}} is never closed: add {{/${section.section}}}.`, section.start);
      current().push(...section.nodes);
    }
    return root;
  }

  #nextMark(from = this.#at): number {
    const tag = this.#text.indexOf('{{', from);
    const choice = this.#text.indexOf('[[', from);
    if (tag < 0 && choice < 0) return this.#text.length;
    return tag < 0 ? choice : choice < 0 ? tag : Math.min(tag, choice);
  }

  #fault(message: string, offset: number): void {
    this.#faults.push({ message, offset });
  }

  /** Reads `[[a|b]]` at the cursor; the two sides may hold fields. */
  #choice(into: Node[]): void {
    const start = this.#at;
    const end = this.#text.indexOf(']]', start);
    const inner = end < 0 ? '' : this.#text.slice(start + 2, end);
    const bar = inner.indexOf('|');
    if (end < 0 || bar < 0 || inner.indexOf('|', bar + 1) >= 0) {
      this.#fault(
        end < 0
          ? 'This [[ is never closed: write [[parent words|young person words]].'
          : 'A choice needs two sides with one bar between: [[parent words|young person words]].',
        start,
      );
      this.#at = end < 0 ? this.#text.length : end + 2;
      into.push({ kind: 'text', text: this.#text.slice(start, this.#at), start });
      return;
    }
    into.push({
      kind: 'choice',
      parent: this.#side(inner.slice(0, bar), start + 2),
      youngPerson: this.#side(inner.slice(bar + 1), start + 2 + bar + 1),
      start,
    });
    this.#at = end + 2;
  }

  #side(text: string, offset: number): Node[] {
    const faults: TemplateFault[] = [];
    const nodes = new Parser(text, faults).parse();
    for (const f of faults) this.#fault(f.message, f.offset + offset);
    if (nodes.some((n) => n.kind === 'section' || n.kind === 'choice'))
      this.#fault('Inside [[ | ]] only words and fields may stand.', offset);
    return nodes.map((n) => ({ ...n, start: n.start + offset }));
  }

  /** Reads `{{...}}` at the cursor. */
  #tag(current: () => Node[], open: Open[]): void {
    const start = this.#at;
    const end = this.#text.indexOf('}}', start);
    if (end < 0) {
      this.#fault('This {{ is never closed: add }}.', start);
      current().push({ kind: 'text', text: this.#text.slice(start), start });
      this.#at = this.#text.length;
      return;
    }
    const inner = this.#text.slice(start + 2, end).trim();
    this.#at = end + 2;
    if (inner.startsWith('#') || inner.startsWith('/')) {
      this.#skipOwnLine(start, current());
      if (inner.startsWith('#')) this.#openSection(inner.slice(1).trim(), start, open);
      else this.#closeSection(inner.slice(1).trim(), start, current, open);
    } else if (inner.startsWith('ask:')) {
      current().push({ kind: 'ask', placeholder: inner.slice(4).trim(), start });
    } else if (fieldName.test(inner)) {
      current().push({ kind: 'field', name: inner, start });
    } else {
      this.#fault(`"${inner}" is not a field name: a field is one word, such as {{school}}.`, start);
    }
  }

  /** A section tag alone on its line takes the line with it. */
  #skipOwnLine(start: number, nodes: Node[]): void {
    const lineStart = this.#text.lastIndexOf('\n', start - 1) + 1;
    if (this.#text.slice(lineStart, start).trim() !== '') return;
    const rest = /^[ \t]*(\r?\n|$)/.exec(this.#text.slice(this.#at));
    if (!rest) return;
    this.#at += rest[0].length;
    const last = nodes.at(-1);
    if (last?.kind === 'text') nodes[nodes.length - 1] = { ...last, text: last.text.replace(/[ \t]+$/, '') };
  }

  #openSection(words: string, start: number, open: Open[]): void {
    const [name = '', ...args] = words.split(/\s+/);
    const section = sectionKinds.find((k) => k === name);
    if (!section) {
      this.#fault(`There is no section {{#${name}}}. The sections are: ${sectionKinds.join(', ')}.`, start);
      return;
    }
    if (needsArgument.includes(section) !== args.length > 0)
      this.#fault(
        args.length > 0
          ? `{{#${section}}} takes no further words.`
          : `{{#${section}}} needs ${section.endsWith('for') ? 'the id of a limit' : 'the name of a field'}.`,
        start,
      );
    if (open.length >= maxDepth) this.#fault('Sections stand too deep inside one another.', start);
    open.push({ section, args, start, nodes: [] });
  }

  #closeSection(name: string, start: number, current: () => Node[], open: Open[]): void {
    const top = open.at(-1);
    if (!top || top.section !== name) {
      this.#fault(top ? `{{/${name}}} does not close {{#${top.section}}}.` : `{{/${name}}} closes nothing.`, start);
      return;
    }
    open.pop();
    current().push({ kind: 'section', section: top.section, args: top.args, children: top.nodes, start: top.start });
  }
}

/** Every field name that a template uses, with where, sections included. */
export function fieldsUsed(nodes: readonly Node[]): { readonly name: string; readonly start: number }[] {
  const used: { name: string; start: number }[] = [];
  const walk = (list: readonly Node[]) => {
    for (const node of list) {
      if (node.kind === 'field') used.push({ name: node.name, start: node.start });
      else if (node.kind === 'choice') {
        walk(node.parent);
        walk(node.youngPerson);
      } else if (node.kind === 'section') {
        if (node.section === 'known' || node.section === 'unknown')
          for (const name of node.args) used.push({ name, start: node.start });
        walk(node.children);
      }
    }
  };
  walk(nodes);
  return used;
}

/** Turns an offset of `text` into a problem at line and column. */
export function problemAt(text: string, offset: number, message: string): LetterProblem {
  const before = text.slice(0, Math.max(0, offset));
  const line = before.split('\n').length;
  return { message, line, column: before.length - before.lastIndexOf('\n') };
}
