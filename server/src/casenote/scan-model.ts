// What the scanner gives: blocks of text, comments, and the places at which a scan may begin anew. Types only.
import type { Span } from './model.ts';

export type BlockRole = 'heading' | 'paragraph' | 'list-item' | 'table-row';

/**
 * A block of casenote text: its text without heading marks, list marks or boxes. It does not know where it stands, so
 * that one below an edit stays as it is; `Structure.starts` knows.
 */
export interface Block {
  readonly role: BlockRole;
  /** Characters of its text. */
  readonly length: number;
  /** Headings: 1 to 6. List items: how deeply they are nested, from 0. Paragraphs inside a list item: its depth plus 1. */
  readonly level: number;
  /** Table rows: the cells' places in the block, without pipes and outer blanks. */
  readonly cells?: readonly Span[];
  /** Table rows: the first of its table, and whether it is its header. */
  readonly first?: boolean;
  readonly header?: boolean;
  /** Stands inside a list item (a second paragraph, a nested item). */
  readonly inItem: boolean;
  /** Not casenote text (an unticked box): kept so that what is nested in it is left out too. */
  readonly silent?: boolean;
}

export interface Comment extends Span {
  readonly body: string;
}

export interface OpenItem {
  /** Column at which the item's text begins: what is indented as far belongs to it. */
  readonly content: number;
  readonly silent: boolean;
}

/** The beginning of a line at which nothing is open but list items: a scan may begin anew here, or end. */
export interface Checkpoint {
  readonly at: number;
  /** How many of each stand above it. */
  readonly blocks: number;
  readonly comments: number;
  readonly longLines: number;
  readonly items: readonly OpenItem[];
  readonly afterBlank: boolean;
}
