// Finds the command, runs it, and turns what goes wrong into one line and exit status 2. Knows no process.
import { type ExitCode, type Io, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { intoFile, outputOption } from './output.ts';

/** Runs `casenotes ARGS` and gives the exit status. Never throws. */
export async function runCli(args: readonly string[], io: Io): Promise<ExitCode> {
  const name = args[0] === undefined || args[0] === '--help' || args[0] === '-h' ? 'help' : args[0];
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) throw new UsageError(`there is no command "${name}"; casenotes help lists them`);
    const { command } = await load();
    const rest = args.slice(1);
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(command.help);
      return 0;
    }
    if (!command.writesFile) return await command.run(rest, io);
    const { rest: own, file } = outputOption(rest);
    return await (file === undefined ? command.run(own, io) : intoFile(file, io, (into) => command.run(own, into)));
  } catch (error) {
    // Only our own words go out: another error's message could quote the note.
    if (error instanceof UsageError) io.err(`casenotes: ${error.message}`);
    else
      io.err(`casenotes: something went wrong inside the program (${error instanceof Error ? error.name : 'error'})`);
    return 2;
  }
}
