// The frame of the command line: finding commands, help, bad use.
import { describe, expect, it } from 'vitest';
import type { Day } from '../calendar/day.ts';
import type { Io } from './command.ts';
import { runCli } from './run.ts';

async function casenotes(...args: string[]) {
  let out = '';
  let err = '';
  const io: Io = {
    cwd: '/',
    out(text) {
      out += text;
    },
    err(line) {
      err += line + '\n';
    },
    stdin: async () => '',
    today: () => 0 as Day,
    colour: false,
  };
  const status = await runCli(args, io);
  return { status, out, err };
}

describe('casenotes', () => {
  it('lists its commands without arguments', async () => {
    const { status, out, err } = await casenotes();
    expect(status).toBe(0);
    expect(out).toContain('  help');
    expect(err).toBe('');
  });

  it('gives the page of one command', async () => {
    expect((await casenotes('help', 'help')).out).toContain('casenotes help [COMMAND]');
    expect((await casenotes('help', '--help')).out).toContain('casenotes help [COMMAND]');
  });

  it('names an unknown command in one line, with status 2', async () => {
    const { status, out, err } = await casenotes('toString');
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toBe('casenotes: there is no command "toString"; casenotes help lists them\n');
  });
});
