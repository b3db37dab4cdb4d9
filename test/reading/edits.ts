// Edits as people make them - and those that change what everything below is read as - on notes in many hands, read with
// the whole vocabulary: each reading made from the one before it must be the reading from scratch, and so must the limits
// and the diagnostics.
import { analyse } from '../../server/src/casefile/analyse.ts';
import type { Analysis } from '../../server/src/casefile/model.ts';
import { mergeSettings } from '../../server/src/casefile/settings.ts';
import { doubtfulAmong } from '../../server/src/casenote/doubtful.ts';
import type { Reading } from '../../server/src/casenote/model.ts';
import { loadEngine, loadLetters } from '../../server/src/data.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { generateNote } from '../support/generate-notes.ts';
import { type Chance, chanceFrom, editNote } from './notes.ts';
import { today } from './promises.ts';

/** Lines that change how the lines around them are read. */
const turning = [
  '```',
  '~~~',
  '# Child A',
  '## Child B',
  '---',
  '',
  '# February 2026',
  '2026',
  'May',
  '| Date | What |',
  '|---|---|',
  '| 3 May 2026 | decision letter |',
  '- [ ] not yet',
  '  - nested',
  '<!--',
  '-->',
  '> quoted',
  '<!-- casenotes: not-event -->',
  '<!-- casenotes: event appeal-lodged 2026-05-03 -->',
  '3.9 rang',
  '4.9 rang',
  '5.10 rang',
  // An entry within another, which goes on after it; an entry about somebody else.
  '  - 3 June 2026: the council refused to assess',
  'Decision letter came, they said no. Appeal lodged.',
  '## 3 June 2026 - sibling',
  '## 3x June 2026 - call',
  'x',
];

function edited(chance: Chance, text: string, pool: readonly string[]): string {
  const lines = text.split('\n');
  const at = chance(lines.length);
  const line = lines[at] ?? '';
  const other = pool[chance(pool.length)]!;
  switch (chance(12)) {
    case 0:
      lines.splice(at, 1 + chance(3));
      break;
    case 1:
      lines.splice(at, 0, other);
      break;
    case 2:
      lines.splice(at, 0, turning[chance(turning.length)]!);
      break;
    case 3:
      lines[at] = `x${line}`;
      break;
    case 4:
      lines[at] = line.slice(0, chance(line.length + 1));
      break;
    case 5:
      lines.splice(at, 2, `${line} ${lines[at + 1] ?? ''}`);
      break;
    case 6:
      lines[at] = line.replace(/\d/, String(chance(10)));
      break;
    case 7:
      lines.splice(at, 0, ...lines.slice(chance(lines.length)).slice(0, 6));
      break;
    case 8:
      return editNote(chance, text);
    case 9:
      lines.splice(chance(lines.length), 0, ...lines.splice(at, 1 + chance(5)));
      break;
    case 10:
      lines[at] = other;
      break;
    default:
      lines[at] = `${line} ${other}`;
  }
  return lines.join('\n');
}

/** The note with its dated lines, and what stands under each, the other way round. */
function turnedRound(text: string): string {
  const [head = '', ...parts] = text.split(/^(?=(?:#{2,4} |[-*] |\*\*|\| )\D{0,20}\d)/m);
  return head + parts.reverse().join('');
}

const engine = loadEngine();
/** Everything that may be shown. */
const settings = mergeSettings({ showUpcoming: true });
const letters = loadLetters(settings);

const analysed = (reading: Reading, text: string, before?: Analysis): Analysis =>
  analyse(reading, text, { law: engine, today, settings, ...(before ? { before } : {}) });

/** The limits with their workings, and the diagnostics of an analysis. */
function derived(analysis: Analysis): string {
  const shown = diagnostics({ uri: 'file:///note.md', analysis, engine, settings, letters });
  const limits = analysis.deadlines.map((limit) => ({ ...limit, working: limit.explain() }));
  return JSON.stringify([shown, limits]);
}

/**
 * What goes wrong first in so many edits; `undefined` where nothing does. The notes are made up, `longest` lines or so,
 * or put together from `own`.
 */
export function firstEditMisread(
  seed: number,
  edits: number,
  longest: number,
  own?: readonly string[],
): string | undefined {
  const chance = chanceFrom(seed);
  const made = Array.from({ length: 30 }, (_, i) => generateNote(seed * 100 + i)).flatMap((note) => note.split('\n'));
  const pool = own ? own.flatMap((note) => note.split('\n')) : made;
  const shown = (reading: Reading): string => JSON.stringify(reading);
  const ownNote = (notes: readonly string[]): string =>
    Array.from({ length: 1 + chance(4) }, () => notes[chance(notes.length)]).join('\n');
  for (let done = 0; done < edits; ) {
    let text = own ? ownNote(own) : generateNote(chance(5000), 20 + chance(longest));
    if (chance(3) === 0) text = turnedRound(text);
    if (chance(4) === 0) text = text.replaceAll('\n', '\r\n');
    let reading = engine.read(text, { today });
    let analysis = analysed(reading, text);
    derived(analysis);
    for (let i = 0; i < 40 && done < edits; i++, done++) {
      const next = edited(chance, text, pool);
      const before = chance(4) === 0 ? shown(reading) : undefined;
      const again = engine.read(next, { today }, { text, reading });
      const scratch = engine.read(next, { today });
      if (shown(again) !== shown(scratch)) return `differs:\n${text}\n=====\n${next}`;
      analysis = analysed(again, next, analysis);
      if (derived(analysis) !== derived(analysed(scratch, next))) return `limits differ:\n${text}\n=====\n${next}`;
      if (before !== undefined && before !== shown(reading)) return `the reading before was changed:\n${text}`;
      const asked = again.maybe.filter(({ possible }) => !possible);
      if (JSON.stringify(asked) !== JSON.stringify(doubtfulAmong(again.near))) return `asked about:\n${next}`;
      text = next;
      reading = again;
    }
  }
  return undefined;
}
