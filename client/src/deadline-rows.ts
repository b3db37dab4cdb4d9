// The lines of the Deadlines view as the editor draws them. A side bar shows about forty letters of a row: whose it is and
// how long there is come first, what and who after; the tooltip and what is read aloud have everything.
import * as vscode from 'vscode';
import type { DeadlineNode } from './deadline-actions.ts';
import { caseOf, dayAndMonth, type Group, type Grouping, shortened, type UnreadDate } from './deadlines-model.ts';
import type { DeadlineRow } from './server-api.ts';
import { statusIcon } from './show-deadlines.ts';

/** Letters of a case that are shown before its day; a longer one is told in full on hover. */
const caseLetters = 20;

function groupName(id: string): string {
  switch (id) {
    case 'past':
      return vscode.l10n.t('Past');
    case 'this-week':
      return vscode.l10n.t('This week');
    case 'two-weeks':
      return vscode.l10n.t('Next two weeks');
    case 'later':
      return vscode.l10n.t('Later');
    case 'others':
      return vscode.l10n.t('Waiting on others');
    case 'unread':
      return vscode.l10n.t('Unread dates');
    default:
      return id;
  }
}

/** A heading with the number of its rows. */
export function groupItem(group: Group): vscode.TreeItem {
  const open = group.id !== 'later' && group.id !== 'unread';
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(groupName(group.id), open ? Expanded : Collapsed);
  item.id = `group ${group.id}`;
  item.description = String(group.rows.length + group.unread.length);
  item.contextValue = 'group';
  return item;
}

/**
 * One limit: "T-101, A.B.: 3 Jul, 13 days" and, fainter, what and who. Below the heading of its case the case comes last.
 * @param today ISO day the view is of
 */
export function rowItem(row: DeadlineRow, today: string, grouping: Grouping): vscode.TreeItem {
  const name = caseOf(row);
  const day = row.due && dayAndMonth(row.due, today, vscode.env.language);
  const when = [day, daysLeft(row.daysLeft)].filter(Boolean).join(', ');
  const byCase = grouping === 'case' && when !== '';
  const item = new vscode.TreeItem(byCase ? when : [shortened(name, caseLetters), when].filter(Boolean).join(': '));
  item.description = [row.title, row.who, ...(byCase ? [name] : [])].join(' · ');
  item.tooltip = [name, row.summary, row.who].join('\n');
  item.iconPath = statusIcon(row.status);
  item.contextValue = 'deadline';
  item.command = openCommand({ kind: 'row', row });
  item.accessibilityInformation = { label: `${name}. ${row.summary}. ${row.who}` };
  return item;
}

function daysLeft(days: number | undefined): string {
  if (days === undefined) return '';
  if (days === 0) return vscode.l10n.t('today');
  if (days === 1) return vscode.l10n.t('1 day');
  if (days === -1) return vscode.l10n.t('1 day late');
  return days < 0 ? vscode.l10n.t('{0} days late', -days) : vscode.l10n.t('{0} days', days);
}

/** A date that could not be used. */
export function unreadItem(date: UnreadDate): vscode.TreeItem {
  const item = new vscode.TreeItem(date.message);
  item.description = decodeURIComponent(date.uri.split('/').at(-1) ?? '');
  item.tooltip = `${item.description}\n${date.message}`;
  item.iconPath = new vscode.ThemeIcon('question');
  item.contextValue = 'unread';
  item.command = openCommand({ kind: 'unread', date });
  return item;
}

const openCommand = (node: DeadlineNode): vscode.Command => ({
  command: 'casenotes.openDeadline',
  title: vscode.l10n.t('Open the note'),
  arguments: [node],
});
