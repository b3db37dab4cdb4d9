// What the repository keeps: text that people wrote, and pictures. A download that was left in the folder and committed with
// the rest would stay in its history for good.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Bytes: the largest table is 250 KB. */
const most = 300 * 1024;
const picture = /\.png$/;

/** What is committed, and what the next `git add` would take along. */
function kept(): string[] {
  const out = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return [...new Set(String(out).split('\0'))].filter((name) => name !== '' && statOf(name) !== undefined);
}

const statOf = (name: string) => statSync(root + name, { throwIfNoEntry: false });

it('the repository keeps text and pictures only, none of them large', () => {
  const files = kept();
  expect(files).toContain('package.json');
  const strange = files.filter(
    (name) => statOf(name)!.size > most || (!picture.test(name) && readFileSync(root + name).includes(0)),
  );
  expect(strange, 'take these out with `git rm --cached`, or out of the folder').toEqual([]);
});
