// Several children in one note: a heading "## Child B", or one that names a child of front matter `children`, begins
// what belongs to that child alone.

const childWord =
  /^[\s*_]*(?:[Cc]hild|CHILD|YP|[Yy]oung [Pp]erson|[Pp]upil|[Ss]tudent|[Ss]ibling|[Tt]win|[Bb]rother|[Ss]ister)\s*[:#-]?\s+([A-Z0-9][A-Za-z0-9.'-]{0,24}(?:\s[A-Z][A-Za-z.'-]{0,24})?)[\s*_]*(?:[-–—:(,].*)?$/;

/** "JT (sibling)": initials, and what they are in brackets. */
const childAside =
  /^[\s*_]*((?:[A-Z]\.?){1,4}|[A-Z][a-z]{1,20})\s*\((?:[a-z]+ )?(?:sibling|brother|sister|twin)\)[\s*_]*(?:[-–—:,].*)?$/;

/** The names in front matter `children`: a list of names, or of maps with `child` or `name`. */
export function childNames(value: unknown): string[] {
  if (typeof value === 'string')
    return value
      .split(/[,;]/)
      .map((s) => s.trim())
      .filter((s) => s !== '');
  if (!Array.isArray(value)) return [];
  const names: string[] = [];
  for (const item of value) {
    const name: unknown =
      typeof item === 'object' && item !== null
        ? ((item as Record<string, unknown>).child ?? (item as Record<string, unknown>).name)
        : item;
    if (typeof name === 'string' && name.trim() !== '' && name.length <= 60) names.push(name.trim());
    else if (typeof name === 'number') names.push(String(name));
  }
  return names;
}

/** The child whose part of the note a heading begins; `undefined` for any other heading. */
export function childHeading(heading: string, names: readonly string[]): string | undefined {
  const text = heading.trim();
  for (const name of names) {
    const rest =
      startsWithName(text, name) ??
      startsWithName(text.replace(/^(?:child|yp|young person|pupil|student)\s*[:#-]?\s*/i, ''), name);
    if (rest !== undefined && /^(?:$|[^A-Za-z0-9.'])/.test(rest)) return name;
  }
  const aside = childAside.exec(heading);
  if (aside !== null) return aside[1];
  const m = childWord.exec(heading);
  if (m === null) return undefined;
  // "Child protection plan", "Young person's views": a child's name is an initial, initials or a single name.
  return /^[A-Z0-9]$|^(?:[A-Z]\.?){1,4}$|^\d{1,2}$/.test(m[1]!) ||
    (/^[A-Z][a-z]+$/.test(m[1]!) &&
      !/\b(?:Protection|Social|In|Missing|View|Views|Services|Support|Welfare|Plan)\b/.test(m[1]!))
    ? m[1]!
    : undefined;
}

/**
 * The children whose names head parts of a note without front matter saying so ("## Amira" ... "## Bilal"): two or more
 * headings that stand alone, each told of as a person ("for Amira", "Amira's", "Amira and Bilal") and neither as a place
 * nor as a thing. A note that is split so must not mix their cases.
 */
export function namedInHeadings(headings: readonly string[], text: string): readonly string[] {
  const says = (pattern: string): boolean => new RegExp(pattern).test(text);
  const names = headings
    .flatMap((heading) => /^(?!Mum|Dad)([A-Z][a-z]+)\W*(?:\(.*)?$/.exec(heading)?.[1] ?? [])
    .filter(
      (name) =>
        says(`[a-z] (?:for|about|assess|and|&) ${name}\\b|\\b${name}(?:['’]s| and| &) `) &&
        !says(`\\b(?:the|at|to|in|from) ${name}\\b|\\b${name.toLowerCase()}\\b`),
    );
  return new Set(names).size > 1 ? names : [];
}

function startsWithName(text: string, name: string): string | undefined {
  const plain = (s: string): string => s.replace(/\./g, '').toLowerCase();
  if (text.toLowerCase().startsWith(name.toLowerCase())) return text.slice(name.length);
  const bare = plain(name);
  const words = text.split(/[\s:,(–—-]/, 1)[0]!;
  return bare !== '' && plain(words) === bare ? text.slice(words.length) : undefined;
}
