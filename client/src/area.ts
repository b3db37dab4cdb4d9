// "Choose Your Area…": the council area that letters and local times use, from the areas that the server knows.
import * as vscode from 'vscode';
import type { ServerApi } from './server-api.ts';

interface AreaItem extends vscode.QuickPickItem {
  readonly id?: string;
  readonly help?: true;
}

/** Asks for the area and keeps it: for the folder where one is open, else for all windows. */
export async function chooseArea(api: ServerApi): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const settings = vscode.workspace.getConfiguration('casenotes', folder?.uri);
  const now = settings.get<string>('area') ?? '';
  const areas = await api.areas(folder?.uri.toString());
  const items: AreaItem[] = [
    ...areas.map(({ id, council }) => ({
      label: council,
      id,
      ...(id === now ? { description: vscode.l10n.t('now') } : {}),
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('My area is not in the list'),
      detail: vscode.l10n.t('All national limits work everywhere; how to write down names and addresses of yours'),
      help: true,
    },
    ...(now ? [{ label: vscode.l10n.t('No area'), id: '' }] : []),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Your area'),
    placeHolder: vscode.l10n.t('Letters name its team and addresses where they are known'),
    matchOnDetail: true,
  });
  if (chosen?.help) return void vscode.commands.executeCommand('casenotes.help', 'settings');
  if (chosen?.id === undefined) return;
  const { Workspace, Global } = vscode.ConfigurationTarget;
  await settings.update('area', chosen.id || undefined, folder ? Workspace : Global);
}
