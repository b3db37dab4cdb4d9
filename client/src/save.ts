// Saving a text whole or not at all, through the editor's own file system: it goes into a file of its own beside the
// target, and takes its place only once it is all there. A disk that fills up leaves what was there before.
import * as vscode from 'vscode';

/** @throws what the file system says where the text could not be saved; then nothing has changed. */
export async function saveWhole(target: vscode.Uri, text: string): Promise<void> {
  const { fs } = vscode.workspace;
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const part = vscode.Uri.joinPath(target, '..', `.${name}.${Date.now().toString(36)}.part`);
  try {
    await fs.writeFile(part, new TextEncoder().encode(text));
    await fs.rename(part, target, { overwrite: true });
  } catch (error) {
    await fs.delete(part).then(undefined, () => undefined);
    throw error;
  }
}

/** Why a file could not be saved, in words for the adviser. */
export function whyNotSaved(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  if (/ENOSPC|EDQUOT|QuotaExceeded|no space left/i.test(said)) return vscode.l10n.t('the disk is full');
  if (/EROFS|read-only/i.test(said)) return vscode.l10n.t('the disk is read-only');
  if (error instanceof vscode.FileSystemError) {
    if (error.code === 'NoPermissions') return vscode.l10n.t('you may not write there');
    if (error.code === 'FileNotFound') return vscode.l10n.t('there is no such folder');
    if (error.code === 'Unavailable') return vscode.l10n.t('the drive cannot be reached');
  }
  return vscode.l10n.t('it could not be written');
}
