// docs/law.md is what the packs say.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { catalogueOf } from '../../scripts/generate-docs.mts';
import { type England, readEngland } from '../../scripts/generate-law.mts';

const folder = fileURLToPath(new URL('../../server/packs/england', import.meta.url));
const england: England = await readEngland(folder);

test('the catalogue is current (else: npm run docs)', async () => {
  const written = readFileSync(new URL('../../docs/law.md', import.meta.url), 'utf8');
  expect(written === (await catalogueOf(folder))).toBe(true);
});

test('every rule kept for reference says why', () => {
  for (const rule of england.rules.filter(({ referenceOnly }) => referenceOnly)) {
    expect(rule.doubts[0], rule.id).toMatch(/^Kept for reference: /);
  }
});

test('every rule says where it stands, what to do when missed, and when it was checked', () => {
  for (const rule of england.rules) {
    expect(rule.source, rule.id).not.toBe('');
    expect(rule.missed, rule.id).not.toBe('');
    expect(rule.url, rule.id).toMatch(/^https?:\/\//);
    expect(rule.title.length, rule.id).toBeLessThan(90);
  }
});
