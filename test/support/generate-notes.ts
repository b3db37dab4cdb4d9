// Casenotes made by a seeded generator, all different: for measuring speed and memory on as many notes as are wanted.
// The hands, wordings, dates and lengths vary as in real files; the same seed gives the same note for ever.
import {
  addDays,
  type Day,
  dayFrom,
  formatIsoDay,
  monthNames,
  partsOf,
  weekdayNames,
  weekdayOf,
} from '../../server/src/calendar/day.ts';

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const people = [
  'mum',
  'dad',
  'the SENCO',
  'the caseworker',
  'nan',
  'the head',
  'the EP',
  'the SALT',
  'the class teacher',
];
const places = [
  'Oakfield',
  'Hillcrest',
  'Beech Grove',
  'St Anne’s',
  'Ashdown Primary',
  'Northgate Academy',
  'the college',
];
const councils = ['Fernshire', 'Norwold', 'Eastmere', 'Castleford Vale', 'Tamebridge'];

/** Things that happened; `D` stands for a day written out. */
const steps: readonly string[] = [
  'Parental request for an EHC needs assessment sent to the LA on D.',
  'LA agreed to assess, letter dated D.',
  'Refusal to assess, letter dated D, arrived today.',
  'Draft plan rec’d, dated D.',
  'Parental reps on the draft sent D.',
  'Final EHCP issued D, names PLACE.',
  'Annual review held on D at PLACE.',
  'Amendment notice dated D.',
  'Rang the mediation adviser D, no mediation wanted.',
  'Mediation certificate issued D.',
  'Appeal lodged with SENDIST D.',
  'Appeal registered D.',
  'Formal complaint to the LA sent D.',
  'Stage 1 response from the council, D.',
  'Subject access request sent D.',
  'Suspended for 3 days from D.',
  'PEX on D, head’s letter same day.',
  'Decision letter D.',
  'LA consulted PLACE on D.',
];

/** What is said around them, and starts nothing. */
const talk: readonly string[] = [
  'WHO is worried about reading and about the noise in class.',
  'No decision letter yet, WHO will chase the caseworker.',
  'Explained that they can appeal if the council refuses.',
  'WHO asked what happens when the review is late.',
  'Sent the model letter and our leaflet.',
  'PLACE says that there is no TA hours left this term, 1:1 is only 0.5 FTE.',
  'If they refuse we look at mediation first.',
  'Went through section F line by line with WHO.',
  'Awaiting the report from WHO, promised by half term.',
  'WHO rang back, line busy, left a message.',
  'Talked about transport, it is 2.4 miles along the A road.',
  'PLACE would like a meeting next term; nothing is booked.',
];

function written(day: Day, style: number): string {
  const { year, month, day: number } = partsOf(day);
  const two = (n: number) => String(n).padStart(2, '0');
  switch (style % 7) {
    case 0:
      return `${number} ${monthNames[month - 1]} ${year}`;
    case 1:
      return `${two(number)}/${two(month)}/${two(year % 100)}`;
    case 2:
      return `${number}.${month}.${year}`;
    case 3:
      return `${weekdayNames[weekdayOf(day)].slice(0, 3)} ${number} ${monthNames[month - 1]!.slice(0, 3)} ${year}`;
    case 4:
      return `${number} ${monthNames[month - 1]!.slice(0, 3)}`;
    case 5:
      return formatIsoDay(day);
    default:
      return `${number}${number === 1 || number === 21 || number === 31 ? 'st' : number % 10 === 2 && number !== 12 ? 'nd' : number % 10 === 3 && number !== 13 ? 'rd' : 'th'} ${monthNames[month - 1]} ${year}`;
  }
}

/** One casenote of about `lines` lines. Different seeds give different notes. */
export function generateNote(seed: number, lines = 35): string {
  const next = random(seed + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const hand = Math.floor(next() * 4);
  const style = Math.floor(next() * 7);
  const initials = `${String.fromCharCode(65 + Math.floor(next() * 26))}.${String.fromCharCode(65 + Math.floor(next() * 26))}.`;
  const out: string[] = [];
  if (next() < 0.6) {
    out.push(
      '---',
      `case: G-${seed}`,
      `child: ${initials}`,
      `la: ${pick(councils)}`,
      `school: ${pick(places)}`,
      '---',
      '',
    );
  }
  out.push(`# ${initials} ${seed}`, '');
  // A long note is a busy case with much talk in it, not a case of forty years.
  const long = lines > 300;
  const stride = long ? Math.max(1, Math.floor(12_000 / lines)) : 21;
  const eventful = long ? 0.06 : 0.4;
  let day = addDays(dayFrom(long ? 2020 : 2024, 9, 1)!, Math.floor(next() * 500));
  while (out.length < lines) {
    day = addDays(day, (long ? 0 : 1) + Math.floor(next() * stride));
    const head = written(day, hand === 3 ? style : style % 4);
    const fill = (text: string) =>
      text
        .replace('WHO', pick(people))
        .replace('PLACE', pick(places))
        .replace(/\bD\b/, written(addDays(day, -Math.floor(next() * 6)), next() < 0.3 ? 4 : style));
    const said = Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
      fill(next() < eventful ? pick(steps) : pick(talk)),
    );
    if (hand === 0) out.push(`## ${head}`, '', ...said, '');
    else if (hand === 1) out.push(`- ${head}: ${said.join(' ')}`);
    else if (hand === 2) out.push(`**${head}** ${said.join(' ')}`, '');
    else out.push(`### ${head} - call with ${pick(people)}`, '', said.join('\n'), '');
  }
  return `${out.join('\n')}\n`;
}
