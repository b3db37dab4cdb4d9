// "Which Route?": the decision aid, one question at a time. The server asks and answers; here the adviser chooses, sees
// the ways open in order, and may insert a letter, the advice with its sources, or write the answers into the note.
import * as vscode from 'vscode';
import { wholeDay } from './deadlines-model.ts';
import { insertLetterById } from './letters.ts';
import { noteInFront } from './note-in-front.ts';
import type { ServerApi, Way, WayStep } from './server-api.ts';

type Answers = Readonly<Record<string, string>>;

/** Asks until there is an answer, then shows the ways. Escape steps back; at the first question it ends. */
export async function whichRoute(api: ServerApi): Promise<void> {
  const editor = await noteInFront(vscode.l10n.t('Open a casenote first: the ways depend on it.'));
  if (!editor) return;
  const uri = editor.document.uri.toString();
  const line = editor.selection.active.line;
  const asked: Answers[] = [];
  let answers: Answers = {};
  for (;;) {
    const step = await api.ways(uri, line, answers);
    if (!step) return;
    if (step.kind === 'answer') return showWays(api, editor, step, answers);
    const value = await ask(step, asked.length + 1);
    if (value !== undefined) {
      asked.push(answers);
      answers = { ...answers, [step.fact]: value };
    } else {
      const before = asked.pop();
      if (!before) return;
      answers = before;
    }
  }
}

async function ask(step: WayStep & { kind: 'question' }, number: number): Promise<string | undefined> {
  const items = step.options.map(({ value, label, suggested }) => ({
    label,
    value,
    ...(suggested ? { description: vscode.l10n.t('as this note suggests') } : {}),
  }));
  const title = vscode.l10n.t('Which Route? Question {0}', number);
  return (await vscode.window.showQuickPick(items, { title, placeHolder: step.text }))?.value;
}

const standings: Readonly<Record<string, string>> = {
  open: vscode.l10n.t('open now'),
  partly: vscode.l10n.t('open in part'),
  late: vscode.l10n.t('late, with reasons'),
  later: vscode.l10n.t('later'),
  closed: vscode.l10n.t('not open'),
};

interface WayItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

async function showWays(
  api: ServerApi,
  editor: vscode.TextEditor,
  step: WayStep & { kind: 'answer' },
  answers: Answers,
): Promise<void> {
  const uri = editor.document.uri.toString();
  const line = editor.selection.active.line;
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  const quoted = step.summary
    .trimEnd()
    .replace(/^/gm, '> ')
    .replace(/[ \t]+$/gm, '');
  const items: WayItem[] = [
    ...step.ways.map((way) => wayItem(way, () => way.letter && insertLetterById(api, editor, way.letter.id))),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('Insert this advice into the note'),
      detail: vscode.l10n.t('As a quotation, with sources'),
      run: () => editor.edit((edit) => edit.insert(end, `\n\n${quoted}\n`)),
    },
  ];
  if (Object.keys(answers).length > 0)
    items.push({
      label: vscode.l10n.t('Record the answers in the note'),
      detail: vscode.l10n.t('Written into the front matter, so that nothing is asked twice'),
      run: async () => {
        const recorded = await api.ways(uri, line, answers, true);
        if (recorded?.edit) await api.apply(recorded.edit);
      },
    });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Ways open. Enter inserts the letter'),
    placeHolder: step.advice,
    matchOnDetail: true,
  });
  await chosen?.run?.();
}

/** With a capital and a full stop. */
const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.*$/, '.');

function wayItem(way: Way, run: () => unknown): WayItem {
  const by = way.by ? vscode.l10n.t('by {0}', wholeDay(way.by, vscode.env.language)) : undefined;
  const detail = [way.only, ...way.why, way.can]
    .filter((said) => said !== undefined)
    .map(asSentence)
    .join(' ');
  return {
    label: way.title,
    description: [standings[way.standing] ?? way.standing, by].filter(Boolean).join(', '),
    detail: way.letter ? `${detail} ${vscode.l10n.t('Letter: {0}', way.letter.title)}` : detail,
    run,
  };
}
