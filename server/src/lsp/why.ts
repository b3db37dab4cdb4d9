// "Why was this not seen?" and teaching a wording, as `workspace/executeCommand`: what was read on a line and why, and the
// edit that adds its words to the service's own pack, from where they are recognised. Described in docs/protocol.md.
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { explainLine } from '../casenote/why.ts';
import type { NoteContext } from '../features/context.ts';
import { folderOf, settingsFile } from './folders.ts';
import type { Session } from './session.ts';

/** Folder and file that a first taught wording makes. */
const packFolder = 'casenotes-pack';
const wordingsFile = 'wordings.yaml';

export interface LineReading {
  /** What was read on the line, one sentence or two each. */
  readonly sentences: readonly string[];
  /** Its words without their dates: a wording that might be taught. Empty where the line is not read. */
  readonly words: string;
  /** What it could be taught as: what the line came near to, then the others by name. */
  readonly events: readonly { readonly id: string; readonly title: string }[];
}

/** Explains a 0-based line of a note. */
export function why({ analysis, engine }: NoteContext, line: number): LineReading {
  const at = analysis.lines.offsetAt({ line, character: 0 });
  const title = (id: string): string => engine.events.get(id)?.title ?? id;
  const found = explainLine(analysis.reading, analysis.text, at, title);
  const near = new Set(found.near.map((n) => n.near.event));
  const events = [...engine.events.values()].map((event) => ({ id: event.id, title: event.title }));
  const rank = ({ id, title }: { readonly id: string; readonly title: string }) => (near.has(id) ? ` ${title}` : title);
  return {
    sentences: found.sentences,
    words: found.wording,
    events: events.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)),
  };
}

/** The edit that teaches a wording, and the file it goes into; or why it cannot be taught. */
export type Teaching =
  | { readonly edit: WorkspaceEdit; readonly file: string; readonly files: readonly string[] }
  | { readonly reason: string };

/** Adds `words` as a wording of `event` to the first pack of the note's folder; makes a pack where there is none. */
export async function teach(
  session: Session,
  { uri, engine }: NoteContext,
  words: unknown,
  event: unknown,
): Promise<Teaching> {
  const said = typeof words === 'string' ? words.replace(/\s+/g, ' ').trim() : '';
  if (!/\p{L}.*\p{L}/u.test(said) || said.length > 200)
    return { reason: 'A wording is a few words, up to 200 characters.' };
  if (typeof event !== 'string' || !engine.events.has(event)) return { reason: 'There is no such event.' };
  const folder = folderOf(session.folders, uri);
  if (!folder) return { reason: 'The note is in no folder that is open, so there is no pack to teach.' };
  if (session.options.trusted === false)
    return { reason: 'Trust the folder first: its own pack is not read until then.' };
  const textOf = async (file: string) => session.documents.get(file)?.getText() ?? (await session.files.read(file));
  const changes: NonNullable<WorkspaceEdit['documentChanges']> = [];
  const [first] = folder.settings.packs;
  if (first === undefined) {
    const settings = `${folder.uri}/${settingsFile}`;
    const before = await textOf(settings);
    if (before !== undefined && /^packs\s*:/m.test(before))
      return { reason: `Mend the packs in ${settingsFile} first.` };
    changes.push(...appended(settings, before, `packs: [${packFolder}]\n`));
  }
  const pack = (first ?? packFolder).replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  const file = `${folder.uri}/${pack.split('/').map(encodeURIComponent).join('/')}/${wordingsFile}`;
  const item = `  - id: ${event}\n    says: [${JSON.stringify(said)}]\n`;
  const head = '# How we write things. Each wording is recognised as the event it stands under.\ngroup: own\nevents:\n';
  const before = await textOf(file);
  changes.push(...appended(file, before, before === undefined ? head + item : item));
  const files = changes.flatMap((change) => ('textDocument' in change ? [change.textDocument.uri] : []));
  return { edit: { documentChanges: changes }, file, files };
}

/** The changes that put text at the end of a file, which is made where there is none. */
function appended(
  uri: string,
  before: string | undefined,
  text: string,
): NonNullable<WorkspaceEdit['documentChanges']> {
  const lines = (before ?? '').split('\n');
  const end = { line: lines.length - 1, character: lines.at(-1)!.length };
  const newText = (before === undefined || before === '' || before.endsWith('\n') ? '' : '\n') + text;
  const edits = [{ range: { start: end, end }, newText }];
  return [
    ...(before === undefined ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : []),
    { textDocument: { uri, version: null }, edits },
  ];
}
