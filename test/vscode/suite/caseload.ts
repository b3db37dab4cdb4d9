// Timeline, calendar, exports and the preview's plugin, in the Node host and in the web worker host alike.
import MarkdownIt from 'markdown-it/browser';
import * as vscode from 'vscode';
import { closeAll, extension, fileUri, openNote } from './notes.ts';
import { check, ok, until } from './runner.ts';

interface Exported {
  readonly text: string;
  readonly name: string;
}

/** The tabs of webviews of one kind that are open. */
function webviews(kind: string): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes(kind));
}

check('Show Timeline opens a drawing of the open note, under its initials', async () => {
  await openNote('waiting.md');
  await vscode.commands.executeCommand('casenotes.showTimeline');
  await until('the timeline', () => webviews('casenotes.timelineView').some((tab) => tab.label.includes('E.F.')));
  await closeAll();
});

check('Caseload Calendar opens once, however often it is asked for', async () => {
  await openNote('refused.md');
  await vscode.commands.executeCommand('casenotes.showCalendar');
  await until('the calendar', () => webviews('casenotes.calendarView').length === 1);
  await vscode.commands.executeCommand('casenotes.showCalendar');
  ok(webviews('casenotes.calendarView').length === 1, 'there are two');
  await closeAll();
});

check('the calendar file holds the limits of notes that are not open', async () => {
  await openNote('shopping.md');
  const made = await until('an entry on 3 July', async () => {
    const made = await vscode.commands.executeCommand<Exported>('casenotes.export', 'deadlines', { format: 'ics' });
    return made.text.includes('DTSTART;VALUE=DATE:20260703') && made;
  });
  ok(made.name === 'casenotes.ics', made.name);
  ok(!/refused\.md|file:/.test(made.text), 'it names a file');
  await closeAll();
});

check('a chronology is told of the note as it stands in the editor', async () => {
  const uri = fileUri('refused.md').toString();
  const editor = await openNote('refused.md');
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  await editor.edit((edit) => edit.insert(end, '\n- 1 June 2026: appeal lodged with the Tribunal\n'));
  await until('the appeal', async () => {
    const options = { uri, child: 0, format: 'csv' };
    const made = await vscode.commands.executeCommand<Exported | null>('casenotes.export', 'chronology', options);
    return made?.text.includes('2026-06-01,');
  });
  await closeAll();
});

// Drawn by a markdown-it of our own, as the preview does it: VS Code's Markdown extension may run in another host here.
// The preview itself is a scene of the user suite.
check('the plugin of the Markdown preview draws limits beside their events, without waiting', async () => {
  const { document } = await openNote('refused.md');
  const md: InstanceType<typeof MarkdownIt> = extension().exports.extendMarkdownIt(new MarkdownIt());
  const draw = () =>
    md.renderer.render(md.parse(document.getText(), {}), md.options, { currentDocument: document.uri });
  ok(draw().includes('refusing to assess'), 'the note is not drawn');
  await until('a chip', async () => /class="casenotes-chip casenotes-close">[^<]*3 July 2026/.test(draw()));
  await closeAll();
});
