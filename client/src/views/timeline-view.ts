// "Show Timeline": one case drawn on a time axis, with the same in tables beside it, and ways to save both.
import * as vscode from 'vscode';
import { escapeHtml } from '../../../server/src/text/escape.ts';
import { saveExport } from '../exports.ts';
import { noteInFront } from '../note-in-front.ts';
import type { ServerApi } from '../server-api.ts';
import { goToLine } from '../show-deadlines.ts';
import type { Control } from './page.ts';
import type { Drawn, PanelKind } from './panel.ts';

/** Which note, and which child of it. */
export interface TimelineState {
  readonly uri: string;
  readonly child: number;
}

/** The timeline panel over this server. */
export function timelineKind(api: ServerApi): PanelKind<TimelineState> {
  return {
    viewType: 'casenotes.timelineView',
    title: vscode.l10n.t('Timeline'),
    column: vscode.ViewColumn.Beside,
    readState,
    draw: (state, width) => draw(api, state, width),
    choose: (state, id, value) => (id === 'child' ? { ...state, child: Number(value) || 0 } : state),
    press: (state, id) => saveExport(api, 'timeline', { ...state, format: id === 'save-page' ? 'html' : 'svg' }),
    go: (state, _uri, line) => goToLine(state.uri, line),
  };
}

function readState(kept: unknown): TimelineState {
  const { uri, child } = (kept ?? {}) as Partial<TimelineState>;
  return { uri: typeof uri === 'string' ? uri : '', child: typeof child === 'number' ? child : 0 };
}

async function draw(api: ServerApi, { uri, child }: TimelineState, width?: number): Promise<Drawn> {
  const made = uri ? await api.timeline(uri, child, width) : null;
  if (!made) {
    const gone = uri
      ? vscode.l10n.t('The note is not there any more, or it is not read as a casenote.')
      : vscode.l10n.t('Open a casenote and run “Casenotes: Show Timeline” again.');
    return { heading: vscode.l10n.t('Timeline'), controls: [], html: `<p>${escapeHtml(gone)}</p>` };
  }
  const heading = made.name ? vscode.l10n.t('Timeline: {0}', made.name) : vscode.l10n.t('Timeline');
  if (made.empty) {
    const nothing = vscode.l10n.t('No event with a day was recognised in this note, so there is nothing to draw.');
    return { heading, controls: childChoice(made.children, child), html: `<p>${escapeHtml(nothing)}</p>` };
  }
  const buttons: Control[] = [
    { kind: 'button', id: 'save-picture', label: vscode.l10n.t('Save as Picture…') },
    { kind: 'button', id: 'save-page', label: vscode.l10n.t('Save as Page to Print…') },
  ];
  return { heading, controls: [...childChoice(made.children, child), ...buttons], html: made.svg + made.tables };
}

function childChoice(children: readonly string[], child: number): Control[] {
  if (children.length < 2) return [];
  const options = children.map((name, i) => ({
    value: String(i),
    label: name || vscode.l10n.t('Child {0}', i + 1),
  }));
  return [{ kind: 'choice', id: 'child', label: vscode.l10n.t('Child'), value: String(child), options }];
}

/** The timeline of the open note. */
export async function openTimeline(show: (state: TimelineState) => void): Promise<void> {
  const editor = await noteInFront();
  if (editor) show({ uri: editor.document.uri.toString(), child: 0 });
}
