// What an act is about: "appeal lodged against the refusal to assess" is an appeal, and no refusal of that day.
import { expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import { loadEngine } from '../data.ts';

const read = (text: string): string[] =>
  loadEngine()
    .read(`1 June 2026 - ${text}\n`, { today: parseIsoDay('2026-06-20')! })
    .events.map(({ event, day }) => `${event} ${formatIsoDay(day).slice(5)}`);

test.each([
  ['Appeal lodged against the refusal to assess.', ['appeal-lodged 06-01']],
  ["Appeal sent to SENDIST against the LA's refusal to assess", ['appeal-lodged 06-01']],
  ['Appeal submitted re refusal to issue a plan', ['appeal-lodged 06-01']],
  ['complaint about the refusal to assess sent to the council', ['la-complaint-made 06-01']],
  ['admission appeal lodged against the refusal of a place', ['admission-appeal-lodged 06-01']],
  ['appeal registered against the refusal to assess', ['appeal-registered 06-01']],
  ['Tribunal order to reconsider the decision not to make a plan.', ['order-to-reconsider 06-01']],
  // With a day of its own it is told again.
  ['Appeal lodged 28 May against the refusal to assess dated 3 May', ['appeal-lodged 05-28', 'ehcna-refused 05-03']],
  ['Appeal lodged against the refusal to assess dated 3 May', ['appeal-lodged 06-01', 'ehcna-refused 05-03']],
  // The day of a plan is not that of what is done about it.
  ['Mum has appealed the final plan dated 20 April', ['appeal-lodged 06-01', 'final-plan-issued 04-20']],
  ['Appeal lodged against the final plan of 20 April', ['appeal-lodged 06-01']],
  ['LA sent the final plan of 28 May by email', ['final-plan-issued 05-28']],
  // What stands by itself happened.
  ['Spoke about the appeal. Letter regarding the refusal to assess arrived.', ['ehcna-refused 06-01']],
  ['rang re the appeal and got a letter re the refusal to assess', ['ehcna-refused 06-01']],
  ['letter re refusal to assess, dated 20 May', ['ehcna-refused 05-20']],
])('%s', (text, events) => {
  expect(read(text)).toEqual(events);
});
