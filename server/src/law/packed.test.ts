// The short form of the law is the law.
import { expect, test } from 'vitest';
import law from '../generated/law.json' with { type: 'json' };
import short from '../generated/law.packed.json' with { type: 'json' };
import type { LawPack } from './model.ts';
import { packLaw, unpackLaw } from './packed.ts';

const whole = law as unknown as LawPack;

test('unpacking gives back the whole law', () => {
  expect(unpackLaw(short as never)).toEqual(whole);
  expect(unpackLaw(packLaw(whole))).toEqual(whole);
});

test('it stays small', () => {
  expect(JSON.stringify(short).length).toBeLessThan(150_000);
});

test('it is read in a moment', () => {
  const text = JSON.stringify(short);
  // The best of a few: other work on the machine is not what is measured.
  const times = Array.from({ length: 8 }, () => {
    const begin = performance.now();
    unpackLaw(JSON.parse(text));
    return performance.now() - begin;
  });
  expect(Math.min(...times)).toBeLessThan(15);
});

test('a field it does not know stops the build', () => {
  const rule = { ...whole.rules[0]!, surprise: 1 };
  expect(() => packLaw({ ...whole, rules: [rule as never] })).toThrow('surprise');
});
