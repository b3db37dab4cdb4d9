// The open documents, with the index of their lines, kept current edit by edit.
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import { LineIndex } from '../casefile/lines.ts';
import type { Wire } from './wire.ts';

/** A document that is open in the client. */
export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  /** Its text with the places of its lines. */
  lines: LineIndex;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.lines = new LineIndex(text);
  }

  getText(): string {
    return this.lines.text;
  }

  /** Takes over what the client changed, one change after the other. */
  edit(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if ('range' in change && change.range) {
        const a = this.lines.offsetAt(change.range.start);
        const b = this.lines.offsetAt(change.range.end);
        this.lines = this.lines.edited(Math.min(a, b), Math.max(a, b), change.text);
      } else this.lines = new LineIndex(change.text);
    }
    this.version = version;
  }
}

/** The open documents, kept as the client edits them. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #onChange: (document: OpenDocument) => void;
  readonly #onClose: (uri: string) => void;

  constructor(wire: Wire, onChange: (document: OpenDocument) => void, onClose: (uri: string) => void) {
    this.#onChange = onChange;
    this.#onClose = onClose;
    wire.hear('textDocument/didOpen', ({ textDocument }: DidOpenTextDocumentParams) => {
      const { uri, languageId, version, text } = textDocument;
      const document = new OpenDocument(uri, languageId, version, text);
      this.#open.set(uri, document);
      this.#onChange(document);
    });
    wire.hear('textDocument/didChange', ({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
      const document = this.#open.get(textDocument.uri);
      if (!document || contentChanges.length === 0) return;
      document.edit(contentChanges, textDocument.version);
      this.#onChange(document);
    });
    wire.hear('textDocument/didClose', ({ textDocument }: DidCloseTextDocumentParams) => {
      if (this.#open.delete(textDocument.uri)) this.#onClose(textDocument.uri);
    });
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): OpenDocument[] {
    return [...this.#open.values()];
  }
}
