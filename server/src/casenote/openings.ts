// Where an entry begins: whether the date at the head of a line, or in a heading, is the day of what follows.
import type { RawDate } from './dates/raw.ts';
import { isDotted, type NoteStyle } from './note-style.ts';
import type { Block } from './scan-model.ts';

/** Words after which a line goes on: a date at the head of the next line belongs to the sentence. */
const goesOn =
  /(?:[,(/&+-]|\b(?:on|dated?|dtd|dd|of|by|to|from|the|a|and|or|until|till|til|since|before|after|for|at|in|was|is|be|than|about|around|between|w\/c|either|letter|ltr|say|says))$/i;
/** A weekday alone at the end of a line: its date stands at the head of the next. */
const weekdayLast = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$/i;

/**
 * True where the line at `start` begins an entry of its own. `previous` to `eol` is the line above; `widest` is the longest
 * line of the paragraph, 0 where no line can have been broken by an editor.
 */
export function startsEntry(
  text: string,
  line: string,
  start: number,
  dates: readonly RawDate[],
  next: number,
  previous: number,
  eol: number,
  style: NoteStyle,
  widest: number,
  aboveOpens: boolean,
): boolean {
  const opens = openingAt(text, line, start, dates[next], style);
  if (!opens) return false;
  const above = text.slice(previous, eol).trimEnd();
  const date = dates[next];
  const end =
    date === undefined || date.rawStart > start + 24 ? (dayNumberAtHead(line)?.end ?? 0) : date.rawEnd - start;
  const strong = strongEnd.test(line.slice(end));
  // "From this date" above, where that line is an entry, too.
  if (widest > 0 && goesOn.test(above) && !(strong && aboveOpens)) return false;
  // A full line that ends without a stop was broken by an editor, not by the writer; it is full where no word more fits.
  const word = line.search(/\s/);
  const full = above.length + 1 + (word === -1 ? line.length : word) > widest;
  const wrapped = above.length >= 60 && full && widest > 0 && !/[.!?;:)"']$/.test(above);
  return strong || !(wrapped || (widest > 0 && weekdayLast.test(above)));
}

/** What shows that the date before it heads an entry: a mark, the end of the line, the time of a message. */
const strongEnd = /^[\s)\]*]*(?::|[-–—]+\s|\.\s|\||;|$)|^,?\s+(?:at\s+)?\d\d?[:.]\d\d(?:[:\]\s]|$)/;

/** What comes before the kind of a contact, the kind, and with whom it was: "Initial Teams call with both parents ". */
const whichContact =
  '(?:initial|first|second|third|new|further|another|brief|quick|return|missed|follow[ -]?up|incoming|outgoing|duty|helpline|case|telephone|phone|teams|zoom|video|home)';
const kindOfContact =
  '(?:date|dated|entry|log|note|tc|t/c|tel|telcon|call|ph|phone|telephone|created|added|entered|logged|recorded|em|email|e-mail|visit|f2f|face to face|drop[ -]?in|mtg|meeting|text|sms|whatsapp|vm|voicemail|contact|enquiry|referral|update|conversation|chat|zoom|teams|met|spoke)';
const withWhom =
  "(?:to|from|with|w|by|of|on|and|both|the|mum|dad|mother|father|la|school|sch|senco|parents?|carer|nan|gran|received|m(?:r|rs|s|iss)\\.? [a-z][\\w'’-]*)";
const contact = `${kindOfContact}\\b[\\s:,–-]*(?:${withWhom}(?![\\w'’])[\\s:,–-]*){0,4}`;
const leadIn = new RegExp(
  `^[\\s*_("'[#>.:,;–—•-]*(?:(?:${whichContact}\\s+)*${contact}(?:(?!dated)${contact}){0,3})?$`,
  'i',
);
/** "Jane Smith  03/05/2026 14:05" over a message. */
const nameLead = /^[\s*_[]*(?:[A-Z][\w'’.-]* ?){1,4}(?:\([^)]*\))?[\s,:–-]*$/;
/** The time of a contact, from and to, and who put it down, up to the line's end or a mark. */
const afterContact =
  /^(?:,?\s+(?:at\s+)?\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]m)?(?:\s*(?:-|–|to)\s*\d\d?[:.]\d\d)?)?(?:\s+by(?: [A-Z][\w'’.-]*){1,3})?[\s)\]*]*(?::|[-–—]+\s|\n|$)|^[*_ ]{2}/;
/** "**FTF 14 May 2026** Mum came in": what kind of contact it was, in capitals, within the marks of emphasis (blanks here). */
const codeLead = /^[\s*_]{2,}[A-Z][A-Z0-9]{1,3}[\s:,-]+$/;
const plainLead = /^[\s*_("'[#>.:,;–—•-]*$/;
/** Words after a date at the head of a line that make it the subject of a sentence, not the date of an entry. */
const subjectOf =
  /^\s+(?:is|was|will|would|may|might|can|could|should|has|had|does|did|suits|works|or|wasn't|isn't|seems|deadline|onwards)\b/i;

function isSubject(text: string, { rawStart, rawEnd }: RawDate): boolean {
  const after = text.slice(rawEnd, rawEnd + 16);
  // "29/4/26 had the hearing yest": who had it goes without saying.
  const isClipped = /\d[./-]\d/.test(text.slice(rawStart, rawEnd)) && /^\s+(?:has|had|does|did)\b/i.test(after);
  return !isClipped && subjectOf.test(after);
}

/** True where the line that begins at `start` of `text` has its own date at its head. */
function openingAt(text: string, line: string, start: number, date: RawDate | undefined, style: NoteStyle): boolean {
  if (style.dotted && isDotted(line)) return true;
  if (date === undefined || date.rawStart - start > 40) return style.dayNumbers && dayNumberAtHead(line) !== undefined;
  const lead = text.slice(start, date.rawStart);
  if (lead.includes('\n')) return false;
  if (!plainLead.test(lead))
    return opensAfterLead(lead, text, date) || (style.dayNumbers && dayNumberAtHead(line) !== undefined);
  return opens(text, date) || (style.dayNumbers && dayNumberAtHead(line) !== undefined);
}

/**
 * A date after "TC mum" or "Email" opens an entry only where a colon, a dash, the line's end or that of emphasis follows; a
 * full stop will do after one with its year ("TC mum 03/11/25. Sent ...").
 */
function opensAfterLead(lead: string, text: string, date: RawDate): boolean {
  const rest = text.slice(date.rawEnd, date.rawEnd + 60);
  if (date.rawKind !== 'date' && date.rawKind !== 'impossible') return false;
  return (
    (leadIn.test(lead) || codeLead.test(lead) || (nameLead.test(lead) && /^,?\s+\d\d?[:.]\d\d/.test(rest))) &&
    (afterContact.test(rest) || (date.year > 2 && /^\.\s/.test(rest) && !/\bby\s*$/i.test(lead)))
  );
}

/** True where this kind of date, at the head of a line, opens an entry. */
function opens(text: string, date: RawDate): boolean {
  if (
    date.rawKind === 'date' ||
    date.rawKind === 'impossible' ||
    date.rawKind === 'ambiguous' ||
    date.rawKind === 'month-or-year'
  )
    return !isSubject(text, date);
  // "w/c 17 August - ...", "Oct 2025:" open an entry without a day.
  if (date.rawKind === 'vague')
    return /^[\s)\]*]*(?::|[-–—]+\s|\.\s|\n|$)/.test(text.slice(date.rawEnd, date.rawEnd + 8));
  return date.rawKind === 'ordinal' && !isSubject(text, date);
}

/** "On 5 October mum rang". */
const onLead = /^[\s*_("'[]*on\s+(?:the\s+)?$/i;

/** Index of the date that opens a paragraph or list item, -1 where none does. A bare day number is found later. */
export function openingOf(role: Block['role'], text: string, dates: readonly RawDate[]): number {
  const first = dates[0];
  if (first === undefined || first.rawStart > 40) return -1;
  const lead = text.slice(0, first.rawStart);
  if (lead.includes('\n')) return -1;
  if (plainLead.test(lead)) return opens(text, first) ? 0 : -1;
  if (role === 'list-item' && onLead.test(lead))
    return first.rawKind === 'date' || first.rawKind === 'impossible' ? 0 : -1;
  return opensAfterLead(lead, text, first) ? 0 : -1;
}

/** "Dad rang on Monday 5 October", "I met both parents at the library on 5 October": how and with whom the adviser spoke. */
const contactOn =
  /^[\s*_("'[]*(?!(?:the|school|la|council|college|tribunal|panel|head|governors?|trust|nhs|it|they|this|that)\b)(?:(?:i|we|mum|mam|dad|mother|father|mum and dad|(?:both )?parents?|nan|gran|grandma|carer|m(?:r|rs|s|iss)\.? [a-z][\w'’-]*|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?) )?(?:first )?(?:rang|called|phoned|telephoned|texted|visited|met|saw|spoke|came|dropped in|popped in|turned up|got in touch|asked|tried|told|wrote|e-?mailed|messaged|sent|forwarded|contacted (?:me|us))(?: [\w'’&]+){0,6} (?:on (?:the )?)?$/i;

/**
 * True where a paragraph tells in its first words on which day the adviser heard of what follows ("Dad rang on Monday
 * 5 October. He ..."). It opens an entry where no dated heading or line does: told so, "the 3rd" is the one before that day.
 */
export function opensInWords(role: Block['role'], text: string, dates: readonly RawDate[]): boolean {
  const first = dates[0];
  if (role !== 'paragraph' || first?.rawKind !== 'date' || first.rawStart > 70) return false;
  const lead = text.slice(0, first.rawStart);
  return (onLead.test(lead) || contactOn.test(lead)) && !isSubject(text, first);
}

/** Index of the date that a heading holds, -1 where there is none. */
export function openingOfHeading(text: string, dates: readonly RawDate[]): number {
  for (let i = 0; i < dates.length; i++) {
    const d = dates[i]!;
    if (d.rawKind === 'date' || d.rawKind === 'impossible' || d.rawKind === 'ambiguous') {
      if (!d.bare || d.rawStart <= 3 || d.rawEnd >= text.length - 1) return i;
    }
    if (d.rawKind === 'ordinal' && (plainLead.test(text.slice(0, d.rawStart)) || dates.length === 1)) return i;
  }
  for (let i = 0; i < dates.length; i++)
    if (
      dates[i]!.rawKind === 'month-or-year' ||
      (dates[i]!.rawKind === 'vague' && plainLead.test(text.slice(0, dates[i]!.rawStart)))
    )
      return i;
  return -1;
}

const dayNumber =
  /^[\s*_("'[]*(?:(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+)?(?:the\s+)?(\d{1,2})(st|nd|rd|th)?(?=[\s*_)\].:,–—-]|$)/i;

/**
 * A bare day number at the head of a line ("**4th**", "**4**", "the 12th -", "4 -", "Tues 4"), for use under a month heading;
 * `undefined` where none stands there, or where it counts something ("2 TAs present"). Marks of emphasis are blanks here.
 */
export function dayNumberAtHead(
  line: string,
): { readonly day: number; readonly start: number; readonly end: number } | undefined {
  const c = line.charCodeAt(0);
  if (line.length === 0 || (c >= 97 && c <= 122 && c !== 116 && c !== 109 && c !== 119 && c !== 102 && c !== 115))
    return undefined;
  const m = dayNumber.exec(line);
  if (m === null) return undefined;
  const day = Number(m[1]);
  if (day < 1 || day > 31) return undefined;
  const at = m[0].lastIndexOf(m[1]! + (m[2] ?? ''));
  const rest = line.slice(m[0].length);
  const weekday = /[a-z]{3}/i.test(m[0].slice(0, at)) && !/the\s*$/i.test(m[0].slice(0, at));
  if (m[2] === undefined && !weekday && !/^[\s*_)\]]*(?::|[-–—]+\s|$)|^[*_ ]{2}/.test(rest)) return undefined;
  if (/^[.:]\d/.test(rest)) return undefined;
  return { day, start: at, end: m[0].length };
}
