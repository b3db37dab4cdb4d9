// The language status item: what is read in the open note, and if nothing is, why not.
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { wholeDay } from './deadlines-model.ts';
import type { NoteStatus, ServerApi } from './server-api.ts';

/** Keeps one status item true for the active note. */
export class NoteStatusItem implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('casenotes.note', { language: 'markdown' });
  readonly #client: BaseLanguageClient;
  readonly #api: ServerApi;
  readonly #subscriptions: vscode.Disposable[];
  readonly #onRead: (events: number) => unknown;
  #asked = 0;

  /** @param onRead told how many events were recognised in the note in front, each time it was read. */
  constructor(client: BaseLanguageClient, api: ServerApi, onRead: (events: number) => unknown) {
    this.#onRead = onRead;
    this.#client = client;
    this.#api = api;
    this.#item.name = 'Casenotes';
    this.#item.text = vscode.l10n.t('Casenotes: starting');
    this.#item.busy = true;
    const refresh = () => void this.#refresh();
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(refresh),
      // The server has read a new version whenever its diagnostics change.
      vscode.languages.onDidChangeDiagnostics((change) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (change.uris.some((uri) => uri.toString() === active)) refresh();
      }),
      vscode.workspace.onDidSaveTextDocument(refresh),
      client.onDidChangeState(refresh),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  async #refresh(): Promise<void> {
    const asked = ++this.#asked;
    const { state } = this.#client;
    this.#item.busy = state === State.Starting;
    if (state === State.Stopped || state === State.StartFailed) {
      this.#show(vscode.l10n.t('Casenotes: stopped'), vscode.l10n.t('Nothing is read.'), true);
      this.#item.command = { command: 'casenotes.restartServer', title: vscode.l10n.t('Restart') };
      return;
    }
    const document = vscode.window.activeTextEditor?.document;
    if (state !== State.Running || document?.languageId !== 'markdown') return;
    const status = await this.#api.status(document.uri.toString()).catch(() => undefined);
    // A later question has overtaken this one.
    if (status === undefined || asked !== this.#asked) return;
    void vscode.commands.executeCommand('setContext', 'casenotes.isCasenote', status.read && status.events > 0);
    if (status.read) this.#onRead(status.events);
    this.#item.command = { command: 'casenotes.showDeadlines', title: vscode.l10n.t('Show deadlines') };
    this.#show(summary(status), detail(status), status.problems > 0);
  }

  #show(text: string, detail: string, warn: boolean): void {
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = warn ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  }
}

function summary(status: NoteStatus): string {
  if (!status.read) return vscode.l10n.t('Casenotes: not read');
  if (status.events === 0) return vscode.l10n.t('Casenotes: nothing recognised');
  return vscode.l10n.t('Casenotes: {0} past, {1} close', status.past, status.close);
}

function detail(status: NoteStatus): string {
  const parts = [];
  if (status.reason) parts.push(status.reason);
  if (status.read) parts.push(vscode.l10n.t('entries: {0}, events: {1}', status.entries, status.events));
  if (status.problems > 0) parts.push(vscode.l10n.t('dates to check: {0}', status.problems));
  const pretended = vscode.workspace.getConfiguration('casenotes').get<string>('today');
  if (pretended)
    parts.push(
      vscode.l10n.t(
        'working as if today were {0} (setting casenotes.today)',
        wholeDay(status.today, vscode.env.language),
      ),
    );
  return parts.join(' · ');
}
