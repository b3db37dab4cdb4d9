// "Show Deadlines in This Note": every time limit of the open note, most urgent first; choosing one goes to its line.
import * as vscode from 'vscode';
import { afterTitle, lookOf } from './deadlines-model.ts';
import { noteInFront } from './note-in-front.ts';
import type { DeadlineRow, ServerApi } from './server-api.ts';

/** What stands for each look: a shape of its own, so that nothing is said by colour alone. */
const icons: Readonly<Record<ReturnType<typeof lookOf>, { icon: string; color?: string }>> = {
  past: { icon: 'error', color: 'list.errorForeground' },
  close: { icon: 'warning', color: 'list.warningForeground' },
  overdue: { icon: 'watch', color: 'list.warningForeground' },
  'to-check': { icon: 'info' },
  upcoming: { icon: 'calendar' },
  late: { icon: 'check' },
  met: { icon: 'check' },
  waived: { icon: 'circle-slash' },
  superseded: { icon: 'circle-slash' },
  'no-date': { icon: 'question' },
};

/** The icon of a limit, in the theme's own colours. */
export function statusIcon(row: DeadlineRow): vscode.ThemeIcon {
  const { icon, color } = icons[lookOf(row)] ?? icons.upcoming;
  return color ? new vscode.ThemeIcon(icon, new vscode.ThemeColor(color)) : new vscode.ThemeIcon(icon);
}

interface DeadlineItem extends vscode.QuickPickItem {
  readonly row: DeadlineRow;
}

/** Lists the limits of the active note and goes to the one that is chosen. */
export async function showDeadlines(api: ServerApi): Promise<void> {
  const editor = await noteInFront();
  if (!editor) return;
  const rows = await api.deadlines(editor.document.uri.toString());
  if (rows.length === 0) {
    const status = await api.status(editor.document.uri.toString());
    const none = vscode.l10n.t('No time limit starts in this note.');
    void vscode.window.showInformationMessage(status.reason ? `${none} ${status.reason}` : none);
    return;
  }
  const chosen = await vscode.window.showQuickPick(
    rows.map(
      (row): DeadlineItem => ({
        label: row.title,
        detail: [afterTitle(row), row.who].join(' · '),
        iconPath: statusIcon(row),
        row,
      }),
    ),
    {
      title: vscode.l10n.t('Deadlines in this note'),
      placeHolder: vscode.l10n.t('Type to search. Enter goes to the line.'),
      matchOnDetail: true,
    },
  );
  if (chosen) await goToLine(chosen.row.uri, chosen.row.line);
}

/** Opens the note at a 1-based line. */
export async function goToLine(uri: string, line: number): Promise<void> {
  const at = new vscode.Position(Math.max(0, line - 1), 0);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
