// Prints the limits of a few hundred generated cases, for the suite that runs it under two time zones.
import { formatIsoDay } from '../../server/src/calendar/day.ts';
import law from '../../server/src/generated/law.json' with { type: 'json' };
import { derive } from '../../server/src/law/derive.ts';
import type { LawEvent, LawPack } from '../../server/src/law/model.ts';

const pack = law as unknown as LawPack;
pack.events.forEach(({ id }, index) => {
  const day = (20_000 + index * 7) as LawEvent['day'];
  const events: LawEvent[] = [{ event: id, day, assertion: 'happened' }];
  for (const deadline of derive(pack, { today: day, events, facts: {} })) {
    const due = deadline.due === undefined ? '-' : formatIsoDay(deadline.due);
    console.log(
      id,
      deadline.rule.id,
      due,
      deadline
        .explain()
        .map((step) => step.text)
        .join(' '),
    );
  }
});
