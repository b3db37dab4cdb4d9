// A letter outside the note: in a file of its own beside it, or on the clipboard as plain or rich text. Afterwards the
// note may list it; that it was sent is asked, never assumed.
import * as vscode from 'vscode';
import { pickLetter } from './letters.ts';
import type { ServerApi } from './server-api.ts';

/** "Open Letter in New File": written beside the note and listed in it as a draft. */
export async function openLetterInFile(api: ServerApi): Promise<void> {
  const picked = await pickLetter(api);
  if (!picked) return;
  const { editor, uri, line, id } = picked;
  const file = await api.letterFile(uri, line, id);
  if (!file) return;
  const note = editor.document.uri;
  if (note.scheme === 'untitled') {
    const content = await vscode.workspace.openTextDocument({ language: 'markdown', content: file.text });
    await vscode.window.showTextDocument(content);
    return;
  }
  const target = await freeName(vscode.Uri.joinPath(note, '..'), file.name);
  await vscode.workspace.fs.writeFile(target, new Uint8Array());
  const record = await api.letterRecord(uri, line, id, false, target.path.slice(target.path.lastIndexOf('/') + 1));
  if (record) await api.apply(record.edit);
  const shown = await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Beside });
  await shown.insertSnippet(new vscode.SnippetString(file.snippet), new vscode.Position(0, 0));
}

/** The name, or the first with a number that no file has yet. */
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, number === 1 ? name : name.replace(/\.md$/, `-${number}.md`));
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}

/** "Copy Letter as Plain Text". */
export async function copyLetter(api: ServerApi): Promise<void> {
  const picked = await pickLetter(api);
  if (!picked) return;
  const letter = await api.letter(picked.uri, picked.line, picked.id);
  await vscode.env.clipboard.writeText(letter.text);
  await askSent(api, picked, vscode.l10n.t('The letter is on the clipboard.'));
}

/** "Copy Letter as Rich Text": the clipboard of the editor holds plain text only, so a page with a button does it. */
export async function copyRichLetter(api: ServerApi): Promise<void> {
  const picked = await pickLetter(api);
  if (!picked) return;
  const letter = await api.letter(picked.uri, picked.line, picked.id);
  const panel = vscode.window.createWebviewPanel(
    'casenotes.letter',
    vscode.l10n.t('Letter'),
    vscode.ViewColumn.Beside,
    {
      enableScripts: true,
      localResourceRoots: [],
    },
  );
  panel.webview.html = richPage(letter.html, vscode.l10n.t('Copy'), vscode.l10n.t('Copied'));
  panel.webview.onDidReceiveMessage((message) => {
    if (message === 'copied') void askSent(api, picked, vscode.l10n.t('The letter is on the clipboard.'));
  });
}

/** The page: the letter (escaped by the server) and one button; no script but this one, no connection. */
function richPage(html: string, copy: string, copied: string): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">main { max-width: 40em; padding: 1em; background: #fff; color: #000; }</style></head>
<body><p><button id="copy" autofocus>${copy}</button> <span id="done" role="status"></span></p><main id="letter">${html}</main>
<script nonce="${nonce}">
const vscode = acquireVsCodeApi();
document.getElementById('copy').addEventListener('click', () => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById('letter'));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  if (!document.execCommand('copy')) return;
  selection.removeAllRanges();
  document.getElementById('done').textContent = ${JSON.stringify(copied)};
  vscode.postMessage('copied');
});
</script></body></html>`;
}

interface Picked {
  readonly uri: string;
  readonly line: number;
  readonly id: string;
}

/** Says what was done and, where sending the letter answers a limit, asks whether it was sent. */
async function askSent(api: ServerApi, { uri, line, id }: Picked, done: string): Promise<void> {
  const record = await api.letterRecord(uri, line, id, true);
  const sent = vscode.l10n.t('It Was Sent');
  const draft = vscode.l10n.t('List as a Draft');
  const chosen = await vscode.window.showInformationMessage(`${done} ${record?.question ?? ''}`.trim(), sent, draft);
  if (chosen === sent && record) await api.apply(record.edit);
  if (chosen !== draft) return;
  const drafted = await api.letterRecord(uri, line, id, false);
  if (drafted) await api.apply(drafted.edit);
}
