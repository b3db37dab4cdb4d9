// What the parts of the pack reader share: the file being read, and the words that more than one part knows.
import type { PackNode, PackReader } from './packReader.ts';

/** Shared by the parts of the reader while one file is read. */
export interface PackContext {
  readEvents(reader: PackReader, node: PackNode, what: string): string[];
  /** Notes an event that is not in the vocabulary; true where it is. */
  isEvent(id: string, node: PackNode): boolean;
  wantRule(id: string, node: PackNode): void;
}

/** Who may have a duty or a limit. */
export const actors = [
  'family',
  'la',
  'school',
  'governors',
  'health',
  'tribunal',
  'mediation-adviser',
  'lgsco',
  'provider',
  'admission-authority',
  'any',
] as const;
/** What a limit may rest on. */
export const bases = ['statute', 'regulations', 'rules', 'guidance', 'code', 'practice', 'local-policy'] as const;

const idShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads an id (lower-case words and hyphens). */
export function readId(reader: PackReader, node: PackNode, what: string): string | undefined {
  const id = reader.text(node, what);
  if (id === undefined || idShape.test(id)) return id;
  reader.problem(node, `${what} '${id}' must be small letters, digits and hyphens, such as 'a-rule'`);
  return undefined;
}
