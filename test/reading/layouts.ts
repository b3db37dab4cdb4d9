// The notes of layouts.yaml: sets of facts, each in several layouts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Layouts {
  readonly facts: string;
  /** "event day" or "event day planned". */
  readonly events: readonly string[];
  readonly notes: readonly string[];
}

export const layouts = parse(
  readFileSync(path.join(import.meta.dirname, 'layouts.yaml'), 'utf8'),
) as readonly Layouts[];
