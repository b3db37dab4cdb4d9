// Front matter: what is read, where it stands, what a broken one costs (a problem, and nothing else), and that the quick
// way of reading plain `key: value` lines gives what the YAML parser gives.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFrontMatter } from './front-matter.ts';

describe('front matter', () => {
  it('is read with the places of its values', () => {
    const text = '---\nchild: A.B.\nphaseTransfer: {year: 2026, to: school}\ndate: 2026-05-03\n---\nText\n';
    const { frontMatter, bodyStart, problems } = readFrontMatter(text);
    expect(problems).toEqual([]);
    expect(frontMatter.data).toEqual({
      child: 'A.B.',
      phaseTransfer: { year: 2026, to: 'school' },
      date: '2026-05-03',
    });
    expect(text.slice(frontMatter.valueSpans.date!.start, frontMatter.valueSpans.date!.end)).toBe('2026-05-03');
    expect(text.slice(bodyStart)).toBe('Text\n');
  });

  it.each([
    ['none', 'Text\n', 0],
    ['a rule that is not closed', '---\nText\n', 0],
    ['not on the first line', '\n---\na: b\n---\n', 0],
  ])('%s: the text is read as text', (_, text, start) => {
    expect(readFrontMatter(text)).toEqual({
      frontMatter: { data: {}, valueSpans: {} },
      bodyStart: start,
      problems: [],
    });
  });

  it.each([
    '---\na: [b\n---\nText\n',
    '---\n"a\n---\nText\n',
    '---\njust words\n---\nText\n',
    '---\n- a\n---\nText\n',
    '---\na: b: c\n---\nText\n',
  ])('broken: %j is a problem at its place', (text) => {
    const { frontMatter, bodyStart, problems } = readFrontMatter(text);
    expect(frontMatter.data).toEqual({});
    expect(text.slice(bodyStart)).toBe('Text\n');
    expect(problems.map((p) => p.code)).toEqual(['front-matter-invalid']);
    expect(problems[0]!.start).toBeGreaterThanOrEqual(0);
    expect(problems[0]!.end).toBeLessThanOrEqual(text.length);
  });

  it('is the same by the quick way as by the parser', () => {
    const values = [
      'A.B.',
      'two words',
      '2026-05-03',
      '12',
      '-3',
      '1.5',
      '1e3',
      'true',
      'False',
      'null',
      '~',
      '',
      '0x1f',
      '0o17',
      '012',
      '.5',
      '5.',
      'yes',
      'no',
      'CB/0093',
      'M.M. (restricted)',
      'a:b',
      "it's",
      '+7',
      '.inf',
      '1_000',
      '12:30',
      'é – ü',
      '8',
      'x, y',
      'a #b',
      'a# b',
      'a: b',
      'end:',
      '3 May 2026',
      '2026/27',
      '{year: 2026, to: school}',
      '{a: b}',
      '{a}',
      '{}',
      '{a: true, b: -1}',
      '{ a: x-y }',
      '{a: [1]}',
    ];
    for (const value of values) {
      const text = `---\nchild: A\nkey: ${value}\nlast: 1\n---\n`;
      const { frontMatter, problems } = readFrontMatter(text);
      let expected: unknown;
      try {
        expected = parse(`child: A\nkey: ${value}\nlast: 1\n`, { schema: 'core' });
      } catch {
        expected = {};
      }
      expect(frontMatter.data, value).toEqual(expected);
      if (problems.length === 0)
        expect(text.slice(frontMatter.valueSpans.key!.start, frontMatter.valueSpans.key!.end), value).toBe(
          value.replace(/ #.*/, ''),
        );
    }
  });
});
