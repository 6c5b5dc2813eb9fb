/** Where a reader of the index has got to. An index that was made anew has another epoch. */
export interface Cursor {
  epoch: string;
  /** Last row of points. */
  row: number;
  /** Last change of a run's row. */
  changed: number;
}

export function writeCursor({ epoch, row, changed }: Cursor): string {
  return `${epoch}.${row}.${changed}`;
}

/** Undefined for what is no cursor of ours. */
export function readCursor(text: unknown): Cursor | undefined {
  const [, epoch, row, changed] = /^([0-9a-f]{12})\.(\d{1,15})\.(\d{1,15})$/.exec(String(text)) ?? [];
  return epoch === undefined ? undefined : { epoch, row: Number(row), changed: Number(changed) };
}
