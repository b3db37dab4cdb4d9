// Gives the server the workspace's files where it has no file system of its own: in the browser, and on virtual file
// systems such as github.dev's. Two requests of the server, answered from the editor's file system (docs/protocol.md).
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { decode } from '../../server/src/files/decode.ts';

/** Folders that never hold casenotes. */
const passedOver = new Set(['node_modules', '.git', '.vscode']);

/** Answers `casenotes/fs/list` and `casenotes/fs/read`. */
export function serveFiles(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest('casenotes/fs/list', async ({ folder, kind }: { folder: string; kind?: string }) => {
      const found: string[] = [];
      await collectFiles(vscode.Uri.parse(folder, true), kind === 'packs' ? /\.ya?ml$/i : /\.md$/i, found);
      return found;
    }),
    client.onRequest('casenotes/fs/read', async ({ uri }: { uri: string }) => {
      try {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
        return { text: decode(bytes) };
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
        throw error;
      }
    }),
  );
}

/** Every file with such a name under a folder, walked by hand: not every file system can search. */
async function collectFiles(folder: vscode.Uri, wanted: RegExp, found: string[]): Promise<void> {
  let entries: [string, vscode.FileType][];
  try {
    entries = await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // One folder that cannot be read costs only itself.
    return;
  }
  const below: Promise<void>[] = [];
  for (const [name, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, name);
    // Links are not followed: they can lead in circles.
    if (type === vscode.FileType.Directory && !passedOver.has(name)) below.push(collectFiles(uri, wanted, found));
    else if (type === vscode.FileType.File && wanted.test(name)) found.push(uri.toString());
  }
  await Promise.all(below);
}
