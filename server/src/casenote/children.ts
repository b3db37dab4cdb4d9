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

/** What could be a name in headings that stand alone, each once. */
export const namesInHeadings = (headings: readonly string[]): readonly string[] => [
  ...new Set(headings.flatMap((heading) => /^(?!Mum|Dad)([A-Z][a-z]+)\W*(?:\(.*)?$/.exec(heading)?.[1] ?? [])),
];

/**
 * The children whose names head parts of a note without front matter saying so ("## Amira" ... "## Bilal"): two or more
 * of the names in headings, each told of as a person ("for Amira", "Amira's", "Amira and Bilal") and neither as a place
 * nor as a thing. A note that is split so must not mix their cases.
 */
export function namedInHeadings(names: readonly string[], text: string): readonly string[] {
  const told = names.filter((name) => isPerson(name, text));
  return told.length > 1 ? told : [];
}

/** Is the name told of as a person's, and nowhere otherwise? It is looked for first: texts are long, headings many. */
function isPerson(name: string, text: string): boolean {
  // What stands round it, with a sign for the word itself.
  const stands = (word: string, test: (around: string) => boolean): boolean => {
    for (let at = text.indexOf(word), to = 0; at >= 0; at = text.indexOf(word, to)) {
      to = at + word.length;
      if (test(`${text.slice(Math.max(0, at - 9), at)}\uE000${text.slice(to, to + 5)}`)) return true;
    }
    return false;
  };
  return (
    !stands(name.toLowerCase(), (around) => /(?<!\w)\uE000(?!\w)/.test(around)) &&
    stands(name, (around) =>
      /[a-z] (?:for|about|assess|and|&) \uE000(?!\w)|(?<!\w)\uE000(?:['’]s| and| &) /.test(around),
    ) &&
    !stands(name, (around) => /\b(?:the|at|to|in|from) \uE000(?!\w)/.test(around))
  );
}

function startsWithName(text: string, name: string): string | undefined {
  const plain = (s: string): string => s.replace(/\./g, '').toLowerCase();
  if (text.toLowerCase().startsWith(name.toLowerCase())) return text.slice(name.length);
  const bare = plain(name);
  const words = text.split(/[\s:,(–—-]/, 1)[0]!;
  return bare !== '' && plain(words) === bare ? text.slice(words.length) : undefined;
}
