// Texts of any length that hold nothing but events, in many layouts: what costs most to read.
const acts = [
  'Decision letter dated 3 May 2026 refusing to assess.',
  'Mum rang mediation on 12 May and asked for a certificate.',
  'Certificate issued 20 May.',
  'Appeal lodged on 1 June, registered 9 June.',
  'School sent the review report on 4 July.',
  'LA issued the final plan 5 August, mum complained to the council on 12 August.',
  'Hearing held 3 September.',
  'He was suspended from 4 to 6 October and she asked for his records.',
];
const undated = (act: string): string => act.replace(/ ?\b\d+ \w+(?: 2026)?/g, '');
const day = (i: number): string => `${1 + (i % 28)}/${1 + (i % 12)}/26`;

/** How an act is laid out, and what stands above the first one. */
const layouts: Readonly<Record<string, { readonly top?: string; each(act: string, i: number): string }>> = {
  'one paragraph': { each: (act) => `${act} ` },
  'lines of one paragraph': { each: (act) => `${act}\n` },
  'paragraphs of one entry': { each: (act) => `${act}\n\n` },
  'paragraphs without days': { each: (act) => `${undated(act)}\n\n` },
  'lines without days': { each: (act) => `${undated(act)}\n` },
  'dated items': { top: '', each: (act, i) => `- ${day(i)}: ${act}\n` },
  items: { each: (act) => `- ${act}\n` },
  'items under items': { each: (act, i) => `${' '.repeat(2 * (i % 4))}- ${act}\n` },
  'rows of a table': { top: '| Date | What |\n|---|---|\n', each: (act, i) => `| ${day(i)} | ${act} |\n` },
  headings: { each: (act, i) => `## ${1 + (i % 28)} ${['May', 'June', 'July'][i % 3]} 2026\n${act}\n\n` },
  'headings without days': { each: (act) => `## ${undated(act)}\n\n` },
  'one sentence': { each: (act) => `${act.slice(0, -1).toLowerCase()} and ` },
  'nothing but days': { each: (_, i) => `${day(i)} ` },
};

export const denseLayouts: readonly string[] = Object.keys(layouts);

/** A note of at least `size` characters in a layout; another `from` begins with another act. */
export function denseNote(layout: string, size: number, from = 0): string {
  const { top = '## 3 November 2026\n\n', each } = layouts[layout]!;
  const parts = [top];
  for (let i = from, length = 0; length < size; i++) {
    const part = each(acts[i % acts.length]!, i);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}
