// What the command line says of the folders, as the outer runner hands it to the suite.

/** A row of the view. */
export interface ExpectedRow {
  /** Relative to the workspace file. */
  readonly file: string;
  readonly group: string;
  readonly case: string;
  readonly what: string;
  readonly due?: string | undefined;
  /** The day as a person writes it, and how long there is, up to a month: "3 Jul, 13 days". */
  readonly when: string;
  readonly who: string;
  /** A duty of somebody else's that was not done, and not one that may have been. */
  readonly broken: boolean;
}

export interface ExpectedDay {
  readonly rows: readonly ExpectedRow[];
  /** Dates that could not be used. */
  readonly unread: number;
}

export interface Expected {
  /** ISO days that `first` and `second` are of. */
  readonly days: readonly [string, string];
  readonly first: ExpectedDay;
  readonly second: ExpectedDay;
  /** The folder that is added, on the first day. */
  readonly south: readonly ExpectedRow[];
}
