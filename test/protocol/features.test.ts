// The language server as an editor meets it: a real process over stdio. Marks in the notes make the events, so that
// these tests are about the protocol and not about wordings.

import { describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  InlayHint,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol/node';
import { oneEditor, plainClient, refused, requested } from './client.ts';

const start = oneEditor();

describe('what the server says of a note', () => {
  it('says what it can do', async () => {
    const { result } = await start();
    expect(result.serverInfo?.name).toBe('casenotes');
    expect(result.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  });

  it('marks a limit that is close, with its rule, source and day', async () => {
    const server = await start();
    const [first, ...rest] = await server.diagnostics(await server.open('a.md', refused));
    expect(rest.map((d) => d.code)).toEqual(['tribunal-appeal']);
    expect(first).toMatchObject({ severity: 2, source: 'casenotes', range: { start: { line: 2 } } });
    expect(first!.codeDescription?.href).toMatch(/^https:/);
    expect(first!.message).toContain('13 days left');
    expect(first!.message).toContain('Friday 3 July 2026');
  });

  it('says nothing of a file without an event', async () => {
    const server = await start();
    const uri = await server.open('README.md', '# Readme\n\nA meeting on 31/02/2026 about nothing.\n');
    expect(await server.diagnostics(uri)).toEqual([]);
    expect(await server.request('textDocument/inlayHint', wholeOf(uri))).toEqual([]);
  });

  it('names the body in breach and for how long', async () => {
    const server = await start();
    const [first] = await server.diagnostics(await server.open('a.md', requested));
    expect(first).toMatchObject({ severity: 2, code: 'ehcna-decision-6-weeks' });
    expect(first!.message).toMatch(/The council is 124 days late/);
  });

  it('knows again what it has said', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused);
    const params = { textDocument: { uri } };
    const { resultId } = await server.request<{ resultId: string }>('textDocument/diagnostic', params);
    expect(await server.request('textDocument/diagnostic', { ...params, previousResultId: resultId })).toEqual({
      kind: 'unchanged',
      resultId,
    });
  });

  it('pushes to a client that cannot pull, and takes away what it pushed', async () => {
    const server = await start({ capabilities: plainClient });
    const uri = await server.open('a.md', refused);
    await server.until(() => server.pushed.get(uri)?.diagnostics.length === 2);
    await server.change(uri, 2, '## 4 May 2026\n\nNothing.\n');
    await server.until(() => server.pushed.get(uri)?.diagnostics.length === 0);
  });

  it('tells everything on hover, on the words and on the day', async () => {
    const server = await start();
    const uri = await server.open(
      'a.md',
      `## 4 May 2026\n\nThe refusal came. <!-- casenotes: event ehcna-refused 2026-05-03 -->\n`,
    );
    const hover = await server.request<Hover>('textDocument/hover', at(uri, 2, 6));
    const { value } = hover.contents as { value: string };
    for (const words of [
      'Friday 3 July 2026',
      '13 days left',
      'Who must act: the family',
      'How it is counted',
      'Source: [',
      'If it is missed',
    ])
      expect(value).toContain(words);
    expect(await server.request('textDocument/hover', at(uri, 0, 0))).toBeNull();
  });

  it('hints at the most urgent limit of the family', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused);
    const hints = await server.request<InlayHint[]>('textDocument/inlayHint', wholeOf(uri));
    expect(hints).toHaveLength(1);
    expect(hints[0]!.label).toContain('by 3 July 2026, 13 days left: ');
  });

  it('gives the outline', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused + requested);
    const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
    expect(symbols.map((symbol) => symbol.name)).toEqual(['4 May 2026 - letter', '5 January 2026']);
    expect(symbols[0]!.children?.map((child) => child.detail)).toEqual(['3 May 2026']);
  });

  it('completes dates, events and letters', async () => {
    const server = await start();
    const uri = await server.open('a.md', `${refused}\nletter-`);
    const items = async (line: number, character: number) =>
      (await server.request<{ items: CompletionItem[] }>('textDocument/completion', at(uri, line, character))).items;
    const plain = await items(3, 0);
    expect(plain.find((item) => item.label === 'yesterday')?.textEdit?.newText).toBe('19 June 2026');
    expect(plain.some((item) => item.label === 'LA refuses to assess')).toBe(true);
    const letters = (await items(4, 7)).filter((item) => item.label.startsWith('letter-'));
    expect(letters.length).toBeGreaterThan(9);
    expect(letters[0]!.insertTextFormat).toBe(2);
  });
});

describe('quick fixes', () => {
  const edits = (action: CodeAction | undefined) =>
    (action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits as
      | { snippet?: { value: string }; newText?: string; range: { start: { line: number } } }[]
      | undefined;

  it('insert the letter with tab stops', async () => {
    const server = await start();
    const uri = await server.open('a.md', requested);
    const [first] = await server.diagnostics(uri);
    const actions = await server.actionsFor(uri, first!);
    const letter = actions.find((action) => action.title.startsWith('Insert letter'));
    expect(letter?.kind).toBe('quickfix');
    const [edit] = edits(letter)!;
    expect(edit!.snippet?.value).toContain('> ');
    expect(edit!.snippet?.value).toContain('${1');
    expect(edit!.snippet?.value).toContain('5 January 2026');
  });

  it('insert it as plain text where the client has no snippets', async () => {
    const server = await start({ capabilities: plainClient });
    const uri = await server.open('a.md', requested);
    await server.until(() => server.pushed.has(uri));
    const actions = await server.actionsFor(uri, server.pushed.get(uri)!.diagnostics[0]!);
    const letter = actions.find((action) => action.title.startsWith('Insert letter'));
    const [edit] = letter!.edit!.changes![uri]!;
    expect(edit!.newText).toContain('5 January 2026');
    expect(edit!.newText).not.toContain('${1');
  });

  it('record the step that answers, in the manner of the note', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused);
    const [first] = await server.diagnostics(uri);
    const actions = await server.actionsFor(uri, first!);
    const record = actions.find((action) => action.title.includes('Appeal sent to the SEND Tribunal'));
    expect(edits(record)![0]!.snippet?.value).toContain('## 20 June 2026\n\n');
    expect(edits(record)![0]!.snippet?.value).toContain('<!-- casenotes: event appeal-lodged 2026-06-20 -->');
  });

  it('waive with a reason, which takes the squiggle away', async () => {
    const server = await start();
    const uri = await server.open('a.md', refused);
    const [first] = await server.diagnostics(uri);
    const actions = await server.actionsFor(uri, first!);
    const waive = actions.find((action) => action.title.startsWith('Mark as waived'));
    expect(edits(waive)![0]!.snippet?.value).toMatch(/<!-- casenotes: waive [a-z0-9-]+: \$\{1:reason\} -->/);
    const rule = String(first!.code);
    await server.change(uri, 2, refused.replace('-->', `--> <!-- casenotes: waive ${rule}: moved abroad -->`));
    expect((await server.diagnostics(uri)).map((diagnostic) => diagnostic.code)).not.toContain(rule);
  });

  it('ask which decision a letter was', async () => {
    const server = await start();
    const uri = await server.open(
      'a.md',
      '## 4 May 2026\n\nDecision letter. <!-- casenotes: event decision-letter 2026-05-03 -->\n',
    );
    const [first] = await server.diagnostics(uri);
    expect(first!.severity).toBe(2);
    const actions = await server.actionsFor(uri, first!);
    const refusal = actions.find((action) => action.title === 'Mark this decision as: LA refuses to assess');
    const made = edits(refusal)!
      .map((edit) => edit.newText)
      .join('');
    expect(made).toContain('<!-- casenotes: event ehcna-refused 2026-05-03 -->');
  });
});

const at = (uri: string, line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
const wholeOf = (uri: string) => ({
  textDocument: { uri },
  range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } },
});
