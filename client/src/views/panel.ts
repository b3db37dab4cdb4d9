// A webview panel that shows what the server draws: one of each kind, brought back with its state when the window is
// opened again, and drawn anew when the caseload has changed.
import * as vscode from 'vscode';
import { type Content, type Control, controlsHtml, type FromPage, makeNonce, pageHtml } from './page.ts';

/** What stands in the panel now. */
export interface Drawn {
  readonly heading: string;
  readonly controls: readonly Control[];
  /** Made by the server, escaped there. */
  readonly html: string;
}

/** One kind of panel: where its content comes from and what its controls do. */
export interface PanelKind<State> {
  readonly viewType: string;
  readonly title: string;
  readonly column: vscode.ViewColumn;
  /** The state as a page kept it, or a first one; anything may come from an old version. */
  readState(kept: unknown): State;
  /** @param width the room on the page in pixels, once it is known */
  draw(state: State, width: number | undefined): Promise<Drawn>;
  /** A choice was made; gives the new state. */
  choose(state: State, id: string, value: string): State;
  press(state: State, id: string): Promise<void>;
  go(state: State, uri: string | undefined, line: number): Promise<void>;
}

/** At most one panel of a kind. */
export class Panel<State> implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #kind: PanelKind<State>;
  readonly #memory: vscode.Memento;
  readonly #serializer: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #state: State | undefined;
  #width: number | undefined;
  #asked = 0;

  /** @param memory keeps what is shown from the moment it is asked for: a page that never came up kept nothing. */
  constructor(extension: vscode.Uri, kind: PanelKind<State>, memory: vscode.Memento) {
    this.#extension = extension;
    this.#kind = kind;
    this.#memory = memory;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(kind.viewType, this);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  /** Opens the panel, or brings it to the front, with this state. */
  show(state: State): void {
    this.#remember(state);
    if (this.#panel) {
      this.#panel.reveal();
      void this.#panel.webview.postMessage({ type: 'state', state });
      void this.refresh();
      return;
    }
    const { viewType, title } = this.#kind;
    const column = { viewColumn: this.#kind.column, preserveFocus: false };
    this.#take(vscode.window.createWebviewPanel(viewType, title, column, {}));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    this.#state = this.#kind.readState(kept ?? this.#memory.get(this.#kind.viewType));
    this.#take(panel);
  }

  #remember(state: State): void {
    this.#state = state;
    void this.#memory.update(this.#kind.viewType, state);
  }

  /** Draws anew; of several drawings under way only the last is shown. */
  async refresh(): Promise<void> {
    const panel = this.#panel;
    if (!panel || this.#state === undefined) return;
    const asked = ++this.#asked;
    const state = this.#state;
    const drawn = await this.#kind.draw(state, this.#width).catch(() => undefined);
    if (asked !== this.#asked || panel !== this.#panel || !drawn) return;
    panel.title = drawn.heading;
    const { heading, controls, html } = drawn;
    const content: Content = { type: 'content', heading, controls: controlsHtml(controls), html, state };
    await panel.webview.postMessage(content);
  }

  #take(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    const media = vscode.Uri.joinPath(this.#extension, 'client', 'media');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.#hear(message));
    const served = (name: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    panel.webview.html = pageHtml({
      title: this.#kind.title,
      language: vscode.env.language,
      cspSource: panel.webview.cspSource,
      nonce: makeNonce(),
      styleUri: served('views.css'),
      scriptUri: served('views.js'),
      waiting: vscode.l10n.t('Reading the casenotes…'),
      state: this.#state,
    });
  }

  async #hear(message: FromPage): Promise<void> {
    if (this.#state === undefined) return;
    switch (message.type) {
      case 'ready':
      case 'width':
        this.#width = message.width;
        return this.refresh();
      case 'choose':
        this.#remember(this.#kind.choose(this.#state, message.id, message.value));
        return this.refresh();
      case 'press':
        return this.#kind.press(this.#state, message.id);
      case 'go':
        return this.#kind.go(this.#state, message.uri, message.line);
    }
  }
}
