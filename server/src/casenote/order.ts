// Pairs of events whose order in time cannot be the other way round: an answer before its question. Each row says: an
// event of `later` with none of `needs` on or before its day, but one within `window` days after it, is a slip in a date.

export interface OrderPair {
  readonly later: string;
  readonly needs: readonly string[];
  /** Days after `later` in which one of `needs` shows that the two are meant to belong together. */
  readonly window: number;
  /** What is wrong, in plain words; `{later}` and `{needs}` stand for the two days. */
  readonly message: string;
}

const decisions = [
  'ehcna-refused',
  'plan-refused',
  'final-plan-issued',
  'amended-plan-issued',
  'review-decision-maintain',
  'cease-decision',
  'reassessment-refused',
  'decision-letter',
];

const days = 'The earlier of the two dates, or the later, must be wrong.';

export const orderPairs: readonly OrderPair[] = [
  {
    later: 'mediation-certificate-issued',
    needs: decisions,
    window: 62,
    message: `The mediation certificate ({later}) is dated before the decision it is about ({needs}). ${days}`,
  },
  {
    later: 'appeal-lodged',
    needs: decisions,
    window: 62,
    message: `The appeal ({later}) is dated before the decision letter ({needs}). ${days}`,
  },
  {
    later: 'appeal-registered',
    needs: ['appeal-lodged'],
    window: 62,
    message: `The appeal is registered ({later}) before it was sent ({needs}). ${days}`,
  },
  {
    later: 'la-response-received',
    needs: ['appeal-lodged'],
    window: 62,
    message: `The council's response ({later}) is dated before the appeal ({needs}). ${days}`,
  },
  {
    later: 'ehcna-refused',
    needs: ['ehcna-requested'],
    window: 42,
    message: `The refusal to assess ({later}) is dated before the request ({needs}). ${days}`,
  },
  {
    later: 'ehcna-agreed',
    needs: ['ehcna-requested'],
    window: 42,
    message: `The agreement to assess ({later}) is dated before the request ({needs}). ${days}`,
  },
  {
    later: 'final-plan-issued',
    needs: ['draft-plan-served'],
    window: 30,
    message: `The final plan ({later}) is dated before the draft ({needs}). ${days}`,
  },
  {
    later: 'draft-representations-sent',
    needs: ['draft-plan-served'],
    window: 30,
    message: `The comments on the draft ({later}) are dated before the draft ({needs}). ${days}`,
  },
  {
    later: 'amended-plan-issued',
    needs: ['amendment-notice-served'],
    window: 30,
    message: `The amended plan ({later}) is dated before the notice of amendments ({needs}). ${days}`,
  },
  {
    later: 'reassessment-refused',
    needs: ['reassessment-requested'],
    window: 30,
    message: `The refusal to re-assess ({later}) is dated before the request ({needs}). ${days}`,
  },
  {
    later: 'governors-upheld-exclusion',
    needs: ['permanent-exclusion', 'suspension'],
    window: 45,
    message: `The governors' decision ({later}) is dated before the exclusion ({needs}). ${days}`,
  },
  {
    later: 'irp-requested',
    needs: ['governors-upheld-exclusion'],
    window: 30,
    message: `The request for a review panel ({later}) is dated before the governors' decision ({needs}). ${days}`,
  },
  {
    later: 'irp-decision',
    needs: ['irp-requested'],
    window: 45,
    message: `The review panel's decision ({later}) is dated before the request for it ({needs}). ${days}`,
  },
  {
    later: 'school-complaint-answered',
    needs: ['school-complaint-made'],
    window: 45,
    message: `The answer to the complaint ({later}) is dated before the complaint ({needs}). ${days}`,
  },
  {
    later: 'la-complaint-answered',
    needs: ['la-complaint-made'],
    window: 45,
    message: `The council's answer ({later}) is dated before the complaint ({needs}). ${days}`,
  },
  {
    later: 'sar-answered',
    needs: ['sar-made'],
    window: 45,
    message: `The answer to the subject access request ({later}) is dated before the request ({needs}). ${days}`,
  },
  {
    later: 'foi-answered',
    needs: ['foi-made'],
    window: 45,
    message: `The answer to the information request ({later}) is dated before the request ({needs}). ${days}`,
  },
];
