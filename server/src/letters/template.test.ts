import { describe, expect, it } from 'vitest';
import { parseTemplate, problemAt } from './template.ts';

const faultsOf = (text: string) => parseTemplate(text).faults.map((f) => `${f.offset}: ${f.message}`);

describe('the template language', () => {
  it('reads fields, gaps, choices and sections in order', () => {
    const { nodes, faults } = parseTemplate(
      'Dear {{la}}, [[my {{child}}|I]] {{#known school}}at {{school}}{{/known}} {{ask: why?}}',
    );
    expect(faults).toEqual([]);
    expect(nodes.map((n) => n.kind)).toEqual(['text', 'field', 'text', 'choice', 'text', 'section', 'text', 'ask']);
  });

  it('takes a section tag alone on its line together with its line', () => {
    const { nodes } = parseTemplate('a\n{{#late}}\nb\n{{/late}}\nc');
    expect(nodes).toMatchObject([
      { kind: 'text', text: 'a\n' },
      { kind: 'section', children: [{ text: 'b\n' }] },
      { kind: 'text', text: 'c' },
    ]);
  });

  it.each([
    ['{{la', '0: This {{ is never closed: add }}.'],
    ['{{two words}}', '0: "two words" is not a field name: a field is one word, such as {{school}}.'],
    ['{{#known}}x{{/known}}', '0: {{#known}} needs the name of a field.'],
    ['{{#parent}}x', '0: {{#parent}} is never closed: add {{/parent}}.'],
    ['x{{/parent}}', '1: {{/parent}} closes nothing.'],
    ['{{#late}}{{/parent}}', '9: {{/parent}} does not close {{#late}}.'],
    ['[[one side]]', '0: A choice needs two sides with one bar between: [[parent words|young person words]].'],
    ['[[a|b', '0: This [[ is never closed: write [[parent words|young person words]].'],
    ['[[a{{#late}}{{/late}}|b]]', '2: Inside [[ | ]] only words and fields may stand.'],
  ])('says where %s is wrong', (text, message) => {
    expect(faultsOf(text)[0]).toBe(message);
  });

  it('never throws and keeps what it cannot read as text', () => {
    for (const text of ['{{', '}}', '[[', ']]', '{{#', '{{/}}', '{{}}', '[[|]]', '{{#x}}', '{{ask:}}', '[[{{|}}]]'])
      expect(() => parseTemplate(text)).not.toThrow();
  });

  it('counts lines and columns from 1', () => {
    expect(problemAt('one\ntwo', 5, 'm')).toEqual({ message: 'm', line: 2, column: 2 });
  });
});
