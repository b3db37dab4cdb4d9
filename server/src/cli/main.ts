// The `casenotes` program: its one entry point. Everything about the process is here; the rest takes an `Io`.
import { todayInLondon } from '../clock.ts';
import type { Io } from './command.ts';
import { runCli } from './run.ts';

const io: Io = {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (line) => void process.stderr.write(line + '\n'),
  stdin: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  },
  today: todayInLondon,
  ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
};

// A reader that stops early (`casenotes ... | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), io);
