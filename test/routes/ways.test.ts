// The ways open in a hover, and the steps of the decision aid as a client gets them.
import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../server/src/calendar/day.ts';
import { analyse } from '../../server/src/casefile/analyse.ts';
import { defaultSettings } from '../../server/src/casefile/settings.ts';
import { loadEngine, loadLetters, loadRoutes } from '../../server/src/data.ts';
import type { NoteContext } from '../../server/src/features/context.ts';
import { hover } from '../../server/src/features/hover.ts';
import { answerEdits, wayStep } from '../../server/src/features/ways.ts';
import { letterFile, letterRecord, ways } from '../../server/src/lsp/ways.ts';

function contextOf(text: string, today = '2026-06-20'): NoteContext {
  const engine = loadEngine();
  const day = parseIsoDay(today)!;
  const analysis = analyse(engine.read(text, { today: day }), text, {
    law: engine,
    today: day,
    settings: defaultSettings,
  });
  return {
    uri: 'file:///n.md',
    analysis,
    engine,
    settings: defaultSettings,
    letters: loadLetters(defaultSettings),
    routes: loadRoutes(),
  };
}

const refused = '- 3 May 2026: letter <!-- casenotes: event ehcna-refused 2026-05-03 -->\n';

describe('ways open', () => {
  it('stand in the hover of a decision, the appeal first with its day', () => {
    const context = contextOf(refused);
    const at = context.analysis.reading.events[0]!;
    const value = (hover(context, at.start)!.contents as { value: string }).value;
    expect(value).toContain('**Ways open**\n1. Appeal to the SEND Tribunal, by 3 July 2026\n2. Mediation');
  });

  it('say of a way that is late what can still be done', () => {
    const context = contextOf(refused, '2026-08-20');
    const at = context.analysis.reading.events[0]!;
    const { value } = hover(context, at.start)!.contents as { value: string };
    expect(value).toContain('1. Appeal to the SEND Tribunal. Late: send it all the same');
    expect(value).not.toMatch(/late: Late/i);
  });

  it('are asked for one question at a time, the likely answer first', () => {
    const context = contextOf(refused);
    const first = wayStep(context, context.routes!, 0, {});
    expect(first).toMatchObject({ kind: 'question', fact: 'problem' });
    if (first.kind === 'question') expect(first.options[0]).toMatchObject({ value: 'decision', suggested: true });
  });

  it('end in an answer with sources, and are written into the front matter when asked', () => {
    const context = contextOf(refused);
    const answer = ways(context, 0, { problem: 'decision' }, true);
    if (answer?.kind !== 'answer') throw new Error('a question is left');
    const appeal = { id: 'send-tribunal-appeal', by: '2026-07-03', daysLeft: 13, letter: { id: 'appeal-cover' } };
    expect(answer.ways[0]).toMatchObject(appeal);
    expect(answer.summary).toContain('1. **Appeal to the SEND Tribunal** (open now).');
    expect(answer).toHaveProperty('edit.changes');
  });

  it('writes several answers into one front matter', () => {
    const edits = answerEdits(contextOf('text\n'), { problem: 'school', raised: 'no' });
    expect(edits).toEqual([{ start: 0, end: 0, text: '---\nproblem: school\nraised: no\n---\n\n' }]);
    const more = answerEdits(contextOf('---\ncase: 1\n---\n\ntext\n'), { problem: 'school', 'bad key': 'x' });
    expect(more.map((e) => e.text)).toEqual(['problem: school\n']);
  });
});

describe('a letter that was written', () => {
  it('gets a file that is not read as a casenote, and a line in the note', () => {
    const context = contextOf(refused);
    const file = letterFile(context, 0, 'appeal-cover');
    expect(file?.name).toBe('2026-06-20-appeal-cover.md');
    expect(file?.text.startsWith('---\ncasenotes: false\nletter: appeal-cover\n')).toBe(true);
    const draft = letterRecord(context, 0, 'appeal-cover', false, file?.name);
    expect(draft?.question).toBe(
      'Has this letter been sent? If so, the note will record: Appeal sent to the SEND Tribunal.',
    );
    const apply = (made: typeof draft) => {
      const change = made!.edit.changes!['file:///n.md']![0]!;
      const at = context.analysis.lines.offsetAt(change.range.start);
      return context.analysis.text.slice(0, at) + change.newText + context.analysis.text.slice(at);
    };
    const appeal = (text: string) =>
      contextOf(text).analysis.deadlines.find((d) => d.rule.id === 'tribunal-appeal')?.status;
    expect(appeal(apply(draft))).toBe('close');
    expect(appeal(apply(letterRecord(context, 0, 'appeal-cover', true, file?.name)))).toBe('met');
  });
});
