// Other processes that do pieces of long work: on several cores, out of the way of requests, and with memory of their own
// that is all given back when they end. (Threads would leave theirs behind.) They start the same program and end with
// the one that started them.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** A process with those who wait for it, in the order of their tasks. */
interface Helper<Answer> {
  readonly child: ChildProcess;
  readonly waiting: Waiting<Answer>[];
}

export class Processes<Task extends object, Answer> {
  readonly count: number;
  readonly #helpers: readonly Helper<Answer>[];

  /** Starts `count` processes of `program` with an argument, and tells each `first`. */
  constructor(program: URL, argument: string, count: number, first: object) {
    this.count = count;
    this.#helpers = Array.from({ length: count }, () => {
      const child = fork(fileURLToPath(program), [argument], {
        serialization: 'advanced',
        // The program's own output is the protocol's.
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        execArgv: [],
      });
      const waiting: Waiting<Answer>[] = [];
      const fail = () => {
        for (const { reject } of waiting.splice(0)) reject(new Error('a helping process has ended'));
      };
      child.on('message', (answer) => waiting.shift()?.resolve(answer as Answer));
      child.on('error', fail);
      child.on('exit', fail);
      child.send(first, (error) => error && fail());
      return { child, waiting };
    });
  }

  /** Has a task done by the process with the least to do. Rejects where that process cannot. */
  give(task: Task): Promise<Answer> {
    const { child, waiting } = this.#helpers.reduce((a, b) => (b.waiting.length < a.waiting.length ? b : a));
    return new Promise((resolve, reject) => {
      if (!child.connected) return reject(new Error('a helping process has ended'));
      waiting.push({ resolve, reject });
      child.send(task);
    });
  }

  stop(): void {
    for (const { child } of this.#helpers) child.kill();
  }
}

/** The other side: `begin` is told what comes first, and gives what does the tasks. */
export function serveTasks<First, Task, Answer>(begin: (first: First) => (task: Task) => Answer): void {
  let work: ((task: Task) => Answer) | undefined;
  const parent = process.ppid;
  process.on('message', (message) => {
    // Where the one that asked was killed, its tasks are here before the news of it.
    if (process.ppid !== parent) process.exit(0);
    if (work) process.send?.(work(message as Task));
    else work = begin(message as First);
  });
  process.on('disconnect', () => process.exit(0));
}
