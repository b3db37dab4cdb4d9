// What every letter has to be: short, readable, spelt, sourced, and complete in both voices.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtInFields } from '../../server/src/letters/fields.ts';
import type { Voice } from '../../server/src/letters/model.ts';
import { fillLetter } from '../../server/src/letters/render.ts';
import { toText } from '../../server/src/letters/targets.ts';
import { fieldsUsed, parseTemplate } from '../../server/src/letters/template.ts';
import { contextOf, law, pack } from './caseFixture.ts';
import { fullCase } from './fullCase.ts';
import { readability } from './readability.ts';

/** Provisions that letters rely on and that are no time limit: tests, duties and bars. */
const provisionsFile = parse(
  readFileSync(new URL('../../server/packs/england/provisions.yaml', import.meta.url), 'utf8'),
) as { ref: string; says: string; url: string }[];
const voices: readonly Voice[] = ['parent', 'young-person'];
const each = pack.letters.map((l) => [l.id, l] as const);
const bodyOf = (text: string) =>
  text.slice(text.indexOf('\n', text.indexOf('Dear ')), text.indexOf('Yours faithfully'));

describe.each(each)('%s', (_, letter) => {
  it.each(voices)('reads at grade 9 or below and fits on a page, in the voice of a %s', (voice) => {
    for (const rule of letter.rules.length > 0 ? letter.rules : [undefined]) {
      for (const when of letter.fitsWhen) {
        const full = fullCase(letter, rule, when === 'breach');
        const { grade, words } = readability(bodyOf(toText(fillLetter(letter, contextOf(full, { voice })))));
        expect(grade, `${rule}, ${when}, ${words} words`).toBeLessThanOrEqual(9);
        expect(words, rule).toBeLessThanOrEqual(420);
      }
    }
  });

  it('leaves no mark of the template in the text', () => {
    for (const voice of voices)
      for (const analysis of [
        undefined,
        fullCase(letter),
        ...letter.rules.flatMap((r) => letter.fitsWhen.map((w) => fullCase(letter, r, w === 'breach'))),
      ]) {
        const context = contextOf(analysis, { voice });
        const text = toText(fillLetter(letter, context));
        expect(text).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|NaN|\*\*/);
        expect(text).not.toMatch(/\bme's|\bI has\b|\bI is\b|\.\.|date of birth| {2}| [,.;]|\n\n\n/i);
      }
  });

  it('uses the fields that its front matter names, and says when to use it', () => {
    const used = new Set(
      [letter.body, letter.subject, letter.recipient, letter.copyTo].flatMap((t) =>
        fieldsUsed(parseTemplate(t).nodes).map((u) => (u.name === 'child' ? 'childInitials' : u.name)),
      ),
    );
    for (const name of letter.fields) expect(used, name).toContain(name);
    expect(letter.whenToUse.length).toBeGreaterThan(30);
    expect(letter.purpose.length).toBeGreaterThan(30);
    expect(letter.fitsWhen.length).toBeGreaterThan(0);
  });

  it('gives the effect on the child a place of its own, sets a time for a reply and names its law', () => {
    expect(letter.body).toMatch(/\*\*[^*]*(affect|effect|means for|Effect)[^*]*\*\*/);
    expect(letter.body).toContain('{{replyBy}}');
    expect(letter.legalReference).not.toBe('');
  });
});

describe('the pack of letters', () => {
  it('speaks of no law that the rules do not know', () => {
    const sources = law.rules
      .map((r) => `${r.source} ${r.quote ?? ''} ${r.notes ?? ''} ${r.missed} ${r.doubts.join(' ')}`)
      .join('\n');
    const known = [...new Set([...provisions(sources), ...provisionsFile.flatMap((p) => provisions(p.ref))])];
    const has = (p: string) => known.some((k) => k === p || k.startsWith(`${p}(`));
    const missing = pack.letters.flatMap((l) =>
      provisions(l.legalReference)
        .filter((p) => !has(p))
        .map((p) => `${l.id}: ${p}`),
    );
    expect(missing.join('\n')).toBe('');
  });

  it('quotes in a letter only provisions of its own legal reference', () => {
    const missing = pack.letters.flatMap((l) => {
      const own = new Set(provisions(l.legalReference));
      return textProvisions(l.body)
        .filter((p) => !own.has(p) && ![...own].some((o) => o.startsWith(`${p}(`) || p.startsWith(`${o}(`)))
        .map((p) => `${l.id}: ${p}`);
    });
    expect(missing.join('\n')).toBe('');
  });

  it('has a letter for every rule that names one, and phrases only for rules that exist', () => {
    const ids = new Set(pack.letters.map((l) => l.id));
    const rules = new Set(law.rules.map((r) => r.id));
    const events = new Set(law.events.map((e) => e.id));
    expect(law.rules.flatMap((r) => (r.letter && !ids.has(r.letter) ? [`${r.id}: ${r.letter}`] : []))).toEqual([]);
    for (const d of pack.duties) expect(rules, d.rule).toContain(d.rule);
    for (const l of pack.letters) {
      for (const id of [...l.rules, ...l.afterMissed]) expect(rules, `${l.id}: ${id}`).toContain(id);
      for (const id of [
        ...l.events,
        ...l.missedEvents,
        ...(l.records ? [l.records] : []),
        ...Object.values(l.dates).flat(),
      ])
        expect(events, `${l.id}: ${id}`).toContain(id);
    }
    for (const f of pack.fields) {
      const { source } = f;
      const ids = 'events' in source ? source.events : source.kind === 'event-words' ? Object.keys(source.words) : [];
      for (const id of ids) expect(events, `${f.name}: ${id}`).toContain(id);
      if (source.kind === 'due') for (const id of source.rules) expect(rules, `${f.name}: ${id}`).toContain(id);
      if (source.kind === 'built-in') expect(builtInFields).toContain(f.name);
    }
  });

  it('uses every field of the table somewhere', () => {
    const all = [pack.layout, ...pack.letters.flatMap((l) => [l.body, l.subject, l.recipient, l.copyTo])];
    const used = new Set(all.flatMap((t) => fieldsUsed(parseTemplate(t).nodes).map((u) => u.name)));
    expect(
      pack.fields
        .map((f) => f.name)
        .filter((n) => !used.has(n) && n !== 'childInitials')
        .join('\n'),
    ).toBe('');
  });
});

/** `SEND Regs 2014 reg 13(2), (3)` and the like, cut into single provisions: `reg 13(2)`, `s36(8)`, `r20(4)`. */
function provisions(text: string): string[] {
  const found: string[] = [];
  const kinds: Record<string, string> = {
    reg: 'reg',
    regs: 'reg',
    regulation: 'reg',
    s: 's',
    ss: 's',
    section: 's',
    rule: 'r',
    rules: 'r',
    r: 'r',
    para: 'para',
    paras: 'para',
    art: 'art',
    arts: 'art',
  };
  const list =
    /\b(regs?|regulation|ss?|section|rules?|r|paras?|arts?)\.? ?(\d+[A-Z]?(?:\.\d+)?(?:\(\w+\))*(?:(?:, ?|-| ?and ?|; )(?:\d+[A-Z]?(?:\.\d+)?)?(?:\(\w+\))*)*)/gi;
  for (const [, kind = '', numbers = ''] of text.matchAll(list)) {
    let last = '';
    for (const part of numbers.split(/, ?|-| ?and ?|; /)) {
      if (part === '') continue;
      const full = part.startsWith('(') ? `${last}${part}` : part;
      if (!part.startsWith('(')) last = part.replace(/\(.*/, '');
      found.push(`${kinds[kind.toLowerCase()]} ${full}`);
    }
  }
  return found;
}

function textProvisions(text: string): string[] {
  return provisions(text.replace(/\{\{#for [^}]*\}\}/g, ''));
}
