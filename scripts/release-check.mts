// `npm run release:check [-- v0.1.0]`: is this ready to be published? The version in package.json, the one at the top of
// CHANGELOG.md and the tag (named here, or the one that CI runs for) are the same, the lock file knows it, and nothing is
// left under "Unreleased". Says every fault, not only the first.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export interface ReleaseFacts {
  /** Of package.json. */
  readonly version: string;
  /** Of package-lock.json. */
  readonly locked: string;
  /** Text of CHANGELOG.md. */
  readonly changelog: string;
  /** `v0.1.0`; absent where nothing is tagged. */
  readonly tag?: string;
}

/** What keeps it from being published, in words; none: it may be. */
export function faultsOf({ version, locked, changelog, tag }: ReleaseFacts): string[] {
  const faults: string[] = [];
  if (!/^\d+\.\d+\.\d+$/.test(version)) faults.push(`the version ${version} is not MAJOR.MINOR.PATCH`);
  if (locked !== version) faults.push(`package-lock.json says ${locked}, package.json ${version}: run npm install`);
  const sections = [...changelog.matchAll(/^## (.+)$/gm)];
  const [top, next] = sections;
  const name = top?.[1]?.trim().split(/[\s,]/)[0];
  if (!top || name !== version) faults.push(`the top of CHANGELOG.md is ${name ?? 'empty'}, not ${version}`);
  const text = top ? changelog.slice(top.index + top[0].length, next?.index) : '';
  if (top && text.trim() === '') faults.push(`CHANGELOG.md says nothing about ${name}`);
  if (tag !== undefined && tag !== `v${version}`) faults.push(`the tag is ${tag}, not v${version}`);
  return faults;
}

async function facts(tag: string | undefined): Promise<ReleaseFacts> {
  const read = (file: string) => readFile(path.join(root, file), 'utf8');
  const { version } = JSON.parse(await read('package.json')) as { version: string };
  const { version: locked } = JSON.parse(await read('package-lock.json')) as { version: string };
  return { version, locked, changelog: await read('CHANGELOG.md'), ...(tag ? { tag } : {}) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tag = process.argv[2] ?? (process.env.GITHUB_REF_TYPE === 'tag' ? process.env.GITHUB_REF_NAME : undefined);
  const known = await facts(tag);
  const faults = faultsOf(known);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length === 0) process.stdout.write(`${known.version} is ready${tag ? `, as ${tag}` : ''}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
