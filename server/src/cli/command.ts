// What a command of the `casenotes` program is, and the little that all commands share: their way to the outside
// (`Io`), the error for bad use, and reading of options. One file per command, each exporting `command`; the list is
// in commands.ts.
import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type Day, parseIsoDay } from '../calendar/day.ts';

/** The outside as a command sees it. Tests give their own. */
export interface Io {
  /** Working directory, absolute. */
  readonly cwd: string;
  /** Writes to standard output, no line end added. */
  out(text: string): void;
  /** Writes bytes to standard output and waits while its reader is slower. Absent: `out` is used. */
  pipe?(bytes: Uint8Array): Promise<void>;
  /** The program itself, to start worker threads from. Absent: everything is done in this thread. */
  readonly program?: URL;
  /** Writes one line to standard error. */
  err(line: string): void;
  /** All of standard input. */
  stdin(): Promise<string>;
  /** The civil day in Europe/London. */
  today(): Day;
  /** Minutes since 1970, UTC; absent: exports of one day cannot be told apart. */
  minutes?(): number;
  /** Width of the terminal in columns; absent when output is not a terminal. */
  readonly columns?: number;
  /** Whether colours may be written (a terminal, and NO_COLOR unset). */
  readonly colour: boolean;
}

/** Exit statuses: 0 done; 1 something is past or close (`check` only); 2 bad use or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The help page: synopsis, options, an example. */
  readonly help: string;
  /** Takes `--output FILE`. */
  readonly writesFile?: true;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** Bad use, or input that cannot be read: ends the program with status 2 and this one line. */
export class UsageError extends Error {}

/**
 * Reads options with `node:util` and turns its errors into one plain line.
 * @throws UsageError for an unknown option or a missing value.
 */
export function readOptions<const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true } satisfies ParseArgsConfig);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

/** A day given on the command line as `YYYY-MM-DD`; @throws UsageError when it is not one. */
export function dayOption(name: string, value: string): Day {
  const day = parseIsoDay(value);
  if (day === undefined) throw new UsageError(`${name}: "${value}" is not a day written as YYYY-MM-DD`);
  return day;
}

/** One of several words; @throws UsageError naming the choices. */
export function choiceOption<T extends string>(name: string, value: string, choices: readonly T[]): T {
  if ((choices as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${name}: "${value}" is not one of ${choices.join(', ')}`);
}

/** A whole number from 1 to 1024; @throws UsageError when it is not one. */
export function countOption(name: string, value: string): number {
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > 1024) throw new UsageError(`${name}: "${value}" is not a number from 1 to 1024`);
  return count;
}
