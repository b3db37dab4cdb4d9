// Events that the project added to the vocabulary, each in plain words on a dated line.
import { expect, test } from 'vitest';
import { parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

const today = parseIsoDay('2026-11-21')!;
const read = (line: string) =>
  loadEngine()
    .read(`# A case\n\n- 5 May 2026: ${line}\n`, { today })
    .events.map(({ event }) => event);

test.each([
  ['custody-started', 'Remanded to YOI'],
  ['bundle-received', "Paginated bundle rec'd"],
  ['sar-extended', 'SAR extension received'],
  ['ico-decision-notice', 'ICO decision notice received'],
  ['set-aside-requested', 'set aside application sent to the Tribunal'],
  ['custody-released', 'released from YOI'],
  ['upper-tribunal-permission-requested', 'UT1 form sent'],
  ['governors-representations-sent', 'sent reps to the governors'],
  ['irp-papers-received', 'IRP papers arrived'],
  ['county-court-claim-issued', 'county court claim issued'],
  ['direct-payments-reviewed', 'dp review held'],
  ['complaint-extended', 'stage 1 extension letter received'],
  ['staff-decision-sent', "Registrar's order received"],
  ['health-mediation-requested', 'asked for health mediation'],
  ['lgsco-report', 'public interest report issued by the Ombudsman'],
  ['jr-permission-refused', 'permission for judicial review refused'],
  ['advice-received', 'ehcna advice received from the EP'],
  ['health-mediation-agreement', 'health mediation agreement signed'],
  ['request-for-changes-sent', 'Request for Changes sent to the Tribunal'],
  ['order-to-continue-plan', 'order to maintain the plan received'],
  ['health-response-received', 'response to the health recommendation received'],
  ['permission-to-appeal-requested', 'PTA application sent'],
  ['tribunal-review-requested', 'review application sent'],
  ['oral-renewal-requested', 'oral renewal requested'],
  ['upper-tribunal-appeal-sent', 'notice of appeal to the Upper Tribunal sent'],
  ['reinstatement-requested', 'request to reinstate the appeal sent'],
  ['discrimination-claim-response-received', 'response to the DD claim received'],
  ['lgsco-review-requested', "asked for a review of the Ombudsman's decision"],
  ['admission-appeal-heard', 'admission appeal hearing took place'],
  ['admission-appeal-decided', 'admission appeal decision received'],
  ['jr-acknowledged', 'acknowledgement of service received'],
  ['human-rights-claim-issued', 'HRA claim issued'],
  ['sar-clarification-asked', 'school asked for clarification of the SAR'],
  ['ico-outcome', 'ICO outcome received'],
  ['ico-review-requested', 'ICO case review requested'],
  ['other-proceedings-ended', 'care proceedings ended'],
  ['views-requested', 'parental views form received'],
  ['information-tribunal-appeal-lodged', 'appeal to the Information Tribunal lodged'],
  ['discrimination-claim-registered', 'DD claim registered'],
  ['discrimination-claim-decided', 'decision on the discrimination claim received'],
  ['data-complaint-acknowledged', 'school acknowledged the DP complaint'],
  ['jr-renewal-requested', 'asked for a renewal hearing'],
  ['alternative-provision-started', 'alternative provision started'],
])('%s: %s', (event, line) => {
  expect(read(line)).toEqual([event]);
});

test.each([
  'awaiting the ICO decision notice',
  'no tribunal bundle yet',
  'explained how a set aside application works',
])('nothing happened: %s', (line) => {
  expect(read(line)).toEqual([]);
});
