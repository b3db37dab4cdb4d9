// What one run of the server knows: the client's abilities, the day, the folders with their settings, the open notes
// and the index. The other files of this folder are its handlers.
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { type Settings, settingsFromEditor } from '../casefile/settings.ts';
import type { NoteContext } from '../features/context.ts';
import type { EditAbilities } from '../features/edits.ts';
import { type FileAccess, FileProblem } from '../files/access.ts';
import { isInPack, packFiles } from '../files/pack-files.ts';
import { ownLettersFolder } from '../letters/own.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { type Folder, folderOf, looseSettings, makeFolder, pathIn, settingsFile } from './folders.ts';
import { isDisowned, OpenNotes } from './notes.ts';
import type { Platform } from './platform.ts';
import type { Wire } from './wire.ts';
import { WorkspaceIndex } from './workspaceIndex.ts';

/** What the client can do, as it said at `initialize`. */
export interface Abilities extends EditAbilities {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshInlayHints: boolean;
  readonly watchFiles: boolean;
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly resolveEdits: boolean;
  readonly completionSnippets: boolean;
  readonly progress: boolean;
  /** Wants `casenotes/changed` after the index changed. */
  readonly changeNotifications: boolean;
}

/** `initializationOptions` of this server (docs/protocol.md). */
export interface Options {
  readonly today?: string;
  readonly trusted?: boolean;
  readonly index?: boolean;
  readonly changeNotifications?: boolean;
  readonly settings?: unknown;
}

export function abilitiesOf(client: ClientCapabilities, options: Options): Abilities {
  const { workspace, textDocument, window } = client;
  const resolved = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    resolveEdits: resolved.includes('edit') && textDocument?.codeAction?.dataSupport === true,
    completionSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    progress: window?.workDoneProgress === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippets: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    changeNotifications: options.changeNotifications === true,
  };
}

export class Session {
  readonly wire: Wire;
  readonly platform: Platform;
  documents!: Documents;
  readonly notes: OpenNotes;
  readonly index = new WorkspaceIndex();
  /** Is the index being filled? */
  isReading = (): boolean => false;
  abilities!: Abilities;
  options: Options = {};
  folders: readonly Folder[] = [];
  files!: FileAccess;
  #editorSettings: Partial<Settings> = {};
  #loose: Settings = looseSettings({});
  #fixedDay: Day | undefined;
  #day: Day;

  constructor(wire: Wire, platform: Platform) {
    this.wire = wire;
    this.platform = platform;
    this.notes = new OpenNotes(platform);
    this.#day = platform.today();
  }

  /** The day the server works by; `checkDay` moves it on. */
  get today(): Day {
    return this.#fixedDay ?? this.#day;
  }

  /** The minute by which exports are told apart; none while the day is fixed. */
  get minutes(): number | undefined {
    return this.#fixedDay === undefined ? this.platform.minutes?.() : undefined;
  }

  /** Fixes the day (tests, demonstrations); `undefined` gives it back to the calendar. False for a text that is no day. */
  fixDay(iso: string | undefined): boolean {
    const day = iso === undefined ? undefined : parseIsoDay(iso);
    if (iso !== undefined && day === undefined) return false;
    this.#fixedDay = day;
    return true;
  }

  /** Looks at the calendar; true where a new day has begun since the last look. */
  checkDay(): boolean {
    const now = this.platform.today();
    if (now === this.#day) return false;
    this.#day = now;
    return this.#fixedDay === undefined;
  }

  /** Is this URI a note that is read at all? */
  isNote(uri: string): boolean {
    if (!/\.(md|markdown)$/i.test(uri) && !uri.startsWith('untitled:')) return false;
    const folder = folderOf(this.folders, uri);
    return !folder?.isExcluded(pathIn(folder, uri));
  }

  /** Is this a file of a pack that a folder's settings name? */
  isPackFile(uri: string): boolean {
    const folder = folderOf(this.folders, uri);
    return folder !== undefined && isInPack(pathIn(folder, uri), folder.settings.packs);
  }

  settingsFor(uri: string): Settings {
    return folderOf(this.folders, uri)?.settings ?? this.#loose;
  }

  /** The context of an open note; `undefined` where it is not open, left out or disowned by its adviser. */
  open(uri: string): NoteContext | undefined {
    const document = this.documents.get(uri);
    if (!document || !this.isRead(document)) return undefined;
    const context = this.notes.context(document, this.today, this.settingsFor(uri));
    return isDisowned(context) ? undefined : context;
  }

  isRead(document: OpenDocument): boolean {
    return (
      (document.languageId === 'markdown' || /\.(md|markdown)$/i.test(document.uri)) && this.isNoteOrLoose(document)
    );
  }

  private isNoteOrLoose(document: OpenDocument): boolean {
    const folder = folderOf(this.folders, document.uri);
    return !folder?.isExcluded(pathIn(folder, document.uri));
  }

  /** The context of a note, open or on disk. @throws FileProblem where it cannot be read. */
  async anyContext(uri: string): Promise<NoteContext | undefined> {
    const document = this.documents.get(uri);
    if (document) return this.notes.context(document, this.today, this.settingsFor(uri));
    const text = await this.files.read(uri);
    return text === undefined ? undefined : this.notes.fresh(uri, text, this.today, this.settingsFor(uri));
  }

  /** Takes on the editor's settings for notes outside folders and, freshly read, those of each folder. */
  async loadFolders(folders: readonly { readonly uri: string }[], pushed?: unknown): Promise<void> {
    this.#editorSettings = settingsFromEditor(
      pushed ?? (await this.#configuration(undefined)) ?? this.options.settings,
    );
    this.#loose = looseSettings(this.#editorSettings);
    this.folders = await Promise.all(folders.map((folder) => this.#loadFolder(folder.uri, pushed)));
  }

  async #loadFolder(uri: string, pushed: unknown): Promise<Folder> {
    const own = pushed ?? (await this.#configuration(uri)) ?? this.options.settings;
    const trusted = this.options.trusted !== false;
    const folder = makeFolder(uri, settingsFromEditor(own), await this.#settingsText(uri), trusted);
    if (folder.settings.packs.length === 0) return folder;
    const { packs } = folder.settings;
    const open = (file: string) => this.documents.get(file)?.getText();
    const files = await packFiles(folder.uri, packs, ownLettersFolder, this.files, open);
    const laws = await packFiles(folder.uri, packs, '', this.files, open, 'packs');
    const ownLaw = this.platform.takeOwnLaw?.(folder.settings, laws) ?? [];
    const letters = this.platform.readOwnLetters(files);
    this.platform.letters(folder.settings, letters.letters);
    return { ...folder, own: letters, ownLaw, ownLawFiles: laws };
  }

  async #settingsText(folder: string): Promise<string | undefined> {
    const uri = `${folder.replace(/\/+$/, '')}/${settingsFile}`;
    const open = this.documents.get(uri);
    if (open) return open.getText();
    try {
      return await this.files.read(uri);
    } catch (error) {
      if (error instanceof FileProblem) this.wire.log('warning', `${settingsFile} cannot be read: ${error.message}`);
      return undefined;
    }
  }

  async #configuration(scopeUri: string | undefined): Promise<unknown> {
    if (!this.abilities.configuration) return undefined;
    try {
      const item = { section: 'casenotes', ...(scopeUri ? { scopeUri } : {}) };
      const [value] = await this.wire.ask<unknown[]>('workspace/configuration', { items: [item] });
      return value ?? undefined;
    } catch {
      return undefined;
    }
  }
}
