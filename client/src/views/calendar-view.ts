// "Caseload Calendar": the coming months, how many limits end on each day, and the limits in a table.
import * as vscode from 'vscode';
import { exportCalendar } from '../exports.ts';
import type { ServerApi } from '../server-api.ts';
import { goToLine } from '../show-deadlines.ts';
import type { PanelKind } from './panel.ts';

export interface CalendarState {
  readonly months: number;
}

const choices = [1, 3, 6, 12];
/** What is shown at first. */
export const usualCalendar: CalendarState = { months: 3 };

/** The calendar panel over this server. */
export function calendarKind(api: ServerApi): PanelKind<CalendarState> {
  const readState = (kept: unknown): CalendarState => {
    const { months } = (kept ?? {}) as Partial<CalendarState>;
    return choices.includes(months ?? 0) ? { months: months! } : usualCalendar;
  };
  return {
    viewType: 'casenotes.calendarView',
    title: vscode.l10n.t('Caseload Calendar'),
    column: vscode.ViewColumn.Active,
    readState,
    async draw({ months }) {
      const { html } = await api.calendar(months);
      const label = (count: number) => (count === 1 ? vscode.l10n.t('This month') : vscode.l10n.t('{0} months', count));
      return {
        heading: vscode.l10n.t('Caseload Calendar'),
        html,
        controls: [
          {
            kind: 'choice',
            id: 'months',
            label: vscode.l10n.t('Show'),
            value: String(months),
            options: choices.map((count) => ({ value: String(count), label: label(count) })),
          },
          { kind: 'button', id: 'export', label: vscode.l10n.t('Export to Calendar…') },
        ],
      };
    },
    choose: (state, id, value) => (id === 'months' ? readState({ months: Number(value) }) : state),
    press: () => exportCalendar(api),
    go: async (_state, uri, line) => {
      if (uri) await goToLine(uri, line);
    },
  };
}
