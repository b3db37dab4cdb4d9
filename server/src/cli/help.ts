// `casenotes help [COMMAND]`: the list of commands, or one command's page.
import { type Command, UsageError } from './command.ts';
import { commands } from './commands.ts';

export const command: Command = {
  name: 'help',
  summary: 'say what the program does, or how one command is used',
  help: 'casenotes help [COMMAND]\n\nWithout COMMAND, lists the commands.\n',
  async run(args, io) {
    const [name] = args;
    if (name === undefined) {
      io.out(await overview());
      return 0;
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) throw new UsageError(`there is no command "${name}"; casenotes help lists them`);
    io.out((await load()).command.help);
    return 0;
  },
};

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).command));
  const width = Math.max(...all.map((c) => c.name.length));
  const lines = all.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`);
  return [
    'casenotes COMMAND [options]',
    '',
    'Reads SEND advice casenotes and works out every legal time limit. Nothing leaves this machine.',
    '',
    ...lines,
    '',
    'casenotes help COMMAND says more. Every command takes --help.',
    '',
  ].join('\n');
}
