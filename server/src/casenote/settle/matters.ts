// A day may be that of what an act is about, and not of the act: "appeal lodged against the refusal dated 3 May", "after the
// review on 2 July the report went". Here is said of which words a day is, so that an act before them leaves it alone.
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import { clauseAt } from '../clauses.ts';
import { dateWords } from '../date-use.ts';
import { Form, has, meets } from '../lexicon.ts';
import { entryAt, type Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import { Kind } from '../tokens.ts';
import type { State } from './state.ts';

/** Is the day at `token` that of what the candidate is about, or of what its words lead back to? */
export function isOfMatter(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  candidate: Candidate,
  token: number,
): boolean {
  const before = entryAt(a.tokens, token - 1, s.lex)?.spelling;
  const { mentions } = a.cut.clauses[clauseAt(a.cut, token)]!;
  if (leadsBack(s, a, mentions, candidate.act.fromToken, token)) return true;
  const joined = before === 'of' || before === 'dated';
  if (joined && isPlans(s, mentions, candidate, token)) return true;
  const topic = before === 'of' ? topicOf(s, a, mentions, candidate.act.fromToken, token) : false;
  return topic || isPapers(s, segment, a, candidate, token);
}

/** "After the review on 2 July the report went": the day is that of what the words lead back to, wherever the act stands. */
function leadsBack(
  s: State,
  { tokens }: SegmentAnalysis,
  mentions: readonly Mention[],
  act: number,
  token: number,
): boolean {
  const back = mentions.findLast((m) => m.toToken < token && token - m.toToken < 6 && has(m.lexeme, s.names.backPrep));
  if (!back || back.lexeme.spelling === 'until' || (back.fromToken < act && act < token)) return false;
  if (tokens.tokenKinds.slice(back.toToken, token).includes(Kind.punct)) return false;
  const noun = mentions.findLast(
    (m) => m.toToken < token && m.fromToken >= back.toToken && (m.lexeme.forms & Form.noun) !== 0,
  );
  const on = entryAt(tokens, token - 1, s.lex);
  return (
    noun?.toToken === token - 1 &&
    on !== undefined &&
    has(on, dateWords(s.lex).prep) &&
    meets(noun.lexeme.bits, s.lex.anchors)
  );
}

/** "Complaint re refusal of 3 May": the refusal's. */
const topicOf = (
  s: State,
  { tokens }: SegmentAnalysis,
  mentions: readonly Mention[],
  act: number,
  token: number,
): boolean =>
  mentions.some(
    (m) =>
      m.fromToken > act &&
      m.toToken < token &&
      has(m.lexeme, s.names.topicPrep) &&
      // "Their no about the taxi, letter of 13 March": their letter.
      !tokens.tokenMeanings.slice(m.toToken, token).includes(0x2c),
  );

const plans = ['plan', 'draft', 'finalplan', 'amendedplan'];

/** "Appealed the final plan dated 20 April": the plan's, and not that of what was done about it. */
function isPlans(s: State, mentions: readonly Mention[], c: Candidate, token: number): boolean {
  const plan = mentions.find(({ toToken }) => toToken === token - 1);
  const isPlan = plans.some((tag) => plan && has(plan.lexeme, s.lex.tagIds.get(tag) ?? -1));
  return isPlan && c.act.fromToken < plan!.fromToken && !c.uses([plan!.fromToken]);
}

const dayLead = /\b(?:of|dated|from|on) (?:the )?$/i;
/**
 * "Appeal lodged against the refusal dated 3 May", "governors met to consider the exclusion of 11 May", "reply to the SAR of
 * 2 May": the day of the paper that the act is about. Behind a comma it is so only where the act has another ("complaint
 * about the plan, dated 3 May").
 */
function isPapers(
  { lex }: State,
  { text, dateMentions }: LocalSegment,
  { tokens }: SegmentAnalysis,
  c: Candidate,
  token: number,
): boolean {
  const { start } = dateMentions[tokens.tokenMeanings[token]!]!;
  const before = text.slice(Math.max(0, start - 90), start);
  if (!dayLead.test(before)) return false;
  const found = lex.matter.exec(before);
  if (found === null || (found[2]?.trim() && dateMentions.length < 2)) return false;
  // "Against the refusal" may be one phrase of the refusal's own words, "comments on the draft" is not of the draft's.
  const isOwn = /^(?:a[bg]|re\b|reg|conc|ov|f)/i.test(found[0]);
  const at = start - before.length + (isOwn ? found.index : before.lastIndexOf(found[1] ?? found[3]!));
  return tokens.tokenStarts[c.tokens[0]!]! < at;
}
