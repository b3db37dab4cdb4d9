// Starting and stopping other programs so that none is ever left behind: each runs in a process group of its own, and
// every group still running is ended when this process ends, however it ends.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const windows = process.platform === 'win32';
const running = new Set<ChildProcess>();
let watching = false;

/** Thrown when a program ends with another status than 0, or cannot be started. */
export class CommandFailed extends Error {}

/** Sends `signal` to a program and everything it started; programs that are already gone are no error. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (windows) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

/** True while anything of the program's group is alive. */
function groupAlive(child: ChildProcess): boolean {
  if (child.pid === undefined) return false;
  if (windows) return child.exitCode === null && child.signalCode === null;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

function watchOwnEnd(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
  // A caller that stops cleanly by itself (npm start) puts its own handlers before these.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
}

/** Starts a long-running program in a process group of its own. End it with `stop`. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  watchOwnEnd();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: !windows });
  running.add(child);
  child.on('error', () => running.delete(child));
  return child;
}

/** Ends a program and all it started: asks first, insists after `patience` milliseconds. Resolves when all are gone. */
export async function stop(child: ChildProcess, patience = 5000): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const insistAt = Date.now() + patience;
  let insisted = false;
  while (groupAlive(child)) {
    if (!insisted && Date.now() > insistAt) {
      signalGroup(child, 'SIGKILL');
      insisted = true;
    }
    if (Date.now() > insistAt + patience) break; // A zombie that nobody reaps: nothing more can be done.
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  running.delete(child);
}

/** Ends everything that `start` began. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((child) => stop(child)));
}

export interface RunOptions extends SpawnOptions {
  /** Show the program's output as it comes; otherwise it is kept, and shown only if the program fails. */
  readonly show?: boolean;
}

/** Runs a program to its end and gives its standard output. Throws `CommandFailed` with the output's last lines. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { show = false, ...spawnOptions } = options;
  const child = start(command, args, {
    ...spawnOptions,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    err += String(chunk);
  });
  const status = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'ended'));
  });
  running.delete(child);
  if (status === 0) return out;
  const tail = (out + err).trimEnd().split('\n').slice(-30).join('\n');
  throw new CommandFailed(`${[command, ...args].join(' ')}: ${status}${tail ? `\n${tail}` : ''}`);
}

/** The first of these programs that is on the PATH, as a full path. */
export function onPath(...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const extensions = windows ? ['.cmd', '.exe'] : [''];
      for (const extension of extensions) {
        const candidate = path.join(folder, name + extension);
        if (folder && existsSync(candidate)) return candidate;
      }
    }
  }
  return undefined;
}

/** A TCP port on 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until `url` answers with any status below 500, or the program behind it ends, or `limit` ms have passed. */
export async function untilAnswers(url: string, child: ChildProcess, limit = 60_000): Promise<void> {
  const end = Date.now() + limit;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new CommandFailed(`the program behind ${url} ended (${child.exitCode ?? child.signalCode})`);
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2000) });
      await answer.body?.cancel();
      if (answer.status < 500) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > end) throw new CommandFailed(`${url} did not answer within ${limit / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
