// The worker thread of lines.ts: batches of notes in, their lines out.
import { parentPort } from 'node:worker_threads';
import { type Batch, readBatch } from './lines.ts';

/** Answers batches until the main thread ends this one. */
export function serve(): void {
  parentPort?.on('message', async (batch: Batch) => {
    const lines = await readBatch(batch);
    parentPort?.postMessage(lines, [lines.bytes.buffer]);
  });
}
