// Walks the decision aid: every path of answers, every route, body and service; and the steps that five local services
// give on their own pages, each giving the same advice here or differing with a reason and the day of the change.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { RouteAnswer, RouteFacts, RoutePack } from '../../server/src/letters/routeModel.ts';
import { adviceSummary, suggestedProblem, whichRoute } from '../../server/src/letters/routes.ts';
import { type CaseSpec, caseOf, day, pack as letters } from '../letters/caseFixture.ts';

const pack = JSON.parse(
  readFileSync(new URL('../../server/src/generated/routes.json', import.meta.url), 'utf8'),
) as RoutePack;
const today = day('2026-11-21');
const base = { pack, letters, today };

/** Every path from the first question to an answer, with the facts on the way. */
function* walk(
  answers: RouteFacts = {},
): Generator<{ facts: RouteFacts; answers: readonly RouteAnswer[]; asked: number }> {
  const step = whichRoute({ ...base, answers });
  if (step.kind === 'answer') {
    yield { facts: answers, answers: step.answers, asked: Object.keys(answers).length };
    return;
  }
  for (const option of step.question.options) yield* walk({ ...answers, [step.question.fact]: option.value });
}

const area = (facts: RouteFacts, id: string): RouteFacts => ({ ...facts, area: id });

function answer(facts: RouteFacts, spec?: Omit<CaseSpec, 'today'>) {
  const analysis = spec && caseOf({ today: '2026-11-21', ...spec });
  const step = whichRoute({ ...base, answers: facts, ...(analysis ? { analysis } : {}) });
  if (step.kind !== 'answer') throw new Error(`still asks for ${step.question.fact}`);
  return step;
}

const ids = (facts: RouteFacts, spec?: Omit<CaseSpec, 'today'>) =>
  answer(facts, spec)
    .answers.filter((a) => a.standing !== 'closed')
    .map((a) => a.route.id);
const standing = (facts: RouteFacts, id: string, spec?: Omit<CaseSpec, 'today'>) =>
  answer(facts, spec).answers.find((a) => a.route.id === id)?.standing;

describe('every path of the decision aid', () => {
  const paths = [...walk()];

  it('ends in at most six questions with at least one way that is open now', () => {
    expect(paths.length).toBeGreaterThan(200);
    for (const p of paths) {
      expect(p.asked).toBeLessThanOrEqual(6);
      expect(
        p.answers.some((a) => a.standing === 'open' || a.standing === 'partly'),
        JSON.stringify(p.facts),
      ).toBe(true);
    }
  });

  it.each(pack.routes.map((r) => [r.id, r] as const))(
    '%s is reached, open, with its letter and its source',
    (id, route) => {
      const reached = route.onlyIn
        ? paths.flatMap((p) => {
            const step = whichRoute({ ...base, answers: area(p.facts, route.onlyIn![0]!) });
            return step.kind === 'answer' ? step.answers : [];
          })
        : paths.flatMap((p) => p.answers);
      const open = reached.filter((a) => a.route.id === id && (a.standing === 'open' || a.standing === 'partly'));
      expect(open.length).toBeGreaterThan(0);
      if (route.letter) expect(open.every((a) => a.letter !== undefined)).toBe(true);
      expect(route.can.length).toBeGreaterThan(20);
      expect(route.cannot.length + (route.bars?.length ?? 0)).toBeGreaterThan(0);
      expect(route.source).not.toBe('');
      expect(route.hears).not.toBe('');
      for (const next of route.after) expect(pack.routes.find((r) => r.id === next)?.before, next).toContain(id);
      for (const prior of route.before) expect(pack.routes.find((r) => r.id === prior)?.after, prior).toContain(id);
    },
  );

  it.each(pack.services.map((s) => [s.id, s] as const))('%s is named where it helps', (id, service) => {
    const areas = service.areas ?? [undefined];
    const named = areas.some((a) =>
      paths.some((p) => {
        const step = a ? whichRoute({ ...base, answers: area(p.facts, a) }) : undefined;
        const answers = step ? (step.kind === 'answer' ? step.answers : []) : p.answers;
        return answers.some((x) => x.services.some((s) => s.id === id));
      }),
    );
    expect(named).toBe(true);
    expect(service.stands).not.toBe('');
  });

  it('puts a bar in words on every way that is closed, and what comes first on every later one', () => {
    for (const p of paths)
      for (const a of p.answers)
        if (a.standing === 'closed' || a.standing === 'later') expect(a.why.join('')).not.toBe('');
  });
});

describe('what decides', () => {
  it('a right of appeal comes first, and a complaint reaches only the delay', () => {
    for (const decisionKind of [
      'not-to-assess',
      'not-to-issue',
      'plan-content',
      'place-only',
      'not-to-amend',
      'to-cease',
    ]) {
      const step = answer({ problem: 'decision', decisionKind });
      expect(step.answers[0]).toMatchObject({ route: { id: 'send-tribunal-appeal' }, standing: 'open' });
      expect(step.problem.advice).toContain('A complaint is not enough');
      expect(step.answers.find((a) => a.route.id === 'la-complaint')?.only).toContain('not for the decision itself');
      expect(standing({ problem: 'decision', decisionKind }, 'lgsco-complaint')).not.toBe('open');
    }
  });

  it('only the place: no certificate; a draft: no appeal', () => {
    expect(standing({ problem: 'decision', decisionKind: 'place-only' }, 'mediation')).toBe('closed');
    expect(standing({ problem: 'decision', decisionKind: 'draft' }, 'send-tribunal-appeal')).toBe('closed');
    expect(answer({ problem: 'decision', decisionKind: 'draft' }).answers[0]?.letter?.id).toBe('draft-plan-comments');
  });

  it('a missed appeal is late with reasons, and its letter says so', () => {
    const first = answer(
      { problem: 'decision' },
      { events: [['ehcna-refused', '2026-05-03']], deadlines: [['tribunal-appeal', '2026-07-03', 'past', 0]] },
    ).answers[0];
    expect(first).toMatchObject({ standing: 'late', letter: { id: 'late-appeal-reasons' } });
    expect(first?.by).toMatchObject({ day: day('2026-07-03'), daysLeft: -141 });
  });

  it('takes the last day and the letter from the same limits as the report', () => {
    const spec = {
      events: [['ehcna-requested', '2026-09-07']],
      deadlines: [['ehcna-decision-6-weeks', '2026-10-19', 'past', 0]],
    } satisfies Omit<CaseSpec, 'today'>;
    const first = answer({ problem: 'council-late', raised: 'no', urgent: 'no' }, spec).answers[0];
    expect(first).toMatchObject({ route: { id: 'la-send-team' }, letter: { id: 'ehcna-decision-chase' } });
    expect(suggestedProblem(pack, caseOf({ today: '2026-11-21', ...spec }))).toBe('council-late');
  });

  it('provider or commissioner, not both', () => {
    const facts = { problem: 'health', raised: 'formally', complainedTo: 'provider' };
    expect(standing(facts, 'nhs-commissioner-complaint')).toBe('closed');
    expect(standing(facts, 'nhs-provider-complaint')).toBe('open');
  });

  it('a child with a plan has no admission appeal', () => {
    expect(standing({ problem: 'admission', hasPlan: 'yes' }, 'admission-appeal')).toBe('closed');
    expect(ids({ problem: 'admission', hasPlan: 'yes' })[0]).toBe('send-tribunal-appeal');
  });

  it('says in the note what was answered, with sources', () => {
    const text = adviceSummary(answer({ problem: 'decision', decisionKind: 'not-to-assess' }), today, pack.checked);
    expect(text).toContain('1. **Appeal to the SEND Tribunal** (open now).');
    expect(text).toContain('Source: [CFA 2014 s51; HESC Rules 2008 rule 20](https://');
    expect(text).toContain('Letter: Cover note for an appeal.');
    expect(text).not.toContain('undefined');
  });
});

// The steps of five local services' pages, as facts. `changed` names the area's entry in `changes` where the page is
// out of date: the aid then says what stands today and since when.
interface PageStep {
  readonly area: string;
  readonly says: string;
  readonly facts: RouteFacts;
  readonly spec?: Omit<CaseSpec, 'today'>;
  /** These ways, in this order, among those open (now or later). */
  readonly ways: readonly string[];
  readonly changed?: string;
}
const steps = parse(readFileSync(new URL('steps.yaml', import.meta.url), 'utf8')) as readonly PageStep[];

describe('the steps of the local pages', () => {
  it.each(steps.map((s) => [`${s.area}: ${s.says}`, s] as const))('%s', (_, step) => {
    const open = ids(area(step.facts, step.area), step.spec);
    const found = step.ways.map((w) => open.indexOf(w));
    expect(
      found.every((at) => at >= 0),
      `${step.ways.join(', ')} in ${open.join(', ')}`,
    ).toBe(true);
    expect([...found].sort((a, b) => a - b)).toEqual(found);
    if (step.changed) {
      const entries = pack.routes.find((r) => r.id === step.changed)?.changes.filter((c) => c.area === step.area) ?? [];
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) expect(`${entry.now} ${entry.since}`).toMatch(/\d{4}/);
    }
  });

  it('covers all five areas, and every change is used by a step', () => {
    expect(new Set(steps.map((s) => s.area)).size).toBe(5);
    const used = new Set(steps.filter((s) => s.changed).map((s) => `${s.changed} ${s.area}`));
    for (const r of pack.routes) for (const c of r.changes) expect(used).toContain(`${r.id} ${c.area}`);
  });
});
