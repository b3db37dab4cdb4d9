// A test runner of one page that works in both extension hosts: collects tests, runs them in order, prints a line each.

/** May give a figure that it measured, to be printed beside its name. */
type Test = () => unknown;
/** Each failure may be a wait in vain; more of them tell nothing new. */
const enough = 4;
const tests: { name: string; body: Test }[] = [];

/** Adds a check. */
export function check(name: string, body: Test): void {
  tests.push({ name, body });
}

/** Waits until `look` gives something other than undefined and false; fails with `what` after `limit` ms. Looks every `pause` ms. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | PromiseLike<T | undefined | false>,
  limit = 60_000,
  pause = 50,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as T;
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Fails with both values where they differ. */
export function equal<T>(actual: T, expected: T, what = 'value'): void {
  const [a, e] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)];
  if (a !== e) throw new Error(`${what}: expected ${e}, got ${a}`);
}

/** Fails where `condition` does not hold. */
export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** Runs every test; throws at the end if any failed. The last line is read by the outer runner. */
export async function runAll(): Promise<void> {
  let failed = 0;
  for (const { name, body } of tests) {
    if (failed >= enough) {
      failed++;
      console.log(`FAIL ${name}: not run after ${enough} failures`);
      continue;
    }
    const from = Date.now();
    try {
      const measured = await body();
      console.log(`ok   ${name} (${typeof measured === 'string' ? `${measured}; ` : ''}${Date.now() - from} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}\n${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  console.log(`SUITE ${tests.length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} of ${tests.length} failed`);
}
