// Getting started: the walkthrough, help, the area, and commands that work from places without a cursor.
import * as vscode from 'vscode';
import { closeAll, extension, openNote, ours } from './notes.ts';
import { check, equal, ok, until } from './runner.ts';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const read = async (path: string) =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, path)));

check('every step of the walkthrough has its picture, its words and commands that are there', async () => {
  const [walkthrough] = extension().packageJSON.contributes.walkthroughs as { steps: Step[] }[];
  equal(
    walkthrough!.steps.map(({ id }) => id),
    ['write', 'hover', 'fix', 'letter', 'view', 'area'],
  );
  const all = await vscode.commands.getCommands(true);
  for (const { description, media, completionEvents } of walkthrough!.steps) {
    ok((await read(media.svg)).includes('<title>'), `${media.svg} has no title`);
    ok(!/^%/.test(media.altText) && !/^%/.test(description), 'its words are not filled in');
    const named = [...description.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command!);
    const awaited = completionEvents.filter((e) => e.startsWith('onCommand:')).map((e) => e.slice('onCommand:'.length));
    ok(named.length > 0, 'a step has nothing to press');
    for (const command of [...named, ...awaited]) ok(all.includes(command), `there is no command ${command}`);
  }
});

check('Get Started opens the walkthrough', async () => {
  await vscode.commands.executeCommand('casenotes.getStarted');
  // An editor of VS Code's own: neither a text nor a page of an extension.
  await until('the walkthrough', () => tabs().length === 1 && tabs()[0]!.input === undefined);
  await closeAll();
});

check('Help opens the page that is asked for', async () => {
  await vscode.commands.executeCommand('casenotes.help', 'letters');
  await until('the page', () => tabs().some(({ label }) => /letters\.md/.test(label)));
  ok((await read('docs/help.md')).includes('## When something is not as you expect'), 'the page of help is not there');
  await closeAll();
});

check('the examples are there to be copied', async () => {
  ok((await read('examples/2-needs-assessment.md')).includes('needs assessment'), 'no example');
  ok((await read('examples/vscode-settings.json')).includes('casenotes.today'), 'no day for the examples');
});

check('Explain This Limit goes to the words, also when the walkthrough is in front', async () => {
  const { document } = await openNote('refused.md');
  const mark = await until('a mark', () => ours(document.uri)[0]);
  await vscode.commands.executeCommand('casenotes.getStarted');
  await until('the walkthrough in front', () => vscode.window.activeTextEditor === undefined);
  await vscode.commands.executeCommand('casenotes.explainDeadline');
  await until('the cursor on the words', () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document === document && editor.selection.active.isEqual(mark.range.start);
  });
  await closeAll();
});

check('Choose Your Area keeps the chosen one for the folder', async () => {
  const area = () => vscode.workspace.getConfiguration('casenotes').inspect<string>('area')?.workspaceValue;
  const chosen = vscode.commands.executeCommand('casenotes.chooseArea');
  await until('the setting', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return area() !== undefined;
  });
  await chosen;
  ok(/^[a-z-]+$/.test(area()!), `no id: ${area()}`);
  const { Workspace } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('casenotes').update('area', undefined, Workspace);
});
