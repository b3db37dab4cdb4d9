// Compiles the decision aid (server/packs/england/routes.yaml) into routes.json and checks that every id it names
// exists: facts, problems, routes, services, letters, limits and events. Stops with the place in words.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { LawPack } from '../server/src/law/model.ts';
import type { LetterPack } from '../server/src/letters/model.ts';
import type { RouteCondition, RoutePack } from '../server/src/letters/routeModel.ts';

/** Everything wrong with the pack, a line each; empty where all is well. */
export function routeFaults(pack: RoutePack, law: LawPack, letters: LetterPack): string[] {
  const faults: string[] = [];
  const ids = {
    route: new Set(pack.routes.map((r) => r.id)),
    service: new Set(pack.services.map((s) => s.id)),
    letter: new Set(letters.letters.map((l) => l.id)),
    limit: new Set(law.rules.map((r) => r.id)),
    event: new Set(law.events.map((e) => e.id)),
    question: new Set(pack.questions.map((q) => q.fact)),
  };
  const want = (kind: keyof typeof ids, names: readonly string[], where: string) => {
    for (const name of names) if (!ids[kind].has(name)) faults.push(`${where}: there is no ${kind} "${name}"`);
  };
  const condition = (c: RouteCondition | undefined, where: string) => {
    for (const [fact, values] of Object.entries(c?.facts ?? {})) {
      const question = pack.questions.find((q) => q.fact === fact);
      const options = question?.options.map((o) => o.value) ?? [];
      if (!question) faults.push(`${where}: nothing asks for "${fact}"`);
      else for (const v of values) if (!options.includes(v)) faults.push(`${where}: "${v}" is no answer to "${fact}"`);
    }
    want('event', [...(c?.events ?? []), ...(c?.noEvents ?? [])], where);
    want('limit', c?.past ?? [], where);
  };
  for (const q of pack.questions) for (const f of q.from ?? []) want('event', f.events, `question ${q.fact}`);
  for (const p of pack.problems) {
    want('question', p.ask, `problem ${p.id}`);
    want('event', p.events, `problem ${p.id}`);
    for (const r of p.routes) {
      want('route', [r.route], `problem ${p.id}`);
      want('letter', [...(r.letter ? [r.letter] : []), ...Object.values(r.letters ?? {})], `problem ${p.id}`);
      condition(r.if, `problem ${p.id}, ${r.route}`);
    }
  }
  for (const r of pack.routes) {
    const where = `route ${r.id}`;
    want('route', [...r.before, ...r.after, ...(r.with === 'any' ? [] : r.with)], where);
    want('service', r.services, where);
    want('limit', [...r.limits, ...(r.late?.rules ?? [])], where);
    const stages = r.stages ?? [];
    want('letter', [r.letter, r.late?.letter ?? '', ...stages.map((s) => s.letter)].filter(Boolean), where);
    for (const c of [...(r.needs?.any ?? []), ...(r.bars ?? []).map((b) => b.if), ...stages.map((s) => s.if)])
      condition(c, where);
  }
  return faults;
}

/** Reads, checks and writes the decision aid. Call it after the law and the letters were generated. */
export async function generateRoutes(root: string, generatedFolder: string): Promise<void> {
  const pack = parse(await readFile(path.join(root, 'server/packs/england/routes.yaml'), 'utf8')) as RoutePack;
  const generated = async (name: string) => JSON.parse(await readFile(path.join(generatedFolder, name), 'utf8'));
  const faults = routeFaults(pack, await generated('law.json'), await generated('letters.json'));
  if (faults.length > 0) throw new Error(`routes.yaml\n${faults.join('\n')}`);
  const file = path.join(generatedFolder, 'routes.json');
  const text = `${JSON.stringify(pack)}\n`;
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}
