// What may hide what. A live family limit hidden by a later line of the note is the worst fault; a dead one that nags
// is the second. Each point of the decision is told here as the history of a case.
import { describe, expect, it } from 'vitest';
import { formatIsoDay } from '../../server/src/calendar/day.ts';
import { derive } from '../../server/src/law/derive.ts';
import { day, england, event, limits, lines, only, schoolCalendar } from './support.ts';

const appeal = 'tribunal-appeal';
const contact = 'mediation-contact-adviser-2-months';
const terms = schoolCalendar(
  [
    ['2026-09-02', '2026-10-23'],
    ['2026-11-02', '2026-12-18'],
    ['2027-01-05', '2027-02-12'],
    ['2027-02-22', '2027-03-25'],
    ['2027-04-12', '2027-05-28'],
    ['2027-06-07', '2027-07-21'],
  ],
  ['2026-11-27', '2027-01-04'],
);

describe('a newer start and an older instance', () => {
  const events = ['decision-letter 2026-05-03', 'ehcna-refused 2026-05-05'];
  it('shows both while the older day is still to come', () => {
    expect(lines(appeal, events, { today: '2026-06-20' })).toEqual(['2026-07-03 close', '2026-07-06 upcoming']);
  });
  it('lets the older one go only once its day has passed', () => {
    expect(lines(appeal, events, { today: '2026-07-03' })).toEqual(['2026-07-03 close', '2026-07-06 close']);
    expect(lines(appeal, events, { today: '2026-07-04' })).toEqual(['2026-07-03 superseded', '2026-07-06 close']);
  });
  it("keeps June's final plan beside August's amended plan", () => {
    const plans = ['final-plan-issued 2026-06-15', 'amended-plan-issued 2026-08-04'];
    expect(lines(appeal, plans, { today: '2026-08-10' })).toEqual(['2026-09-01 upcoming', '2026-10-05 upcoming']);
  });
  it('an older one whose day had passed before the newer start is gone', () => {
    const late = ['plan-refused 2026-03-02', 'final-plan-issued 2026-06-15'];
    expect(lines(appeal, late, { today: '2026-06-20' })).toEqual(['2026-05-05 superseded', '2026-09-01 upcoming']);
  });
  it('an event that is no start closes at once', () => {
    expect(lines(appeal, ['ehcna-refused 2026-05-03', 'ehcna-agreed 2026-05-20'])).toEqual(['2026-07-03 superseded']);
    expect(lines(appeal, ['ehcna-refused 2026-05-03', 'ehcna-agreed 2026-05-03'])).toEqual(['2026-07-03 superseded']);
  });
  it('keeps the first date of an exclusion beside the notice until it has passed', () => {
    const pex = ['permanent-exclusion 2026-11-03', 'exclusion-notice 2026-11-09'];
    const rule = 'exclusion-governors-15-school-days';
    expect(lines(rule, pex, { terms, today: '2026-11-10' })).toEqual(['2026-11-24 close', '2026-12-01 upcoming']);
    expect(lines(rule, pex, { terms, today: '2026-11-25' })).toEqual(['2026-11-24 superseded', '2026-12-01 close']);
  });
});

describe('a certificate and contact belong to the latest decision before them', () => {
  const two = ['final-plan-issued 2026-05-04', 'amended-plan-issued 2026-05-20'];
  it('the older decision keeps its own date and line', () => {
    const events = [...two, 'mediation-certificate-issued 2026-06-29'];
    expect(lines(appeal, events, { today: '2026-06-30' })).toEqual(['2026-07-06 close', '2026-07-29 upcoming']);
    expect(lines(contact, events, { today: '2026-06-30' })).toEqual(['2026-07-04 close', '2026-07-20 superseded']);
  });
  it('contact made answers the latest only', () => {
    const events = [...two, 'mediation-adviser-contacted 2026-05-28'];
    expect(lines(contact, events)).toEqual(['2026-07-04 close', '2026-07-20 met']);
  });
  it('asks which decision is meant where two were open', () => {
    const limit = limits([...two, 'mediation-certificate-issued 2026-06-29'], { today: '2026-06-30' }).find(
      (d) => d.rule.id === appeal && formatIsoDay(d.due!) === '2026-07-29',
    );
    expect(limit!.doubts.join(' ')).toContain('Ask which decision is meant');
  });
  it('never revives a decision whose time had run out before the next', () => {
    const events = [
      'plan-refused 2026-01-05',
      'final-plan-issued 2026-05-20',
      'mediation-certificate-issued 2026-06-15',
    ];
    expect(lines(appeal, events)).toEqual(['2026-03-05 superseded', '2026-07-20 upcoming']);
  });
  it('a certificate long after one decision still belongs to it', () => {
    const events = ['plan-refused 2026-03-02', 'mediation-certificate-issued 2026-06-01'];
    expect(lines(appeal, events)).toEqual(['2026-07-01 close']);
  });
  it('a second certificate does not lengthen the time', () => {
    const events = ['plan-refused 2026-05-04', 'mediation-certificate-issued 2026-06-15'];
    const limit = only(appeal, [...events, 'mediation-certificate-issued 2026-06-18']);
    expect(formatIsoDay(limit.due!)).toBe('2026-07-15');
    expect(limit.doubts.join(' ')).toContain('the earlier is used');
  });
});

describe('registration closes only what was open when the appeal was sent', () => {
  it('a decision made between lodging and registration keeps its limit', () => {
    const events = ['ehcna-refused 2026-05-04', 'appeal-lodged 2026-06-01'];
    const between = [...events, 'plan-refused 2026-06-08', 'appeal-registered 2026-06-15'];
    expect(lines(appeal, between)).toEqual(['2026-07-06 met', '2026-09-01 upcoming']);
    expect(lines(contact, between)).toEqual(['2026-07-04 superseded', '2026-08-08 upcoming']);
  });
  it.each(['appeal-registered', 'la-response-received', 'hearing-held', 'order-to-assess', 'tribunal-decision'])(
    'with no lodging noted, %s closes what was decided on or before its own day',
    (sign) => {
      const events = ['ehcna-refused 2026-05-04', `${sign} 2026-06-15`, 'plan-refused 2026-06-17'];
      expect(lines(appeal, events)).toEqual(['2026-07-06 superseded', '2026-09-01 upcoming']);
    },
  );
  it('with the lodging noted, a later order closes nothing that came after it', () => {
    const events = ['ehcna-refused 2026-05-04', 'appeal-lodged 2026-05-20', 'plan-refused 2026-06-08'];
    expect(lines(appeal, [...events, 'order-to-assess 2026-06-15'])).toContain('2026-09-01 upcoming');
    expect(lines(appeal, [...events, 'la-response-received 2026-06-15'])).toContain('2026-09-01 upcoming');
  });
  it('a hearing in a case with a discrimination claim may be that of the claim', () => {
    const events = ['discrimination-claim-lodged 2026-03-02', 'ehcna-refused 2026-05-04', 'hearing-held 2026-06-15'];
    expect(lines(appeal, events)).toEqual(['2026-07-06 upcoming']);
  });
});

describe('a decision on a discrimination claim', () => {
  const rule = 'tribunal-permission-to-appeal-28-days';
  it('gives plain 28 days: no August', () => {
    const events = ['discrimination-claim-lodged 2026-01-12', 'discrimination-claim-decided 2026-07-20'];
    expect(lines(rule, events, { today: '2026-07-21' })).toEqual(['2026-08-17 upcoming']);
  });
  it('so does a bare tribunal decision after a claim and no appeal', () => {
    const events = ['discrimination-claim-lodged 2026-01-12', 'tribunal-decision 2026-07-20'];
    expect(lines(rule, events, { today: '2026-07-21' })).toEqual(['2026-08-17 upcoming']);
  });
  it('after an appeal, August is not counted', () => {
    const claimToo = ['discrimination-claim-lodged 2026-01-12', 'appeal-lodged 2026-02-02'];
    expect(lines(rule, [...claimToo, 'tribunal-decision 2026-07-20'], { today: '2026-07-21' })).toEqual([
      '2026-09-17 upcoming',
    ]);
    expect(lines(rule, ['tribunal-decision 2026-07-20'], { today: '2026-07-21' })).toEqual(['2026-09-17 upcoming']);
  });
  it('and Christmas is counted for a claim', () => {
    const events = ['discrimination-claim-decided 2026-12-10'];
    expect(lines(rule, events, { today: '2026-12-11' })).toEqual(['2027-01-07 upcoming']);
  });
  it('opens the way to the panel from its own day, a bare tribunal decision does not', () => {
    const panel = 'exclusion-irp-after-equality-claim';
    const events = ['permanent-exclusion 2026-09-14', 'discrimination-claim-decided 2026-11-02'];
    expect(lines(panel, events, { terms, today: '2026-11-03' })).toEqual(['2026-11-20 upcoming']);
    const bare = ['permanent-exclusion 2026-09-14', 'tribunal-decision 2026-11-02'];
    expect(lines(panel, bare, { terms, today: '2026-11-03' })).toEqual([]);
  });
});

describe('a permanent exclusion beside a suspension', () => {
  const fifteen = 'exclusion-governors-15-school-days';
  const fifty = 'exclusion-governors-50-school-days';
  const rules = (events: readonly string[]) =>
    limits(events, { terms, today: '2026-11-10' })
      .filter((d) => (d.rule.id === fifteen || d.rule.id === fifty) && !d.conditional)
      .filter((d) => d.startedBy.some((e) => e.event === 'exclusion-notice'))
      .map((d) => d.rule.id);
  it('a notice after a suspension alone gives fifty school days', () => {
    expect(rules(['suspension 2026-11-02', 'exclusion-notice 2026-11-04'])).toEqual([fifty]);
  });
  it('the permanent one wins over a suspension of the same day or later', () => {
    expect(rules(['suspension 2026-11-02', 'permanent-exclusion 2026-11-02', 'exclusion-notice 2026-11-04'])).toEqual([
      fifteen,
    ]);
    expect(rules(['permanent-exclusion 2026-11-02', 'suspension 2026-11-03', 'exclusion-notice 2026-11-04'])).toEqual([
      fifteen,
    ]);
  });
  it('until the panel has decided, or six months have passed', () => {
    const decided = ['permanent-exclusion 2026-09-07', 'irp-decision 2026-10-19', 'suspension 2026-11-02'];
    expect(rules([...decided, 'exclusion-notice 2026-11-04'])).toEqual([fifty]);
    const old = ['permanent-exclusion 2026-04-20', 'suspension 2026-11-02'];
    expect(rules([...old, 'exclusion-notice 2026-11-04'])).toEqual([fifty]);
  });
  it('with neither noted, both are shown and the kind is asked', () => {
    const both = limits(['exclusion-notice 2026-11-04'], { terms, today: '2026-11-10' });
    const found = both.filter((d) => d.rule.id === fifteen || d.rule.id === fifty);
    expect(found.map((d) => [d.rule.id, d.conditional])).toEqual([
      [fifteen, false],
      [fifty, true],
    ]);
  });
});

describe('known only when told', () => {
  it('education from the sixth day of a suspension needs its length', () => {
    const rule = 'exclusion-education-sixth-day-suspension';
    const events = ['suspension 2026-11-02'];
    expect(lines(rule, events, { terms, today: '2026-11-03' })).toEqual([]);
    expect(lines(rule, events, { terms, today: '2026-11-03', facts: { suspensionDays: 5 } })).toEqual([]);
    const six = { terms, today: '2026-11-03', facts: { suspensionDays: 6 } };
    expect(lines(rule, events, six)).toEqual(['2026-11-09 close']);
    expect(only(rule, events, six).unverifiable).toBe(true);
  });
  it("adult care's limit from a health matter stays in lists until care is noted", () => {
    const limit = only('asc-lgsco', ['health-matter 2026-03-10']);
    expect([formatIsoDay(limit.due!), limit.conditional]).toEqual(['2027-03-09', true]);
    expect(limit.questions.map((question) => question.fact)).toEqual(['careBody']);
  });
  it("a discrimination claim's limit from a suspension stays in lists until discrimination is noted", () => {
    const rule = 'dd-claim-6-months';
    expect(only(rule, ['suspension 2026-05-11']).conditional).toBe(true);
    expect(only(rule, ['permanent-exclusion 2026-05-11']).conditional).toBe(false);
    expect(only(rule, ['suspension 2026-05-11'], { facts: { discriminationNoted: 'yes' } }).conditional).toBe(false);
    expect(lines(rule, ['suspension 2026-05-11'], { facts: { discriminationNoted: 'no' } })).toEqual([]);
    const noted = limits(['suspension 2026-05-11', 'discrimination 2026-05-14']).filter((d) => d.rule.id === rule);
    expect(noted.map((d) => [formatIsoDay(d.due!), d.conditional])).toEqual([
      ['2026-11-10', false],
      ['2026-11-13', false],
    ]);
  });
  it('a move to an unknown place: 15 February, and from year 11 on 31 March too', () => {
    const move = (facts: Record<string, unknown>) =>
      limits([], { facts: facts as never, today: '2026-11-21' }).map((d) => [formatIsoDay(d.due!), d.conditional]);
    expect(move({ phaseTransfer: { year: 2027 } })).toEqual([['2027-02-14', false]]);
    expect(move({ phaseTransfer: 2027, yearGroup: 6 })).toEqual([['2027-02-14', false]]);
    expect(move({ phaseTransfer: { year: 2027 }, yearGroup: 'Year 11' })).toEqual([
      ['2027-02-14', false],
      ['2027-03-30', true],
    ]);
    expect(move({ phaseTransfer: { year: 2027, to: 'post-16' } })).toEqual([['2027-03-30', false]]);
    expect(move({ phaseTransfer: { year: 2027, to: 'school' } })).toEqual([['2027-02-14', false]]);
  });
  it('the first review after a move looks back to the last plan or review, and blames nobody where there is none', () => {
    const rule = 'move-new-la-first-review';
    const known = ['final-plan-issued 2026-01-12', 'plan-transferred 2026-02-02'];
    expect(lines(rule, known)).toEqual(['2027-01-11 upcoming']);
    expect(lines(rule, ['final-plan-issued 2025-03-03', 'plan-transferred 2026-02-02'])).toEqual(['2026-05-01 past']);
    expect(only(rule, ['final-plan-issued 2025-03-03', 'plan-transferred 2026-02-02']).breachDays).toBe(50);
    const alone = only(rule, ['plan-transferred 2026-02-02']);
    expect([alone.status, alone.unverifiable, alone.breachDays]).toEqual(['past', true, undefined]);
  });
  it('giving in after a decision to cease is to be checked, no breach', () => {
    const events = ['cease-decision 2026-01-12', 'appeal-lodged 2026-02-09', 'appeal-conceded 2026-03-09'];
    const limit = only('unopposed-cease-5-weeks', events);
    expect([limit.status, limit.unverifiable, limit.breachDays]).toEqual(['past', true, undefined]);
  });
  it('a mediation agreement binds in two weeks or five, by what was decided', () => {
    const rule = 'mediation-agreement-appealable-issues';
    const agreedAfter = (decision: string) => lines(rule, [`${decision} 2026-04-13`, 'mediation-agreement 2026-06-01']);
    expect(lines(rule, ['mediation-agreement 2026-06-01'])).toEqual(['2026-06-15 past']);
    expect(agreedAfter('ehcna-refused')).toEqual(['2026-06-15 past']);
    expect(agreedAfter('decision-letter')).toEqual(['2026-06-15 past']);
    expect(agreedAfter('final-plan-issued')).toEqual(['2026-07-06 upcoming']);
    expect(agreedAfter('plan-refused')).toEqual(['2026-07-06 upcoming']);
  });
});

describe('doing late what was done in time is not shown', () => {
  it("the governors' letter is not the day they met", () => {
    const events = ['permanent-exclusion 2026-09-14', 'exclusion-notice 2026-09-14'];
    const rule = 'exclusion-governors-15-school-days';
    const inTime = [...events, 'governors-upheld-exclusion 2026-10-02'];
    expect(lines(rule, inTime, { terms, today: '2026-11-21' })).toEqual(['2026-10-05 met']);
    const after = [...events, 'governors-upheld-exclusion 2026-10-07'];
    expect(lines(rule, after, { terms, today: '2026-11-21' })).toEqual(['2026-10-05 superseded']);
    const held = [...events, 'governors-meeting-held 2026-10-07'];
    expect(lines(rule, held, { terms, today: '2026-11-21' })).toEqual(['2026-10-05 late']);
  });
  it('twelve weeks after a review bind only where a notice says that the plan will change', () => {
    const meeting = only('review-final-plan', ['review-held 2026-02-02']);
    expect([meeting.status, meeting.unverifiable, meeting.breachDays]).toEqual(['past', true, undefined]);
    const notice = only('review-final-plan', ['review-held 2026-02-02', 'amendment-notice-served 2026-03-02']);
    expect([formatIsoDay(notice.due!), notice.breachDays]).toEqual(['2026-04-27', 54]);
  });
  it('a limit for saying no is no breach: the council may have gone on to a plan', () => {
    for (const rule of ['ehcna-no-plan-notice-16-weeks', 'order-assess-no-plan-10-weeks']) {
      const limit = only(rule, ['ehcna-requested 2025-12-01', 'order-to-assess 2026-02-02']);
      expect([limit.status, limit.unverifiable]).toEqual(['past', true]);
    }
  });
  it('an acknowledgement that nobody noted is not a late one', () => {
    const limit = only('nhs-asc-acknowledge', ['health-complaint-made 2026-06-01']);
    expect([limit.status, limit.unverifiable, limit.breachDays]).toEqual(['past', true, undefined]);
  });
});

describe('old lines fade', () => {
  const faded = (rule: string, events: readonly string[], today: string) => only(rule, events, { today }).faded;
  it('a family limit three months after its day', () => {
    expect(faded(appeal, ['ehcna-refused 2026-01-05'], '2026-06-05')).toBe(false);
    expect(faded(appeal, ['ehcna-refused 2026-01-05'], '2026-06-06')).toBe(true);
  });
  it("a body's line twelve months after its day", () => {
    expect(faded('ehcp-final-20-weeks', ['ehcna-requested 2025-01-06'], '2026-05-26')).toBe(false);
    expect(faded('ehcp-final-20-weeks', ['ehcna-requested 2025-01-06'], '2026-05-27')).toBe(true);
  });
  it('a limit that repeats the day of another says which', () => {
    const events = ['governors-upheld-exclusion 2026-11-03'];
    expect(only('exclusion-sen-expert', events, { terms, today: '2026-11-04' }).repeatOf).toBe(
      'exclusion-irp-apply-15-school-days',
    );
  });
});

describe('deemed service and a clock that stands still', () => {
  const rule = 'exclusion-irp-apply-15-school-days';
  it('a notice counts from its own date unless how it was sent is stated', () => {
    const events = ['permanent-exclusion 2026-09-14', 'governors-upheld-exclusion 2026-10-09'];
    const on = { terms, today: '2026-10-10' };
    expect(lines(rule, events, on)).toEqual(['2026-11-06 upcoming']);
    expect(only(rule, events, on).questions.map((question) => question.fact)).toEqual(['servedBy']);
    const posted = only(rule, events, { ...on, facts: { servedBy: 'first-class-post' } });
    expect(formatIsoDay(posted.due!)).toBe('2026-11-10');
    expect(posted.explain()[1]!.text).toContain('dated 9 October 2026');
    expect(lines(rule, events, { ...on, facts: { servedBy: 'by-hand' } })).toEqual(['2026-11-06 upcoming']);
  });
  it('days until clarification is given do not count, both days left out', () => {
    const asked = ['sar-made 2026-05-11', 'sar-clarification-asked 2026-05-18'];
    const given = only('sar-one-month', [...asked, 'sar-clarification-given 2026-05-27']);
    expect([given.rawDue, given.due].map((d) => formatIsoDay(d!))).toEqual(['2026-06-21', '2026-06-22']);
    expect(
      given
        .explain()
        .map((step) => step.text)
        .join(' '),
    ).toContain('stood still for 10 days');
  });
  it('while it is awaited nobody is blamed', () => {
    const limit = only('sar-one-month', ['sar-made 2026-05-11', 'sar-clarification-asked 2026-05-18']);
    expect([formatIsoDay(limit.due!), limit.status, limit.unverifiable]).toEqual(['2026-06-11', 'past', true]);
    expect(limit.doubts[0]).toContain('since 18 May 2026');
  });
  it('before 5 February 2026 the clock did not stand still', () => {
    const old = ['sar-made 2026-01-12', 'sar-clarification-asked 2026-01-19', 'sar-clarification-given 2026-01-28'];
    expect(lines('sar-one-month', old)).toEqual(['2026-02-12 past']);
  });
});

describe('starts while the law was another', () => {
  const says = (rule: string, events: readonly string[], facts = {}) => only(rule, events, { facts }).doubts.join(' ');
  it('say so within the time only', () => {
    expect(says('ehcna-decision-6-weeks', ['ehcna-requested 2020-05-01'])).toContain('coronavirus');
    expect(says('ehcna-decision-6-weeks', ['ehcna-requested 2020-09-24'])).toContain('coronavirus');
    expect(says('ehcna-decision-6-weeks', ['ehcna-requested 2020-09-25'])).not.toContain('coronavirus');
    expect(says('ehcna-decision-6-weeks', ['ehcna-requested 2020-04-30'])).not.toContain('coronavirus');
  });
  it('discrimination claims keep the earlier date, with the old rule told', () => {
    const limit = only('dd-claim-6-months', ['discrimination 2020-02-10']);
    expect([formatIsoDay(limit.due!), limit.doubts.some((text) => text.includes('21 July 2020'))]).toEqual([
      '2020-08-09',
      true,
    ]);
  });
  it('a rule that is not yet in force starts nothing', () => {
    expect(lines('dp-complaint-acknowledge', ['data-complaint-made 2026-06-18'], { today: '2026-11-21' })).toEqual([]);
    expect(lines('dp-complaint-acknowledge', ['data-complaint-made 2026-06-19'], { today: '2026-11-21' })).toEqual([
      '2026-07-18 past',
    ]);
  });
  it('a step noted more than a year late may belong to something else', () => {
    const events = ['order-to-name-school 2024-05-09', 'amended-plan-issued 2026-06-11'];
    const limit = only('order-name-school-2-weeks', events);
    expect([limit.status, limit.lateBy]).toEqual(['late', 749]);
    expect(limit.doubts[0]).toContain('may belong to something else');
  });
});

describe('limits counted backwards', () => {
  it('look back for what answers them, to the last meeting and no further', () => {
    const rule = 'review-meeting-notice-2-weeks';
    expect(lines(rule, ['review-invited 2026-05-25', 'review-held 2026-06-15'])).toEqual(['2026-06-01 met']);
    expect(lines(rule, ['review-invited 2026-06-08', 'review-held 2026-06-15'])).toEqual(['2026-06-01 late']);
    expect(lines(rule, ['review-invited 2025-11-14', 'review-held 2026-06-15'])).toEqual(['2026-06-01 past']);
    const two = ['review-invited 2026-01-05', 'review-held 2026-01-26', 'review-held 2026-06-15'];
    expect(lines(rule, two)).toEqual(['2026-01-12 met', '2026-06-01 past']);
  });
  it('a hearing withdrawn before its day has no bundle', () => {
    const rule = 'tribunal-bundle-10-working-days';
    const listed = ['hearing-listed 2026-09-14 planned'];
    expect(lines(rule, listed)).toEqual(['2026-07-31 upcoming']);
    expect(lines(rule, ['appeal-withdrawn 2026-06-15', ...listed])).toEqual(['2026-07-31 superseded']);
  });
  it('only they start from what is arranged', () => {
    const rules = limits(['review-held 2026-07-13 planned']).map((d) => d.rule.id);
    expect(rules.sort()).toEqual(['review-meeting-notice-2-weeks', 'review-reports-circulated-2-weeks']);
  });
  it('matter only as evidence once the meeting is over', () => {
    expect(only('review-meeting-notice-2-weeks', ['review-held 2026-06-15']).faded).toBe(true);
    expect(only('review-meeting-notice-2-weeks', ['review-held 2026-06-25 planned']).faded).toBe(false);
  });
});

describe('sending an appeal', () => {
  it('closes every open decision before it, and asks whether all were appealed', () => {
    const events = ['final-plan-issued 2026-05-04', 'amended-plan-issued 2026-05-20', 'appeal-lodged 2026-06-15'];
    expect(lines(appeal, events)).toEqual(['2026-07-06 met', '2026-07-20 met']);
    for (const limit of limits(events).filter((d) => d.rule.id === appeal)) {
      expect(limit.doubts.join(' ')).toContain('4 May 2026, 20 May 2026');
    }
    const one = only(appeal, ['final-plan-issued 2026-05-04', 'appeal-lodged 2026-06-15']);
    expect(one.doubts.join(' ')).not.toContain('check that all were appealed');
  });
  it('a certificate stands alone only where neither a decision nor a lodging is noted before it', () => {
    expect(lines(appeal, ['mediation-certificate-issued 2026-06-01'])).toEqual(['2026-07-01 close']);
    expect(lines(appeal, ['appeal-lodged 2026-05-20', 'mediation-certificate-issued 2026-06-01'])).toEqual([]);
    const closed = ['ehcna-refused 2026-04-13', 'ehcna-agreed 2026-05-20', 'mediation-certificate-issued 2026-06-01'];
    expect(lines(appeal, closed)).toEqual(['2026-06-15 superseded']);
  });
  it('a letter told by its own date and by the day it came is one letter', () => {
    const events = ['ehcna-refused 2026-05-03', 'ehcna-refused 2026-05-07 received'];
    expect(lines(appeal, events)).toEqual(['2026-07-03 close']);
    const kinds = ['decision-letter 2026-05-03', 'ehcna-refused 2026-05-07 received'];
    expect(lines(appeal, kinds)).toEqual(['2026-07-03 close']);
    const apart = ['ehcna-refused 2026-05-03', 'ehcna-refused 2026-05-18 received'];
    expect(lines(appeal, apart)).toEqual(['2026-07-03 close', '2026-07-20 upcoming']);
  });
  it('the day of receipt alone is said to be late', () => {
    const limit = only(appeal, ['ehcna-refused 2026-05-07 received']);
    expect(limit.doubts[0]).toContain('Only the day of receipt (7 May 2026) is noted');
  });
  it('closes what it answers however late, and says how late', () => {
    const limit = only(appeal, ['ehcna-refused 2026-01-05', 'appeal-lodged 2026-03-20']);
    expect([limit.status, limit.lateBy, limit.answeredBy?.event]).toEqual(['late', 15, 'appeal-lodged']);
  });
});

describe('a fact that nobody has stated', () => {
  it('the limit is derived with the doubt and the question', () => {
    const limit = only('unopposed-content-5-weeks', ['appeal-conceded 2026-06-15']);
    expect(limit.conditional).toBe(true);
    expect(limit.doubts[0]).toMatch(/^Only if .+ The note does not say\.$/);
    expect(limit.questions).toHaveLength(1);
    expect(limit.questions[0]!.options.length).toBeGreaterThan(1);
  });
  it('and is settled by the fact, or by an event that tells it', () => {
    const rule = 'unopposed-content-5-weeks';
    const conceded = 'appeal-conceded 2026-06-15';
    expect(only(rule, [conceded], { facts: { decision: 'final-plan-issued' } }).conditional).toBe(false);
    expect(lines(rule, [conceded], { facts: { decision: 'ehcna-refused' } })).toEqual([]);
    expect(only(rule, ['final-plan-issued 2026-02-02', conceded]).conditional).toBe(false);
    expect(lines(rule, ['ehcna-refused 2026-02-02', conceded])).toEqual([]);
  });
});

describe('"decided not to appeal"', () => {
  const waiver = { rule: appeal, reason: 'parents decided not to appeal', day: day('2026-06-05') };
  it('waives the appeal and the contact with the adviser', () => {
    const options = { waivers: [waiver] };
    expect(lines(appeal, ['ehcna-refused 2026-05-04'], options)).toEqual(['2026-07-06 waived']);
    expect(lines(contact, ['ehcna-refused 2026-05-04'], options)).toEqual(['2026-07-04 waived']);
    expect(only(appeal, ['ehcna-refused 2026-05-04'], options).waiver).toEqual(waiver);
  });
  it('of that decision, not of a later one', () => {
    const events = ['ehcna-refused 2026-05-04', 'plan-refused 2026-06-10'];
    expect(lines(appeal, events, { waivers: [waiver] })).toEqual(['2026-07-06 waived', '2026-09-01 upcoming']);
  });
  it('said of the latest decision, an older one stays', () => {
    const events = ['final-plan-issued 2026-04-27', 'amended-plan-issued 2026-05-20'];
    expect(lines(appeal, events, { waivers: [{ ...waiver, scope: 'latest' }] })).toEqual([
      '2026-06-29 close',
      '2026-07-20 waived',
    ]);
  });
  it('a mark speaks of what was noted by its day, also of a hearing still to come', () => {
    const bundle = 'tribunal-bundle-10-working-days';
    const hearing = { ...event('hearing-listed 2026-09-14 planned'), notedOn: day('2026-05-11') };
    const status = (on: string) =>
      derive(england, {
        today: day('2026-06-20'),
        events: [hearing],
        facts: {},
        waivers: [{ rule: bundle, reason: 'paper bundle agreed', day: day(on) }],
      }).find((d) => d.rule.id === bundle)!.status;
    expect([status('2026-05-11'), status('2026-05-10')]).toEqual(['waived', 'upcoming']);
  });
  it('does not undo what was done', () => {
    expect(lines(appeal, ['ehcna-refused 2026-05-04', 'appeal-lodged 2026-06-01'], { waivers: [waiver] })).toEqual([
      '2026-07-06 met',
    ]);
  });
});

describe('a missed duty opens judicial review', () => {
  const rule = 'jr-claim-3-months';
  it('three months from the day it fell due, as a long stop', () => {
    const limit = only(rule, ['reassessment-requested 2026-05-04']);
    expect([formatIsoDay(limit.due!), limit.rule.prominence]).toEqual(['2026-08-19', 'long-stop']);
    expect(limit.missedDuty?.rule.id).toBe('reassess-decision-15-days');
    expect(limit.explain()[0]!.text).toContain('fell due and was not done');
  });
  it('beside the grounds that are noted', () => {
    const events = ['reassessment-requested 2026-05-04', 'jr-grounds-arose 2026-05-11'];
    expect(lines(rule, events)).toEqual(['2026-08-11 upcoming', '2026-08-19 upcoming']);
  });
  it('not once the duty is done, nor for guidance', () => {
    expect(lines(rule, ['reassessment-requested 2026-05-04', 'reassessment-agreed 2026-06-01'])).toEqual([]);
    expect(lines(rule, ['school-consulted 2026-05-04'])).toEqual([]);
  });
});
