// The language server as a Node program: `casenotes-language-server --stdio`, or as a child of an editor (--node-ipc).
import os from 'node:os';
import { Connection, noteReader, platformOn, startServer, version } from './core.ts';
import { compileLightly } from './files/compiling.ts';
import { keepHeapSmall, makeRoom, shrinkHeap, tidyHeap } from './files/heap.ts';
import { NodeFiles } from './files/node-files.ts';
import { Processes, serveTasks } from './files/processes.ts';
import type { NoteReaders, ReadingContext } from './lsp/readTasks.ts';
import { ParentPort, StreamPort } from './ports.ts';

/** Milliseconds between looks whether the editor still runs. */
const parentCheck = 5000;

/** An editor that crashed leaves no server behind. */
function watchParent(pid: number): void {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      // No permission to signal it means that it is there.
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') process.exit(1);
    }
  }, parentCheck);
  timer.unref();
}

function connection(): Connection | undefined {
  if (process.argv.includes('--stdio')) {
    return new Connection(new StreamPort(process.stdin, process.stdout));
  }
  if (process.argv.includes('--node-ipc') && process.send) {
    process.on('disconnect', () => process.exit(0));
    return new Connection(new ParentPort());
  }
  return undefined;
}

/** An argument by which the program is started to read notes for a server. */
const readNotes = '--read-notes';
/** Most processes that read notes at a time: each takes as much memory as the server. */
const mostReaders = 2;

function noteReaders(contexts: readonly ReadingContext[]): NoteReaders | undefined {
  const count = Math.min(os.availableParallelism(), mostReaders);
  return count < 2 ? undefined : new Processes(new URL(import.meta.url), readNotes, count, contexts);
}

const platform = platformOn({
  files: new NodeFiles(),
  noteReaders,
  makeRoom,
  tidy: tidyHeap,
  shrink: shrinkHeap,
  exit: (status) => process.exit(status),
  watchParent,
});

keepHeapSmall();
if (process.argv.includes('--version')) {
  process.stdout.write(`${version}\n`);
} else if (process.argv.includes(readNotes)) {
  compileLightly();
  serveTasks((contexts: readonly ReadingContext[]) => noteReader(platform, contexts));
} else {
  const rpc = connection();
  if (rpc) startServer(rpc, platform);
  else {
    process.stderr.write('casenotes-language-server: start it with --stdio (an editor does this)\n');
    process.exitCode = 2;
  }
}
