// Gives the Markdown preview its chips: keeps the last rows that the server gave for each note that is drawn, and has
// the preview drawn again when they have changed. Drawing never waits for the server.
import type { MarkdownIt } from 'markdown-it';
import * as vscode from 'vscode';
import type { DeadlineRow, ServerApi } from '../server-api.ts';
import { chipsPlugin } from './chips.ts';

/** Notes whose rows are kept; the one not drawn for longest goes first. */
const kept = 50;

export class PreviewChips implements vscode.Disposable {
  readonly #api: ServerApi;
  readonly #rows = new Map<string, readonly DeadlineRow[]>();
  readonly #changed: vscode.Disposable;

  constructor(api: ServerApi) {
    this.#api = api;
    this.#changed = api.onChanged(() => void this.#follow());
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** What VS Code's Markdown extension calls. */
  extendMarkdownIt(md: MarkdownIt): MarkdownIt {
    return chipsPlugin(md, (uri) => this.#known(uri));
  }

  #known(uri: string): readonly DeadlineRow[] {
    const rows = this.#rows.get(uri);
    this.#rows.delete(uri);
    this.#rows.set(uri, rows ?? []);
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= kept) break;
      this.#rows.delete(oldest);
    }
    if (!rows) void this.#ask([uri]);
    return rows ?? [];
  }

  #follow(): Promise<void> {
    return this.#ask([...this.#rows.keys()]);
  }

  async #ask(uris: readonly string[]): Promise<void> {
    let different = false;
    for (const uri of uris) {
      const rows = await this.#api.deadlines(uri).catch(() => undefined);
      if (rows === undefined || !this.#rows.has(uri)) continue;
      different ||= JSON.stringify(rows) !== JSON.stringify(this.#rows.get(uri));
      this.#rows.set(uri, rows);
    }
    if (different) await vscode.commands.executeCommand('markdown.preview.refresh');
  }
}
