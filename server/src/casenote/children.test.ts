// Whose names head parts of a note: told of as persons, and nowhere as anything else.
import { describe, expect, it } from 'vitest';
import { namedInHeadings, namesInHeadings } from './children.ts';

const both = ['Amira', 'Bilal (Y4)'];

describe('names in headings', () => {
  it.each([
    ['both as persons', 'Meeting for Amira. Bilal’s mum rang.', ['Amira', 'Bilal']],
    ['at the ends of the text', "Amira's review. She rang about Bilal", ['Amira', 'Bilal']],
    ['one of them a place', 'Rang about Amira at Bilal, and Bilal’s head.', []],
    ['one of them a word', 'Rang about Amira and Bilal. It was a bilal.', []],
    ['part of another word', 'Rang about Amira and Bilal, subamira and Amirah.', ['Amira', 'Bilal']],
    ['with an article', 'Told Mum about Amira and Bilal, from the Bilal.', []],
    ['one of them never told of', 'Rang about Amira. Bilal.', []],
    ['one alone', 'Rang about Amira.', []],
  ])('%s', (_what, text, names) => expect(namedInHeadings(namesInHeadings(both), text)).toEqual(names));

  it('are each named once, and neither parents nor several words', () =>
    expect(
      namedInHeadings(
        namesInHeadings(['Amira', 'Mum', 'Amira', 'Bilal', 'Bilal Khan']),
        'Notes for Amira and Bilal, for Mum and Bilal Khan.',
      ),
    ).toEqual(['Amira', 'Bilal']));
});
