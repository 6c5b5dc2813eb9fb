/** A class as the caller names it. */
export type Label = number | string | boolean;

/** Targets of a classifier: N labels, all of one kind. */
export type Labels = ArrayLike<number> | readonly string[] | readonly boolean[] | readonly Label[];

/** Labels as places in the sorted classes. */
export interface Encoded {
  /** The different labels: numbers upwards, words by code point, false before true. */
  classes: Label[];
  /** Of each sample, its place in `classes`, [N]. */
  codes: Int32Array;
}

/** Sorts the different labels and finds each sample among them. Numbers that are not whole are refused: they are a target of a regressor. */
export function encodeLabels(where: string, y: Labels): Encoded {
  const small = y instanceof Int32Array || y instanceof Uint8Array ? encodeSmall(y) : undefined;
  if (small) return small;
  requireLabels(where, y);
  const classes = [...new Set(Array.from(y as ArrayLike<Label>))].sort(byValue);
  return { classes, codes: codesOf(where, y, classes) };
}

/** Whole numbers that lie near together are counted rather than looked up. */
function encodeSmall(y: Int32Array | Uint8Array): Encoded | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < y.length; i++) {
    if (y[i]! < low) low = y[i]!;
    if (y[i]! > high) high = y[i]!;
  }
  if (y.length === 0 || high - low > 4 * y.length) return undefined;
  const places = new Int32Array(high - low + 1);
  for (let i = 0; i < y.length; i++) places[y[i]! - low] = 1;
  const classes: number[] = [];
  for (let value = low; value <= high; value++)
    if (places[value - low] === 1) places[value - low] = classes.push(value) - 1;
  return { classes, codes: Int32Array.from(y, (value) => places[value - low]!) };
}

/** The place of each label in `classes`; a label that is not there is refused. */
export function codesOf(where: string, y: Labels, classes: readonly Label[]): Int32Array {
  const places = new Map(classes.map((label, code) => [label, code]));
  return Int32Array.from(y as ArrayLike<Label>, (label, i) => {
    const code = places.get(label);
    if (code !== undefined) return code;
    throw new RangeError(
      `${where}: y[${i}] is ${JSON.stringify(label)}, one of ${showLabels(classes)} is needed, the classes seen in fit`,
    );
  });
}

export function showLabels(labels: readonly Label[]): string {
  const shown = labels.slice(0, 10).map((label) => JSON.stringify(label));
  return labels.length > 10 ? `${shown.join(", ")} and ${labels.length - 10} more` : shown.join(", ");
}

/** Numbers by size, words by code point, false before true. */
function byValue(a: Label, b: Label): number {
  return a < b ? -1 : Number(a > b);
}

function requireLabels(where: string, y: Labels): void {
  const list: unknown = y;
  if (!Array.isArray(list) && !ArrayBuffer.isView(list))
    throw new TypeError(
      `${where}: y is ${list === undefined ? "missing" : typeof list}, an array of labels is needed`,
    );
  const kind = typeof (y as ArrayLike<Label>)[0];
  for (let i = 0; i < y.length; i++) {
    const label: unknown = (y as ArrayLike<Label>)[i];
    if (typeof label !== kind || (kind !== "number" && kind !== "string" && kind !== "boolean")) {
      throw new TypeError(
        `${where}: y[${i}] is ${JSON.stringify(label) ?? String(label)}, ${kind === "object" || kind === "undefined" ? "numbers, words or booleans are" : `a ${kind} is`} needed${i > 0 ? " as in y[0]" : ""}`,
      );
    }
    if (typeof label === "number" && !Number.isInteger(label)) {
      throw new RangeError(
        `${where}: y[${i}] is ${label}, whole numbers, words or booleans are needed as classes; a regressor takes other numbers`,
      );
    }
  }
}
