// `npm run release:rehearse [-- --offline]`: runs the publishing steps of the workflow as they stand in it, with the real tools,
// against stand-ins on this machine, and checks that each was sent the very file that was tested. Needs `npm run package`
// and `npm run package:server` before. `--offline` leaves Open VSX out, whose tool the step fetches from npm.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { openGalleries, sha256Of, type Upload } from './lib/galleries.mts';

const root = path.resolve(import.meta.dirname, '..');

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The steps of the workflow that publish, in its order, with where each goes. */
async function publishing(): Promise<{ to: Upload['to']; step: Step }[]> {
  const workflow = parse(await readFile(path.join(root, '.github/workflows/publish.yml'), 'utf8')) as {
    jobs: { publish: { steps: Step[] } };
  };
  const of = (step: Step): Upload['to'] | undefined =>
    step.env?.VSCE_PAT ? 'marketplace' : step.env?.OVSX_PAT ? 'open-vsx' : step.env?.NPM_TOKEN ? 'npm' : undefined;
  return workflow.jobs.publish.steps.flatMap((step) => {
    const to = of(step);
    return to ? [{ to, step }] : [];
  });
}

/** Runs a step as the workflow does (`bash -e`), with what it says kept: its exit status and its words. */
async function runStep(command: string, env: NodeJS.ProcessEnv): Promise<{ status: number | null; said: string }> {
  const child = spawn('bash', ['-e', '-c', command], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  return { status: await new Promise((resolve) => child.on('close', resolve)), said };
}

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
const vsix = (await readdir(path.join(root, 'dist'))).filter((name) => name.endsWith('.vsix'));
if (vsix.length !== 1) throw new Error(`dist/ holds ${vsix.length} VSIX files, not one: run npm run package`);
const tested = sha256Of(await readFile(path.join(root, 'dist', vsix[0]!)));

const galleries = await openGalleries();
const cache = await mkdtemp(path.join(os.tmpdir(), 'casenotes-rehearsal-'));
const faults: string[] = [];
try {
  for (const { to, step } of await publishing()) {
    if (to === 'open-vsx' && process.argv.includes('--offline')) continue;
    const { status, said } = await runStep(step.run!, {
      ...process.env,
      GITHUB_REF_NAME: `v${version}`,
      VSCE_PAT: 'rehearsal',
      OVSX_PAT: 'rehearsal',
      NPM_TOKEN: 'rehearsal',
      VSCE_MARKETPLACE_URL: galleries.url,
      OVSX_REGISTRY_URL: galleries.url,
      ...(to === 'npm' ? { npm_config_registry: `${galleries.url}/`, npm_config_cache: cache } : {}),
    });
    const sent = galleries.uploads.filter((upload) => upload.to === to);
    if (status !== 0) faults.push(`"${step.name}" ended with ${status}:\n${said}`);
    else if (sent.length !== 1 || !sent[0]!.authorised) faults.push(`"${step.name}" sent ${sent.length} files`);
    else if (to !== 'npm' && sent[0]!.sha256 !== tested)
      faults.push(`"${step.name}" sent another file than ${vsix[0]}`);
    else process.stdout.write(`${step.name}: as it should be\n`);
  }
} finally {
  await galleries.close();
  await rm(cache, { recursive: true, force: true });
  await rm(path.join(root, 'dist/npm.npmrc'), { force: true });
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
