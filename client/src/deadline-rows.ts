// The lines of the Deadlines view as the editor draws them. A side bar shows about forty letters of a row: whose it is and
// how long there is come first, what and who after; the tooltip and what is read aloud have everything.
import * as vscode from 'vscode';
import type { DeadlineNode } from './deadline-actions.ts';
import {
  caseLetters,
  caseOf,
  dayAndMonth,
  fileName,
  type Group,
  type Grouping,
  lookOf,
  nearDays,
  routeTitle,
  shortened,
  type UnreadDate,
} from './deadlines-model.ts';
import type { DeadlineRow } from './server-api.ts';
import { statusIcon } from './show-deadlines.ts';

function groupName(id: string, grouping: Grouping): string {
  if (grouping !== 'date' && id !== 'unread') return grouping === 'route' ? routeTitle(id) : id;
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
      return vscode.l10n.t('Dates to check');
    default:
      return id;
  }
}

/** A heading with the number of its rows. */
export function groupItem(group: Group, grouping: Grouping): vscode.TreeItem {
  const open = group.id !== 'later' && group.id !== 'unread';
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(groupName(group.id, grouping), open ? Expanded : Collapsed);
  item.id = `group ${group.id}`;
  item.description = String(group.rows.length + group.unread.length);
  item.contextValue = 'group';
  return item;
}

/**
 * One limit: "T-101, A.B.: 3 Jul, 13 days" and, fainter, what and who. Of a day that is more than a month away the days
 * are counted after what it is: nobody acts on 245 or 246. Below the heading of its case the case comes last.
 * @param today ISO day the view is of
 */
export function rowItem(row: DeadlineRow, today: string, grouping: Grouping): vscode.TreeItem {
  const name = caseOf(row);
  const day = row.due && dayAndMonth(row.due, today, vscode.env.language);
  const left = howLong(row);
  const isNear = Math.abs(row.daysLeft ?? 0) <= nearDays;
  const when = [day, isNear && left].filter(Boolean).join(', ');
  const byCase = grouping === 'case' && when !== '';
  const item = new vscode.TreeItem(byCase ? when : [shortened(name, caseLetters), when].filter(Boolean).join(': '));
  item.description = [row.title, !isNear && left, row.who, byCase && name].filter(Boolean).join(' · ');
  item.tooltip = [name, row.summary, row.who].join('\n');
  item.iconPath = statusIcon(row);
  item.contextValue = 'deadline';
  item.command = openCommand({ kind: 'row', row });
  item.accessibilityInformation = { label: `${name}: ${row.summary}. ${row.who}` };
  return item;
}

/** The days there are; or since: a family's day is past, a body that broke its duty is late, the rest is so long ago. */
function howLong(row: DeadlineRow): string {
  const days = row.daysLeft;
  if (days === undefined) return '';
  if (days === 0) return vscode.l10n.t('today');
  if (days > 0) return days === 1 ? vscode.l10n.t('1 day') : vscode.l10n.t('{0} days', days);
  const look = lookOf(row);
  if (look === 'overdue') return days === -1 ? vscode.l10n.t('1 day late') : vscode.l10n.t('{0} days late', -days);
  if (look === 'past') return days === -1 ? vscode.l10n.t('1 day past') : vscode.l10n.t('{0} days past', -days);
  return days === -1 ? vscode.l10n.t('1 day ago') : vscode.l10n.t('{0} days ago', -days);
}

/** A date that could not be used. */
export function unreadItem(date: UnreadDate): vscode.TreeItem {
  const item = new vscode.TreeItem(date.message);
  item.description = fileName(date.uri);
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
