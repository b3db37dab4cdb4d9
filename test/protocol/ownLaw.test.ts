// A service's own rules in the editor: they count, and a slip is marked where it stands until it is mended.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Editor } from './client.ts';

const rules = (period: string) => `route: our-panel
title: Our panel
checked: '2026-01-01'
rules:
  - id: our-panel-answer
    title: Panel answers the family
    actor: family
    prominence: main
    starts: [concern-raised]
    period: {within: ${period}}
    basis: local-policy
    source: Panel terms of reference
`;
const files = {
  'casenotes.yaml': 'packs: [ours]\n',
  'a.md':
    '## 5 January 2026\n\nRequest sent. <!-- casenotes: event ehcna-requested 2026-01-05 -->\n\n' +
    '## 15 June 2026\n\nWrote to the panel. <!-- casenotes: event concern-raised 2026-06-15 -->\n',
  'ours/rules.yaml': rules('5 moons'),
};

let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

it('a slip in own rules is marked; mended, the rule counts', async () => {
  editor = await Editor.start({ today: '2026-06-20', files });
  const server = editor;
  await server.request('workspace/diagnostic', { previousResultIds: [] });
  const uri = server.uri('ours/rules.yaml');
  expect(server.pushed.get(uri)?.diagnostics).toMatchObject([
    { code: 'pack-invalid', range: { start: { line: 9, character: 21 } }, message: expect.stringContaining('5 moons') },
  ]);
  await writeFile(path.join(server.folder, 'ours/rules.yaml'), rules('5 working days'));
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await expect.poll(() => server.pushed.get(uri)?.diagnostics, { timeout: 5000 }).toEqual([]);
  await expect
    .poll(async () => JSON.stringify(await server.command('casenotes.deadlines')), { timeout: 5000 })
    .toContain('our-panel-answer');
}, 20_000);
