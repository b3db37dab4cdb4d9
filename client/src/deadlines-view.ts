// The Deadlines view: the limits of every note of the workspace in a tree, a badge with the number past or close, and a
// status bar item with the family's next limit. It follows the server's word that the index has changed.
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { deadlineActions, type DeadlineNode as Node } from './deadline-actions.ts';
import { groupItem, rowItem, unreadItem } from './deadline-rows.ts';
import {
  caseOf,
  dayAndMonth,
  type Group,
  type Grouping,
  groupRows,
  isPressing,
  isSnoozed,
  keyOf,
  lineIds,
  nextForFamily,
  RowStore,
  type Snooze,
  sameGroup,
  snoozeDays,
  type UnreadDate,
} from './deadlines-model.ts';
import type { DeadlineRow, ServerApi } from './server-api.ts';

/** A heading; it stays the same object while its rows change. */
interface GroupNode {
  readonly kind: 'group';
  group: Group;
}

const groupingKey = 'casenotes.grouping';
const snoozesKey = 'casenotes.snoozes';

/** The tree, its badge and the status bar item. */
export class DeadlinesView implements vscode.Disposable, vscode.TreeDataProvider<Node> {
  readonly #client: BaseLanguageClient;
  readonly #api: ServerApi;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #tree: vscode.TreeView<Node>;
  readonly #next = vscode.window.createStatusBarItem('casenotes.next', vscode.StatusBarAlignment.Left, 10);
  readonly #subscriptions: vscode.Disposable[];
  readonly #store = new RowStore();
  #rows: readonly DeadlineRow[] = [];
  /** The headings that the tree shows; it knows them, and what stands below each, by identity. */
  #shown: readonly GroupNode[] = [];
  readonly #parents = new WeakMap<Node, Node>();
  /** `reading`: more rows may come, for the server has not read all notes yet. */
  #standing: 'reading' | 'stopped' | 'ready' = 'reading';
  #today = '';
  #filter = '';
  #looking: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: BaseLanguageClient, api: ServerApi, memory: vscode.Memento) {
    this.#client = client;
    this.#api = api;
    this.#memory = memory;
    this.#tree = vscode.window.createTreeView<Node>('casenotes.deadlines', { treeDataProvider: this });
    this.#next.name = vscode.l10n.t('Casenotes: next limit');
    const refresh = () => void this.refresh();
    const command = (name: string, run: (node: Node) => unknown) =>
      vscode.commands.registerCommand(`casenotes.${name}`, run);
    this.#subscriptions = [
      this.#tree,
      this.#next,
      this.#changed,
      client.onDidChangeState(refresh),
      api.onChanged(refresh),
      vscode.languages.onDidChangeDiagnostics(() => this.#diagnosticsChanged()),
      command('groupDeadlines', () => this.#chooseGrouping()),
      command('filterDeadlines', () => this.#chooseFilter()),
      command('clearDeadlineFilter', () => this.#setFilter('')),
      ...Object.entries(deadlineActions(api)).map(([name, run]) => command(name, run)),
      command('snoozeDeadline', (node) => this.#snooze(node)),
      command('showHiddenDeadlines', () => this.#setSnoozes([])),
      command('showAllDeadlines', () => this.#show()),
    ];
  }

  dispose(): void {
    clearTimeout(this.#looking);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Asks the server what has changed. */
  async refresh(): Promise<void> {
    const { state } = this.#client;
    this.#standing = state === State.Stopped || state === State.StartFailed ? 'stopped' : 'reading';
    if (state === State.Running) {
      const changes = await this.#api.deadlineChanges(this.#store.stamp).catch(() => undefined);
      if (changes === undefined) return;
      this.#store.take(changes);
      if (!changes.reading) this.#standing = 'ready';
    } else this.#store.clear();
    this.#rows = this.#store.rows();
    this.#today = this.#dayOfServer();
    this.#draw();
  }

  /** Shows what is known now: the rows, and what is said of them elsewhere. A limit that was put off is nowhere. */
  #draw(): void {
    const snoozes = this.#snoozes;
    const awake = this.#rows.filter((row) => !isSnoozed(row, { snoozes, today: this.#today }));
    const groups = this.#groups();
    this.#drawRows(groups);
    // What an empty view says: that nothing was found only once everything has been read, and there are no rows, for a view
    // with rows that are not drawn yet is empty for a moment.
    const standing = this.#standing === 'ready' && groups.length > 0 ? 'reading' : this.#standing;
    void vscode.commands.executeCommand('setContext', 'casenotes.standing', standing);
    this.#showMessage(groups.length === 0, this.#rows.length - awake.length);
    this.#showBadge(awake);
    this.#showNext(awake);
  }

  /** Puts the rows under their headings; the tree is told of those headings only whose rows have changed. */
  #drawRows(groups: readonly Group[]): void {
    const same = groups.length === this.#shown.length && groups.every((g, i) => g.id === this.#shown[i]!.group.id);
    if (!same) {
      this.#shown = groups.map((group) => ({ kind: 'group', group }));
      this.#changed.fire(undefined);
      return;
    }
    for (const [i, group] of groups.entries()) {
      const node = this.#shown[i]!;
      if (sameGroup(node.group, group)) continue;
      node.group = group;
      this.#changed.fire(node);
    }
  }

  /** Diagnostics come note by note; the dates among them are looked at once they pause. */
  #diagnosticsChanged(): void {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => this.#draw(), 200);
  }

  getChildren(node?: Node): Node[] {
    if (!node) return [...this.#shown];
    if (node.kind !== 'group') return [];
    const { rows, unread } = node.group;
    const ids = lineIds(node.group);
    const below = [
      ...rows.map((row, i): Node => ({ kind: 'row', row, id: ids[i]! })),
      ...unread.map((date, i): Node => ({ kind: 'unread', date, id: ids[rows.length + i]! })),
    ];
    for (const child of below) this.#parents.set(child, node);
    return below;
  }

  getParent(node: Node): Node | undefined {
    return this.#parents.get(node);
  }

  /** Opens the view with the keyboard in it, on its first heading. */
  async #show(): Promise<void> {
    await vscode.commands.executeCommand('casenotes.deadlines.focus');
    if (this.#rows.length === 0) await this.refresh();
    // Found again by its id where the tree has not asked for it yet.
    const first = this.#shown[0] ?? this.getChildren()[0];
    if (!first) return;
    // A view that is opened for the first time drops the focus and refuses to show a row until it is drawn: no event
    // says when that is, so it is asked again for up to three seconds.
    const shown = () =>
      this.#tree.reveal(first, { focus: true, select: false }).then(
        () => true,
        () => false,
      );
    for (let tries = 0; tries < 30 && !(await shown()); tries++) await new Promise((wait) => setTimeout(wait, 100));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'group') return groupItem(node.group, this.#grouping);
    const item = node.kind === 'row' ? rowItem(node.row, this.#today, this.#grouping) : unreadItem(node.date);
    if (node.id !== undefined) item.id = node.id;
    return item;
  }

  get #grouping(): Grouping {
    return this.#memory.get<Grouping>(groupingKey, 'date');
  }

  get #snoozes(): readonly Snooze[] {
    return this.#memory.get<readonly Snooze[]>(snoozesKey, []);
  }

  async #setSnoozes(snoozes: readonly Snooze[]): Promise<void> {
    await this.#memory.update(snoozesKey, snoozes);
    this.#draw();
  }

  #groups(): readonly Group[] {
    return groupRows({
      rows: this.#rows,
      unread: unreadDates(),
      grouping: this.#grouping,
      filter: this.#filter,
      snoozes: this.#snoozes,
      today: this.#today,
    });
  }

  /** The server works by its own day: the pretended one, or London's. */
  #dayOfServer(): string {
    const dated = this.#rows.find((row) => row.due !== undefined && row.daysLeft !== undefined);
    if (!dated) return this.#today || isoDay(new Date());
    return isoDay(new Date(Date.parse(`${dated.due}T00:00:00Z`) - dated.daysLeft! * 86_400_000));
  }

  /** Above the rows: why there are not more. The view says by itself that a filter leaves none. */
  #showMessage(isEmpty: boolean, hidden: number): void {
    const said = [];
    if (this.#standing === 'reading' && !isEmpty)
      said.push(vscode.l10n.t('Still reading the notes: there may be more.'));
    if (this.#filter && !isEmpty) said.push(vscode.l10n.t('Only limits with: {0}.', this.#filter));
    if (hidden === 1) said.push(vscode.l10n.t('1 limit is hidden for some days.'));
    if (hidden > 1) said.push(vscode.l10n.t('{0} limits are hidden for some days.', hidden));
    this.#tree.message = this.#filter && isEmpty ? undefined : said.join(' ') || undefined;
    void vscode.commands.executeCommand('setContext', 'casenotes.hidden', hidden > 0);
  }

  #showBadge(rows: readonly DeadlineRow[]): void {
    const value = rows.filter(isPressing).length;
    const tooltip =
      value === 1
        ? vscode.l10n.t('1 limit of a family is past or close')
        : vscode.l10n.t('{0} limits of families are past or close', value);
    this.#tree.badge = value > 0 ? { value, tooltip } : undefined;
  }

  #showNext(rows: readonly DeadlineRow[]): void {
    const next = nextForFamily(rows);
    if (!next) {
      this.#next.hide();
      return;
    }
    const left = next.daysLeft ?? 0;
    const name = caseOf(next);
    this.#next.text = `$(calendar) ${name}: ${daysToGo(left)}`;
    this.#next.tooltip = `${name}\n${next.summary}`;
    this.#next.accessibilityInformation = { label: vscode.l10n.t('Next limit: {0}', `${name}, ${next.summary}`) };
    this.#next.command = { command: 'casenotes.openDeadline', title: '', arguments: [{ kind: 'row', row: next }] };
    // In a full caseload something is always close: colour is for what must be done in days.
    this.#next.backgroundColor =
      next.status === 'close' && left <= colouredDays
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
    this.#next.show();
  }

  async #chooseGrouping(): Promise<void> {
    const items = [
      { label: vscode.l10n.t('By date'), grouping: 'date' as const },
      { label: vscode.l10n.t('By case'), grouping: 'case' as const },
      { label: vscode.l10n.t('By route'), grouping: 'route' as const },
    ];
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group the deadlines') });
    if (!chosen) return;
    await this.#memory.update(groupingKey, chosen.grouping);
    this.#draw();
  }

  async #chooseFilter(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter the deadlines'),
      prompt: vscode.l10n.t('Words of the case, the limit, the council or who must act. Empty shows everything.'),
      value: this.#filter,
    });
    if (filter !== undefined) this.#setFilter(filter);
  }

  #setFilter(filter: string): void {
    this.#filter = filter;
    void vscode.commands.executeCommand('setContext', 'casenotes.filtered', filter !== '');
    this.#draw();
  }

  async #snooze(node: Node): Promise<void> {
    if (node?.kind !== 'row') return;
    const choices = snoozeDays(node.row);
    if (choices.length === 0) {
      const text = vscode.l10n.t('This limit is past or ends today, so it cannot be put off.');
      void vscode.window.showInformationMessage(text);
      return;
    }
    const items = choices.map((days) => {
      const until = isoDay(new Date(Date.parse(`${this.#today}T00:00:00Z`) + days * 86_400_000));
      const label = days === 1 ? vscode.l10n.t('Until tomorrow') : vscode.l10n.t('For {0} days', days);
      return {
        label,
        description: vscode.l10n.t('back on {0}', dayAndMonth(until, this.#today, vscode.env.language)),
        until,
      };
    });
    const title = vscode.l10n.t('Hide from the list for some days');
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: node.row.summary });
    if (!chosen) return;
    const others = this.#snoozes.filter((s) => s.until > this.#today);
    await this.#setSnoozes([...others, { key: keyOf(node.row), until: chosen.until }]);
  }
}

/** From how many days before its last day the next limit is coloured in the status bar. */
const colouredDays = 3;

function daysToGo(left: number): string {
  if (left === 0) return vscode.l10n.t('last day today');
  return left === 1 ? vscode.l10n.t('1 day left') : vscode.l10n.t('{0} days left', left);
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10);

/** Dates that could not be used, as the notes' own diagnostics say. */
function unreadDates(): UnreadDate[] {
  const found: UnreadDate[] = [];
  for (const [uri, diagnostics] of vscode.languages.getDiagnostics()) {
    for (const { source, code, message, range } of diagnostics) {
      const id = typeof code === 'object' ? String(code.value) : String(code);
      if (source === 'casenotes' && id.startsWith('date-'))
        found.push({ uri: uri.toString(), line: range.start.line + 1, message: message.replaceAll('\n', ' ') });
    }
  }
  return found;
}
