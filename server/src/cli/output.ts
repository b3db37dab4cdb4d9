// `--output FILE`: what a command writes goes into a file of its own beside FILE, which takes FILE's place only once
// everything is on the disk. A disk that fills up, or a stop half-way, leaves what was there before as it was.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { type ExitCode, type Io, UsageError } from './command.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'the file would be larger than allowed here',
  EROFS: 'the disk is read-only',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EIO: 'the drive reports a fault',
};

/** Why something could not be written, in plain words. */
export function unwritable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? 'error';
  return reasons[code] ?? code;
}

/** The part of a file system that is written to; tests give one whose disk is full. */
export interface Disk {
  open(file: string, flags: string, mode?: number): number;
  write(descriptor: number, bytes: Uint8Array): number;
  sync(descriptor: number): void;
  close(descriptor: number): void;
}

const realDisk: Disk = { open: openSync, write: writeSync, sync: fsyncSync, close: closeSync };

/** Set where writing failed: told from errors of the work itself. */
class WriteProblem extends Error {}

/**
 * Runs `work` with its output going to `file` (as given, from the working directory).
 * @throws UsageError naming the file, the reason and what to do where it cannot be written; nothing is left behind then.
 */
export async function intoFile(
  file: string,
  io: Io,
  work: (io: Io) => Promise<ExitCode>,
  disk: Disk = realDisk,
): Promise<ExitCode> {
  const given = path.resolve(io.cwd, file);
  // A link stays a link: what it leads to is replaced.
  const target = existsSync(given) ? realpathSync(given) : given;
  const about = statSync(target, { throwIfNoEntry: false });
  const { columns: _none, ...plain } = { ...io, colour: false };
  const guarded = <T>(what: () => T): T => {
    try {
      return what();
    } catch (error) {
      throw new WriteProblem(unwritable(error));
    }
  };
  // A device or a pipe is written to as it is; nothing can take its place.
  const isPlain = about === undefined || about.isFile();
  const part = isPlain ? `${target}.${process.pid}.part` : target;
  let descriptor: number | undefined;
  const clear = () => {
    if (isPlain && existsSync(part)) unlinkSync(part);
  };
  const stopped = (signal: NodeJS.Signals) => {
    clear();
    process.kill(process.pid, signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped);
  try {
    if (about?.isDirectory()) throw new WriteProblem('it is a folder');
    const opened = guarded(() => disk.open(part, isPlain ? 'wx' : 'w', about?.mode ?? 0o666));
    descriptor = opened;
    const write = (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length; ) at += guarded(() => disk.write(opened, bytes.subarray(at)));
    };
    const encoder = new TextEncoder();
    const status = await work({
      ...plain,
      out: (text) => write(encoder.encode(text)),
      pipe: async (bytes) => write(bytes),
    });
    if (isPlain) guarded(() => disk.sync(opened));
    guarded(() => disk.close(opened));
    descriptor = undefined;
    if (isPlain) guarded(() => renameSync(part, target));
    return status;
  } catch (error) {
    if (descriptor !== undefined) closeQuietly(disk, descriptor);
    clear();
    if (!(error instanceof WriteProblem)) throw error;
    const before = about?.isFile() ? ` ${file} is as it was before.` : '';
    throw new UsageError(`${file} was not written: ${error.message}.${before} Make room, or name another place.`);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stopped);
  }
}

function closeQuietly(disk: Disk, descriptor: number): void {
  try {
    disk.close(descriptor);
  } catch {
    // The first problem is the one that is told.
  }
}

/** Takes `--output FILE` (or `--output=FILE`) out of the arguments of a command. @throws UsageError without a FILE. */
export function outputOption(args: readonly string[]): { readonly rest: readonly string[]; readonly file?: string } {
  const end = args.indexOf('--');
  const at = args.findIndex((arg, i) => (end < 0 || i < end) && /^--output(=|$)/.test(arg));
  if (at < 0) return { rest: args };
  const [, inline] = /^--output=(.*)$/.exec(args[at]!) ?? [];
  const file = inline ?? args[at + 1];
  if (!file) throw new UsageError('--output needs the name of a file');
  return { rest: [...args.slice(0, at), ...args.slice(at + (inline === undefined ? 2 : 1))], file };
}
