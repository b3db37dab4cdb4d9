// What is wrong with a piece of YAML, in plain words: the head of a note, the settings, a pack, a letter.

const known: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this name is written twice',
  TAB_AS_INDENT: 'a tab is not allowed at the start of a line here; use spaces',
  MISSING_CHAR: 'a closing quotation mark or bracket is missing',
  BAD_INDENT: 'this line is indented too little or too much, or a bracket before it is not closed',
  BLOCK_AS_IMPLICIT_KEY: 'this line is indented too little or too much',
  MULTILINE_IMPLICIT_KEY: 'a colon seems to be missing in this line or the one before',
  BAD_ALIAS: 'a value that begins with * must stand in quotation marks',
};

/**
 * Plain words for an error of the YAML reader, without a full stop. Its own messages speak of its grammar and quote the
 * text, which must not leave the note; the programs are built without them.
 * @param code the `code` of a `YAMLError`, such as `DUPLICATE_KEY`
 */
export function yamlMessage(code: string): string {
  return known[code] ?? 'this cannot be read as YAML: look for a missing colon, quotation mark or space';
}
