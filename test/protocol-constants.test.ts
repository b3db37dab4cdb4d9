// The programs carry their own copy of the protocol's constants (scripts/lib/protocol-constants.mts): it is a true one.
import { expect, it } from 'vitest';
import * as types from 'vscode-languageserver-types';
import * as own from '../scripts/lib/protocol-constants.mts';

it('holds every constant of the package with its value', () => {
  const theirs = new Map<string, object>(Object.entries(types));
  for (const [name, constants] of Object.entries(own)) {
    const values = Object.entries(theirs.get(name) ?? {}).filter(([, value]) => typeof value !== 'function');
    expect(constants, name).toEqual(Object.fromEntries(values));
  }
});
