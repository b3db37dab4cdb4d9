// Types of the two spelling packages, which bring none.
declare module 'nspell' {
  interface Speller {
    correct(word: string): boolean;
    add(word: string): void;
  }
  export default function nspell(aff: string, dic: string): Speller;
}
declare module 'dictionary-en-gb' {
  const dictionary: { readonly aff: Uint8Array; readonly dic: Uint8Array };
  export default dictionary;
}
