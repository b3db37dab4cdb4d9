// Patterns of files to leave out: `*` within a name, `**` over folders, `?`, `{a,b}`. A pattern without `/` means any
// file or folder of that name; a folder that matches takes everything in it along.

/** A test for paths relative to the folder (with `/`): does any pattern match the path or a folder above it? */
export function excluder(patterns: readonly string[]): (relativePath: string) => boolean {
  const tests = patterns.filter((pattern) => pattern.trim() !== '').map(compile);
  if (tests.length === 0) return () => false;
  return (path) => tests.some((test) => test.test(path));
}

function compile(pattern: string): RegExp {
  const trimmed = pattern
    .trim()
    .replace(/^\.?\//, '')
    .replace(/\/+$/, '')
    .replace(/\*{3,}/g, '**');
  const anchored = trimmed.includes('/') ? trimmed : `**/${trimmed}`;
  return new RegExp(`^${source(anchored)}(?:/.*)?$`, 'i');
}

function source(pattern: string): string {
  let out = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '*') {
      if (pattern[i + 1] !== '*') out += '[^/]*';
      else if (pattern[i + 2] === '/') {
        out += '(?:[^/]+/)*';
        i += 2;
      } else {
        out += '.*';
        i++;
      }
    } else if (c === '?') out += '[^/]';
    else if (c === '{' && pattern.indexOf('}', i) > 0) {
      out += '(?:';
      depth++;
    } else if (c === '}' && depth > 0) {
      out += ')';
      depth--;
    } else if (c === ',' && depth > 0) out += '|';
    else out += c.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  }
  return out + ')'.repeat(depth);
}
