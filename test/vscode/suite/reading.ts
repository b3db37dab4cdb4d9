// What stands on the screen while a note is read: squiggles, hover, hints, outline.
import * as vscode from 'vscode';
import { closeAll, closeLimit, codeOf, diagnostic, fileUri, openNote, ours, unsavedNote } from './notes.ts';
import { check, equal, ok, until } from './runner.ts';

const { Error: Past, Warning } = vscode.DiagnosticSeverity;

check('a family limit that is past is an error, with its source', async () => {
  const { document } = await openNote('missed.md');
  const found = await diagnostic(document.uri, Past, 'tribunal-appeal');
  ok(/1 June 2026|2 June 2026/.test(found.message), `no day in: ${found.message}`);
  ok(typeof found.code === 'object' && found.code.target.scheme === 'https', 'no link to the source');
  ok(document.getText(found.range).length > 0, 'it marks nothing');
});

check('a family limit that is close is a warning', async () => {
  const { document } = await openNote('refused.md');
  const found = await diagnostic(document.uri, Warning, closeLimit);
  ok(found.message.includes('3 July 2026'), `no day in: ${found.message}`);
});

check('a body in breach is a warning', async () => {
  const { document } = await openNote('waiting.md');
  const found = await diagnostic(document.uri, Warning, 'ehcna-decision-6-weeks');
  ok(found.message.includes('1 May 2026'), `no day in: ${found.message}`);
});

check('notes that are not open are read, too', async () => {
  await closeAll();
  await diagnostic(fileUri('missed.md'), Past);
  await diagnostic(fileUri('waiting.md'), Warning);
});

check('a file with no event, or left out by its front matter, shows nothing', async () => {
  await openNote('missed.md');
  await diagnostic(fileUri('missed.md'), Past);
  for (const name of ['shopping.md', 'left-out.md']) {
    const { document } = await openNote(name);
    const hints = await hintsOf(document);
    equal(hints, [] as string[], `hints of ${name}`);
    equal(ours(document.uri).map(codeOf), [] as string[], `diagnostics of ${name}`);
  }
});

check('hover on an event says what it starts, by when, who must act and why', async () => {
  const { document } = await openNote('refused.md');
  const found = await diagnostic(document.uri, Warning, closeLimit);
  const text = await until('a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      found.range.start,
    );
    const all = hovers.flatMap((hover) => hover.contents).map((c) => (typeof c === 'string' ? c : c.value));
    return all.find((part) => part.includes('3 July 2026'));
  });
  ok(/https:\/\//.test(text), 'no link to the source');
  ok(/13 days/.test(text), 'no days left');
});

check('an inlay hint shows the most urgent family limit', async () => {
  const { document } = await openNote('refused.md');
  await until('a hint with 3 July', async () => (await hintsOf(document)).some((hint) => /3 July|3 Jul/.test(hint)));
});

check('the outline lists the entries', async () => {
  const { document } = await openNote('refused.md');
  await until('an outline with the call', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return JSON.stringify(symbols ?? []).includes('8 May 2026');
  });
});

check('an impossible date is reported where it stands, with a way to mend it', async () => {
  const { document } = await unsavedNote('- 2 April 2026: final EHC plan received\n- 31/02/26: sent papers\n');
  const found = await until('a problem', () => ours(document.uri).find((d) => codeOf(d) === 'date-impossible'));
  equal(document.getText(found.range), '31/02/26');
  await closeAll();
});

check('typing the answer takes the squiggle away', async () => {
  const editor = await openNote('missed.md');
  const { document } = editor;
  await diagnostic(document.uri, Past, 'tribunal-appeal');
  const end = document.lineAt(document.lineCount - 1).range.end;
  await editor.edit((edit) => edit.insert(end, '\n- 20 May 2026: appeal lodged with the Tribunal\n'));
  await until('no more error', () => !ours(document.uri).some((d) => codeOf(d) === 'tribunal-appeal'));
  await closeAll();
  await diagnostic(fileUri('missed.md'), Past, 'tribunal-appeal');
});

/** The texts of all inlay hints of a document. */
async function hintsOf(document: vscode.TextDocument): Promise<string[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  return (hints ?? []).map(({ label }) => (typeof label === 'string' ? label : label.map((p) => p.value).join('')));
}
