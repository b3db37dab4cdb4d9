// The chips of the Markdown preview, drawn by markdown-it as VS Code draws: parsed without a document, drawn with one.
import MarkdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { chipsPlugin } from './chips.ts';

const row = (line: number, summary: string, status = 'close', more = {}) =>
  ({ line, summary, status, prominence: 'main', actor: 'family', ...more }) as never;

function draw(
  text: string,
  rows: readonly never[],
  environment: Record<string, unknown> = { currentDocument: 'file:///n/a.md' },
) {
  const md = chipsPlugin(new MarkdownIt({ html: true }), (uri) => (uri === 'file:///n/a.md' ? rows : []));
  return md.renderer.render(md.parse(text, {}), md.options, environment);
}

it('stands at the end of the line whose event started the limit', () => {
  const html = draw('## 3 May 2026\n\nRefused.\nRang the council.\n', [row(3, 'Appeal, by 3 July 2026: in 13 days')]);
  expect(html).toContain(
    'Refused. <span class="casenotes-chip casenotes-close">Appeal, by 3 July 2026: in 13 days</span>\nRang the council.',
  );
});

it('finds list items, headings and table rows', () => {
  const text =
    '# 1 May 2026: request\n\n- 3 May 2026: refused\n\n| Date | What |\n|---|---|\n| 4 May 2026 | letter |\n';
  const html = draw(text, [row(1, 'one'), row(3, 'three'), row(7, 'seven')]);
  expect(html).toMatch(/request <span[^>]*>one<\/span><\/h1>/);
  expect(html).toMatch(/refused <span[^>]*>three<\/span><\/li>/);
  expect(html).toMatch(/letter <span[^>]*>seven<\/span><\/td>/);
  expect(html.match(/seven/g)).toHaveLength(1);
});

it('goes to the end of the block where lines cannot be told apart', () => {
  const html = draw('3 May `a\nb` refused\nlast\n', [row(1, 'one')]);
  expect(html).toMatch(/last <span[^>]*>one<\/span><\/p>/);
});

it('shows open limits only, and counts what is more than three', () => {
  const rows = [
    row(1, 'met', 'met'),
    row(1, 'old', 'past', { faded: true }),
    row(1, 'minor', 'close', { prominence: 'background' }),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => row(1, name, 'upcoming')),
  ];
  const html = draw('3 May 2026', rows);
  expect(html).not.toMatch(/>met<|>old<|>minor</);
  expect(html).toContain('<span class="casenotes-chip" title="d\ne">+2</span>');
});

it('escapes everything, and shows nothing for other documents', () => {
  const hostile = [row(1, '<img src=x onerror="1">', '"><script>' as never), row(1, '<b>"', 'close')];
  expect(draw('3 May', hostile)).toContain('&lt;b&gt;&quot;');
  expect(draw('3 May', hostile)).not.toMatch(/<img|<script|<b>/);
  expect(draw('3 May', hostile, { currentDocument: 'file:///other.md' })).toBe('<p>3 May</p>\n');
  expect(draw('3 May', hostile, {})).toBe('<p>3 May</p>\n');
});
