// Workspace folders with their settings: the editor's own values under the folder's `casenotes.yaml`. Says which folder
// a note belongs to and whether it is left out.

import { excluder } from '../casefile/globs.ts';
import {
  defaultSettings,
  mergeSettings,
  readSettings,
  type Settings,
  type SettingsProblem,
} from '../casefile/settings.ts';
import { isInPack } from '../files/pack-files.ts';
import type { OwnFile, OwnLetters } from '../letters/own.ts';
import type { OwnLawFile } from './platform.ts';

export interface Folder {
  /** Without a slash at the end. */
  readonly uri: string;
  readonly name: string;
  readonly settings: Settings;
  /** What is wrong with its `casenotes.yaml`. */
  readonly problems: readonly SettingsProblem[];
  /** Its own letters; absent where it names no packs or is not trusted. */
  readonly own?: OwnLetters;
  /** The files of its own rules and events, with their mistakes. */
  readonly ownLaw?: readonly OwnLawFile[];
  /** The same files as they were read. */
  readonly ownLawFiles?: readonly OwnFile[];
  isExcluded(relativePath: string): boolean;
}

/** Name of the settings file at a folder's root. */
export const settingsFile = 'casenotes.yaml';

/** Folders no casenote is looked for in. */
const alwaysSkipped = /(^|\/)(node_modules|\.[^/]+)(\/|$)/;

/** A folder from its editor settings and the text of its settings file (absent: there is none). */
export function makeFolder(
  uri: string,
  editor: Partial<Settings>,
  fileText: string | undefined,
  trusted: boolean,
): Folder {
  const { settings: own, problems } = fileText === undefined ? { settings: {}, problems: [] } : readSettings(fileText);
  const merged = mergeSettings(editor, own);
  const settings = trusted ? merged : { ...merged, packs: [] };
  const excluded = excluder([...(editor.exclude ?? []), ...(own.exclude ?? [])]);
  const base = uri.replace(/\/+$/, '');
  return {
    uri: base,
    name: decodeURIComponent(base.slice(base.lastIndexOf('/') + 1)),
    settings,
    problems,
    isExcluded: (path) => alwaysSkipped.test(path) || isInPack(path, merged.packs) || excluded(path),
  };
}

/** The innermost folder that holds a URI. */
export function folderOf(folders: readonly Folder[], uri: string): Folder | undefined {
  let best: Folder | undefined;
  for (const folder of folders) {
    if (uri.startsWith(`${folder.uri}/`) && (!best || folder.uri.length > best.uri.length)) best = folder;
  }
  return best;
}

/** A URI's path within its folder, decoded, for patterns. */
export function pathIn(folder: Folder, uri: string): string {
  const rest = uri.slice(folder.uri.length + 1);
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/** Settings for notes outside every folder. */
export function looseSettings(editor: Partial<Settings>): Settings {
  return mergeSettings(defaultSettings, editor, { packs: [] });
}
