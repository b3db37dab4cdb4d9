// `casenotes letter`, on a note in a folder of its own with settings beside it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'casenotes-letter-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  path.join(folder, 'note.md'),
  '---\nchild: K.M.\narea: devon\nschool: Brook $1 `School`\n---\n\n- 30 March 2026: asked <!-- casenotes: event ehcna-requested 2026-03-30 -->\n',
);
writeFileSync(path.join(folder, 'casenotes.yaml'), 'service:\n  name: Ashdown SENDIASS\n  adviser: Jo\n');

async function letter(...args: string[]) {
  let out = '';
  let err = '';
  const status = await runCli(['letter', ...args], {
    cwd: folder,
    out(text) {
      out += text;
    },
    err(line) {
      err += line;
    },
    stdin: async () => '',
    today: () => parseIsoDay('2026-06-20') as Day,
    colour: false,
  });
  return { status, out, err };
}

describe('casenotes letter', () => {
  it('fills a letter from a note, with the settings of its folder and the facts of its area', async () => {
    const { status, out } = await letter('ehcna-decision-chase', '--case', 'note.md');
    expect(status).toBe(0);
    expect(out).toContain('SEND team\nDevon County Council');
    expect(out).toContain('The last day was 11 May 2026.');
    expect(out).toContain('The decision is now 40 days late.');
    expect(out).toContain('send me its decision by 26 June 2026;');
    expect(out).toContain('Written with the help of Ashdown SENDIASS (Jo).');
  });

  it('writes Markdown, HTML and JSON, and takes the day from --today', async () => {
    const at = ['ehcna-request', '--case', 'note.md'];
    expect((await letter(...at, '--format', 'md')).out).toContain('Brook \\$1 \\`School\\`');
    expect((await letter(...at, '--format', 'html')).out).toMatch(/^<p>[\s\S]*<strong>/);
    expect((await letter(...at, '--format', 'text')).out).toContain('Brook $1 `School`');
    expect(JSON.parse((await letter(...at, '--format', 'json')).out)).toMatchObject({ id: 'ehcna-request' });
    expect((await letter(...at, '--today', '2026-04-01')).out).toContain('1 April 2026');
  });

  it('writes a blank letter without a note, in the voice asked for', async () => {
    const { out } = await letter('plan-late', '--voice', 'young-person');
    expect(out).toContain('[name of the council]');
    expect(out).toContain('to assess me');
  });

  it('lists what fits first, with the reason', async () => {
    const { out } = await letter('--case', 'note.md');
    expect(out).toMatch(
      /^Fits this note:\n\n {2}ehcna-decision-chase\n {6}No decision in six weeks.*was due on 11 May 2026, 40 days ago\./,
    );
    const listed = JSON.parse((await letter('--format', 'json')).out);
    expect(listed.length).toBeGreaterThan(50);
  });

  it("takes a service's own letters, and names their mistakes at their place", async () => {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(path.join(folder, 'own/ours/letters'), { recursive: true });
    writeFileSync(path.join(folder, 'own/casenotes.yaml'), 'packs: [ours]\n');
    writeFileSync(path.join(folder, 'own/note.md'), '---\nchild: K.M.\n---\n');
    const front = '---\nid: ours\ntitle: Ours\npurpose: p\nrecipient: r\nsubject: s\n---\n';
    writeFileSync(path.join(folder, 'own/ours/letters/ours.md'), `${front}Hello {{child}}.\n`);
    writeFileSync(path.join(folder, 'own/ours/letters/bad.md'), `${front}{{nothing}}\n`);
    const { out, err } = await letter('ours', '--case', 'own/note.md');
    expect(out).toContain('Hello K.M.');
    expect(err).toContain('casenotes: own/ours/letters/bad.md:8:1: There is no field "nothing".');
  });

  it('names bad use in one line, with status 2', async () => {
    for (const args of [
      ['no-such'],
      ['plan-late', 'more'],
      ['plan-late', '--case', 'none.md'],
      ['plan-late', '--rule', 'x'],
      ['plan-late', '--voice', 'x'],
    ]) {
      const { status, out, err } = await letter(...args);
      expect(status).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/^casenotes: .+$/m);
    }
  });
});
