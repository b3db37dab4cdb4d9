// The NDJSON of `casenotes deadlines` in DuckDB, with the very queries of docs/scale.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateNote } from '../support/generate-notes.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(root, 'server/src/cli/main.ts');

/** The SQL of the document's examples, in order: `duckdb -c "..."`. */
const queries = [...readFileSync(path.join(root, 'docs/scale.md'), 'utf8').matchAll(/^duckdb -c "([^"]+)"$/gm)].map(
  ([, sql]) => sql!,
);

let folder = '';
let lines: { rule: string; status: string; actor: string; uncertain: boolean }[] = [];
let db: DuckDBConnection;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'casenotes-duckdb-'));
  for (let i = 0; i < 200; i++) writeFileSync(path.join(folder, `${i}.md`), generateNote(i));
  const args = [program, 'deadlines', folder, '--format', 'ndjson', '--today', '2026-06-20'];
  const made = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28, cwd: folder });
  expect(made.stderr).toBe('');
  writeFileSync(path.join(folder, 'deadlines.ndjson'), made.stdout);
  lines = made.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  db = await (await DuckDBInstance.create(':memory:')).connect();
}, 120_000);
afterAll(() => {
  db?.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

async function run(sql: string): Promise<Record<string, unknown>[]> {
  const reader = await db.runAndReadAll(sql.replaceAll("'deadlines.ndjson'", `'${folder}/deadlines.ndjson'`));
  return reader.getRowObjectsJson() as Record<string, unknown>[];
}

it('finds the queries in the document', () => {
  expect(queries.length).toBeGreaterThanOrEqual(2);
});

it('counts the breaches of each duty as this process does', async () => {
  const rows = await run(queries[0]!);
  const counts = new Map<string, number>();
  for (const { rule, status, actor, uncertain } of lines) {
    if (actor === 'la' && !uncertain && (status === 'past' || status === 'late'))
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  expect(counts.size).toBeGreaterThan(3);
  expect(new Map(rows.map((row) => [row.rule, Number(row.late)]))).toEqual(counts);
});

it('runs the others, and days are days', async () => {
  for (const sql of queries.slice(1)) expect((await run(sql)).length).toBeGreaterThan(0);
  const [type] = await run("SELECT typeof(due) AS type FROM 'deadlines.ndjson' WHERE due IS NOT NULL LIMIT 1");
  expect(type).toEqual({ type: 'DATE' });
});
