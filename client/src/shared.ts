// The extension itself, the same on the desktop and on the web: starts the server, keeps it running, and hangs the
// commands, the status and the view on it. It decides nothing about law or dates; it asks the server.
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import { chooseArea } from './area.ts';
import { DeadlinesView } from './deadlines-view.ts';
import { openExamples, showExamplesIfAsked } from './examples.ts';
import { type Beforehand, exportCalendar, exportChronology, exportLateness } from './exports.ts';
import { serveFiles } from './files.ts';
import { FirstRun } from './first-run.ts';
import { openWalkthrough, showHelp } from './help.ts';
import { copyLetter, copyRichLetter, openLetterInFile } from './letter-files.ts';
import { insertLetter } from './letters.ts';
import { newCasenote } from './new-casenote.ts';
import { backToNote, followNotes } from './note-in-front.ts';
import { PreviewChips } from './preview/preview.ts';
import { ServerApi } from './server-api.ts';
import { showDeadlines } from './show-deadlines.ts';
import { NoteStatusItem } from './status.ts';
import { calendarKind, usualCalendar } from './views/calendar-view.ts';
import { Panel } from './views/panel.ts';
import { openTimeline, timelineKind } from './views/timeline-view.ts';
import { whichRoute } from './which-route.ts';
import { whyNotSeen } from './why.ts';

/** Makes the client for one kind of host. */
export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Restarts within this many milliseconds count towards giving up. */
const restartWindow = 3 * 60_000;
const restartsAllowed = 5;

/** What the extension gives to others: VS Code's Markdown preview asks for its plugin; the view's rows can be read. */
export interface Exports extends Pick<PreviewChips, 'extendMarkdownIt'> {
  /** What the Deadlines view shows. */
  readonly deadlines: Pick<DeadlinesView, 'getChildren' | 'getTreeItem' | 'onDidChangeTreeData'>;
}

/** Starts Casenotes. Resolves when the server has answered, or has failed with a message. */
export async function startCasenotes(context: vscode.ExtensionContext, makeClient: MakeClient): Promise<Exports> {
  const output = vscode.window.createOutputChannel('Casenotes', { log: true });
  const client = makeClient(clientOptions(output));
  const api = new ServerApi(client);
  const firstRun = new FirstRun(context);
  const status = new NoteStatusItem(client, api, (events) => firstRun.noteRead(events));
  const view = new DeadlinesView(client, api, context.workspaceState);
  context.subscriptions.push(output, status, view, serveFiles(client), followNotes(), {
    dispose: () => void client.dispose(),
  });

  const command = (name: string, run: (...args: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(`casenotes.${name}`, run));
  command('insertLetter', () => insertLetter(api));
  command('openLetterInFile', () => openLetterInFile(api));
  command('copyLetter', () => copyLetter(api));
  command('copyRichLetter', () => copyRichLetter(api));
  command('whichRoute', () => whichRoute(api));
  command('whyNotSeen', () => whyNotSeen(api));
  command('showDeadlines', () => showDeadlines(api));
  const preview = new PreviewChips(api);
  context.subscriptions.push(api, preview);
  addStart(context, api, command);
  addDrawings(context, api, command);
  command('restartServer', () => restart(client));
  command('showOutput', () => output.show());

  context.subscriptions.push(
    vscode.window.onDidChangeWindowState((window) => {
      // A laptop that was asleep over midnight wakes with timers asleep, too.
      if (window.focused && client.state === State.Running) void api.checkDay().catch(() => undefined);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('casenotes.today') && client.state === State.Running)
        void api.setToday(pretendedDay()).catch(() => undefined);
    }),
    // Own packs are read from now on; the server learns of trust at its start.
    vscode.workspace.onDidGrantWorkspaceTrust(() => restart(client)),
  );
  try {
    await client.start();
  } catch (error) {
    output.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'Casenotes could not start. "Casenotes: Show Output" says more; "Casenotes: Restart Server" tries again.',
      ),
    );
  }
  return { extendMarkdownIt: (md) => preview.extendMarkdownIt(md), deadlines: view };
}

/** What helps to get started. */
function addStart(
  context: vscode.ExtensionContext,
  api: ServerApi,
  command: (name: string, run: (argument?: unknown) => unknown) => void,
): void {
  command('newCasenote', () => newCasenote());
  command('openExamples', () => openExamples(context));
  command('chooseArea', () => chooseArea(api));
  command('getStarted', () => openWalkthrough());
  command('help', (page) => showHelp(context.extensionUri, api, page));
  command('backToNote', () => backToNote());
  void showExamplesIfAsked(context);
}

/** Timeline, caseload calendar and the exports. */
function addDrawings(
  context: vscode.ExtensionContext,
  api: ServerApi,
  command: (name: string, run: (...args: Beforehand) => unknown) => void,
): void {
  const timeline = new Panel(context.extensionUri, timelineKind(api), context.workspaceState);
  const calendar = new Panel(context.extensionUri, calendarKind(api), context.workspaceState);
  const refresh = () => void Promise.all([timeline.refresh(), calendar.refresh()]);
  context.subscriptions.push(timeline, calendar, api.onChanged(refresh));
  command('showTimeline', () => openTimeline((state) => timeline.show(state)));
  command('showCalendar', () => calendar.show(usualCalendar));
  command('exportCalendar', (...said) => exportCalendar(api, ...said));
  command('exportChronology', (...said) => exportChronology(api, ...said));
  command('exportLateness', (...said) => exportLateness(api, ...said));
}

/** The day the setting pretends it is; absent: the real one. */
function pretendedDay(): string | undefined {
  return vscode.workspace.getConfiguration('casenotes').get<string>('today') || undefined;
}

/** Ends the server, if it runs, and starts a fresh one. */
async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
}

function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    // Every scheme: notes on a virtual file system (github.dev) and unsaved ones count, too.
    documentSelector: [{ language: 'markdown' }, { pattern: '**/casenotes.yaml' }],
    outputChannel: output,
    // Nothing pops up by itself: the status item tells.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'casenotes',
    progressOnInitialization: true,
    initializationOptions: () => {
      const today = pretendedDay();
      return { ...(today ? { today } : {}), trusted: vscode.workspace.isTrusted, changeNotifications: true };
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue }),
      closed: closedHandler(),
    },
  };
}

/** Starts the server again when it ends by itself, unless it keeps ending. */
function closedHandler(): () => CloseHandlerResult {
  const ends: number[] = [];
  return () => {
    const now = performance.now();
    ends.push(now);
    const recent = ends.filter((end) => now - end < restartWindow);
    if (recent.length <= restartsAllowed) return { action: CloseAction.Restart };
    const message = vscode.l10n.t(
      'Casenotes has stopped several times and was not started again. "Casenotes: Restart Server" tries once more.',
    );
    return { action: CloseAction.DoNotRestart, message };
  };
}
