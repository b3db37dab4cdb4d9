// The `casenotes` program: its one entry point. Everything about the process is here; the rest takes an `Io`.
import { isMainThread } from 'node:worker_threads';
import { minutesNow, todayInLondon } from '../clock.ts';
import type { Io } from './command.ts';
import { unwritable } from './output.ts';
import { runCli } from './run.ts';

const io: Io = {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  pipe: (bytes) => new Promise((resolve) => process.stdout.write(bytes, () => resolve())),
  program: new URL(import.meta.url),
  err: (line) => void process.stderr.write(line + '\n'),
  stdin: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  },
  today: todayInLondon,
  minutes: minutesNow,
  ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
};

if (isMainThread) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that stops early (`casenotes ... | head`) is no fault.
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`casenotes: the output cannot be written (${unwritable(error)})\n`);
    process.exit(2);
  });
  process.exitCode = await runCli(process.argv.slice(2), io);
} else (await import('./lines-worker.ts')).serve();
