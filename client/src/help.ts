// "Help": the extension's own pages, shown in the Markdown preview, the one that fits what is in front first. A link or
// another command may name the page that it wants.
import * as vscode from 'vscode';
import type { ServerApi } from './server-api.ts';

/** The pages by name: file in the extension's folder, and the heading to begin at. */
const pages = {
  start: undefined,
  keys: { file: 'docs/help.md', heading: 'keys' },
  writing: { file: 'docs/help.md', heading: 'writing' },
  trouble: { file: 'docs/help.md', heading: 'when-something-is-not-as-you-expect' },
  settings: { file: 'docs/help.md', heading: 'settings-of-a-folder' },
  letters: { file: 'docs/letters.md' },
  privacy: { file: 'PRIVACY.md' },
} as const;

export type HelpPage = keyof typeof pages;

/** Shows a page; asks which where none is named. */
export async function showHelp(extension: vscode.Uri, api: ServerApi, wanted?: unknown): Promise<void> {
  const page = typeof wanted === 'string' && Object.hasOwn(pages, wanted) ? (wanted as HelpPage) : await ask(api);
  if (page) await open(extension, page);
}

async function open(extension: vscode.Uri, name: HelpPage): Promise<void> {
  const page: { readonly file: string; readonly heading?: string } | undefined = pages[name];
  if (!page) return openWalkthrough();
  const uri = vscode.Uri.joinPath(extension, page.file).with({ fragment: page.heading ?? '' });
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

/** Opens "Get started with Casenotes". */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'casenotes.casenotes#start');
}

interface PageItem extends vscode.QuickPickItem {
  readonly page: HelpPage;
}

async function ask(api: ServerApi): Promise<HelpPage | undefined> {
  const likely = await fitting(api);
  const items: PageItem[] = [
    item('start', vscode.l10n.t('Get started'), vscode.l10n.t('Six steps, with examples')),
    item('keys', vscode.l10n.t('Keys and commands'), vscode.l10n.t('What to press for what')),
    item('writing', vscode.l10n.t('Writing notes'), vscode.l10n.t('What is understood, and what is left alone')),
    item(
      'trouble',
      vscode.l10n.t('Something is not as I expect'),
      vscode.l10n.t('A limit is missing, or a date wrong'),
    ),
    item(
      'settings',
      vscode.l10n.t('Settings of a folder'),
      vscode.l10n.t('Area, service, school terms: casenotes.yaml'),
    ),
    item('letters', vscode.l10n.t('Letters'), vscode.l10n.t('How they are filled, and letters of your own')),
    item('privacy', vscode.l10n.t('Privacy'), vscode.l10n.t('Nothing leaves your machine')),
  ];
  items.sort((a, b) => Number(b.page === likely) - Number(a.page === likely));
  const title = vscode.l10n.t('Help');
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.page;
}

const item = (page: HelpPage, label: string, detail: string): PageItem => ({ page, label, detail });

/** The page that answers what is in front: settings, a letter, a note in which nothing was found, or a note. */
async function fitting(api: ServerApi): Promise<HelpPage> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.uri.path.endsWith('/casenotes.yaml')) return 'settings';
  const note = active?.languageId === 'markdown' ? active : undefined;
  if (!note) return 'start';
  if (/^casenotes: false$/m.test(note.getText().slice(0, 500))) return 'letters';
  const status = await api.status(note.uri.toString()).catch(() => undefined);
  if (!status?.read || status.events === 0 || status.problems > 0) return 'trouble';
  return 'keys';
}
