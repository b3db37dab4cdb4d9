// Exports: calendar, lists, chronology, lateness. The server writes the text; here the adviser says what and where to.
// Files go through the editor's own file system, so that the web and remote folders work the same.
import * as vscode from 'vscode';
import { noteInFront } from './note-in-front.ts';
import { saveWhole, whyNotSaved } from './save.ts';
import type { ExportOptions, ExportWhat, ServerApi } from './server-api.ts';

interface Choice extends vscode.QuickPickItem {
  readonly options: ExportOptions;
}

/** Asks the server for the text, and the adviser where to save it, unless `target` says so. */
export async function saveExport(
  api: ServerApi,
  what: ExportWhat,
  options: ExportOptions,
  target?: vscode.Uri,
): Promise<void> {
  const made = await prepare(api, what, options);
  if (made === undefined) return;
  if (made === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to export: no event was recognised.'));
    return;
  }
  let place = target ?? (await askWhere(made.name));
  while (place) {
    try {
      await saveWhole(place, made.text);
    } catch (error) {
      place = await notSaved(made.text, place, error);
      continue;
    }
    const open = vscode.l10n.t('Open');
    const saved = vscode.l10n.t('Saved as {0}.', vscode.workspace.asRelativePath(place));
    if ((await vscode.window.showInformationMessage(saved, open)) === open) await show(place);
    return;
  }
}

/** The text; undefined where the server could not make it, which is then said. All notes are read: that may take a while. */
async function prepare(api: ServerApi, what: ExportWhat, options: ExportOptions) {
  const progress = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t('Casenotes: preparing the export'),
  };
  try {
    return await vscode.window.withProgress(progress, () => api.export(what, options));
  } catch {
    const restart = vscode.l10n.t('Restart');
    const failed = vscode.l10n.t(
      'The export could not be made: Casenotes is not running, or a note could not be read.',
    );
    if ((await vscode.window.showErrorMessage(failed, restart)) === restart)
      await vscode.commands.executeCommand('casenotes.restartServer');
    return undefined;
  }
}

/** The suggested place is beside the note, else the first folder. */
async function askWhere(name: string): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const beside =
    active && !['untitled', 'output'].includes(active.scheme) ? vscode.Uri.joinPath(active, '..') : undefined;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? beside;
  return vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    saveLabel: vscode.l10n.t('Export'),
  });
}

/**
 * The disk is full, or the place may not be written: nothing is lost. Gives another place where the adviser names one;
 * or the text opens in an editor instead.
 */
async function notSaved(text: string, place: vscode.Uri, error: unknown): Promise<vscode.Uri | undefined> {
  const elsewhere = vscode.l10n.t('Save Elsewhere…');
  const instead = vscode.l10n.t('Open the Text Instead');
  const name = place.path.slice(place.path.lastIndexOf('/') + 1);
  const failed = vscode.l10n.t(
    '{0} was not saved: {1}. Nothing that was there has changed. Make room and save again, or save elsewhere.',
    name,
    whyNotSaved(error),
  );
  const chosen = await vscode.window.showErrorMessage(failed, elsewhere, instead);
  if (chosen === elsewhere) return askWhere(name);
  if (chosen === instead)
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: text }));
  return undefined;
}

/** Pages and pictures open outside, where they can be printed; the rest opens here. */
async function show(target: vscode.Uri): Promise<void> {
  if (/\.(html|svg|ics)$/.test(target.path)) await vscode.env.openExternal(target);
  else await vscode.window.showTextDocument(target);
}

/** What a key binding or another extension may say beforehand, so that nothing is asked: what to write, and where. */
export type Beforehand = readonly [options?: ExportOptions, target?: vscode.Uri];

/** "Export to Calendar…": a calendar file, a spreadsheet, or the caseload on one page. */
export async function exportCalendar(api: ServerApi, ...[options, target]: Beforehand): Promise<void> {
  if (options?.format) return saveExport(api, 'deadlines', options, target);
  const pick = (label: string, detail: string, options: ExportOptions): Choice => ({ label, detail, options });
  const choices = [
    pick(
      vscode.l10n.t('Calendar, initials only (.ics)'),
      vscode.l10n.t("The family's own limits as all-day entries with reminders. Importing again updates them."),
      { format: 'ics', name: 'initials' },
    ),
    pick(vscode.l10n.t('Calendar, no names at all (.ics)'), vscode.l10n.t('For a calendar that others can see.'), {
      format: 'ics',
      name: 'none',
    }),
    pick(
      vscode.l10n.t("Calendar, with everybody's limits (.ics)"),
      vscode.l10n.t('Also what the council, schools and others must do. Initials only.'),
      { format: 'ics', name: 'initials', actors: 'all' },
    ),
    pick(vscode.l10n.t('Spreadsheet (.csv)'), vscode.l10n.t('Every limit of every note, one a line.'), {
      format: 'csv',
    }),
    pick(vscode.l10n.t('Caseload on one page (.html)'), vscode.l10n.t('What is due, to print.'), { format: 'html' }),
    pick(vscode.l10n.t('Caseload on one page (.md)'), vscode.l10n.t('What is due, as Markdown.'), {
      format: 'markdown',
    }),
  ];
  const chosen = await ask(vscode.l10n.t('Export to Calendar'), choices);
  if (chosen) await saveExport(api, 'deadlines', chosen.options);
}

/** "Export Chronology…" of the open note, by initials only. */
export async function exportChronology(api: ServerApi, ...[options, target]: Beforehand): Promise<void> {
  if (options?.format && options.uri) return saveExport(api, 'chronology', options, target);
  const editor = await noteInFront();
  if (!editor) return;
  const uri = editor.document.uri.toString();
  const children = (await api.timeline(uri, 0))?.children ?? [];
  const child = children.length > 1 ? await askChild(children) : 0;
  if (child === undefined) return;
  const chosen = await ask(vscode.l10n.t('Export Chronology'), pages());
  if (chosen) await saveExport(api, 'chronology', { ...chosen.options, uri, child });
}

async function askChild(children: readonly string[]): Promise<number | undefined> {
  const items = children.map((name, child) => ({ label: name || vscode.l10n.t('Child {0}', child + 1), child }));
  const title = vscode.l10n.t('Which child is the chronology about?');
  return (await vscode.window.showQuickPick(items, { title }))?.child;
}

/** "How Late Is Our Council?" over the whole caseload; nothing in it points to a family. */
export async function exportLateness(api: ServerApi, ...[options, target]: Beforehand): Promise<void> {
  if (options?.format) return saveExport(api, 'lateness', options, target);
  const byMonth = pages().map((choice) => ({
    ...choice,
    label: vscode.l10n.t('{0}, by month', choice.label),
    options: { ...choice.options, byMonth: true },
  }));
  const chosen = await ask(vscode.l10n.t('How Late Is Our Council?'), [...pages(), ...byMonth]);
  if (chosen) await saveExport(api, 'lateness', chosen.options);
}

function pages(): Choice[] {
  return [
    { label: vscode.l10n.t('Page to print (.html)'), options: { format: 'html' } },
    { label: vscode.l10n.t('Markdown (.md)'), options: { format: 'markdown' } },
    { label: vscode.l10n.t('Spreadsheet (.csv)'), options: { format: 'csv' } },
  ];
}

function ask(title: string, choices: readonly Choice[]): Thenable<Choice | undefined> {
  return vscode.window.showQuickPick(choices, { title, matchOnDetail: true });
}
