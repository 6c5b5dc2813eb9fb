import { isNonFinite, numberOf } from "../non-finite.ts";
import { type Marked, marked } from "./numbers.ts";

/** y over x with an interval: a precision–recall curve, a mean over seeds with its band. */
export interface Curve {
  type: "curve";
  x: number[];
  /** NaN and infinities by their names: the curve has a gap there. */
  y: Marked[];
  low?: Marked[];
  high?: Marked[];
  /** What stands on the axes. */
  xName?: string;
  yName?: string;
}

export interface CurvePoints {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Both or neither. */
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
  xName?: string;
  yName?: string;
}

export function curve({ x, y, low, high, xName, yName }: CurvePoints): Curve {
  const made: Curve = {
    type: "curve",
    x: Array.from(x),
    y: marked(y),
    ...(low && { low: marked(low) }),
    ...(high && { high: marked(high) }),
    ...(xName !== undefined && { xName }),
    ...(yName !== undefined && { yName }),
  };
  const reason = wrongCurve(made);
  if (reason !== undefined) throw new RangeError(`curve: ${reason}`);
  return made;
}

export function wrongCurve(value: Partial<Record<keyof Curve, unknown>>): string | undefined {
  const { x, y, low, high } = value;
  if (!Array.isArray(x) || !x.every(Number.isFinite)) return "x has a value that is no finite number";
  const isList = (list: unknown): list is Marked[] =>
    Array.isArray(list) &&
    list.length === x.length &&
    list.every((one) => Number.isFinite(one) || isNonFinite(one));
  if (!isList(y)) return `y are not ${x.length} numbers, one for each x`;
  if (low === undefined && high === undefined) return wrongNames(value);
  if (!isList(low) || !isList(high)) return `low and high are not ${x.length} numbers each, one for each x`;
  const crossed = low.findIndex((one, i) => numberOf(one) > numberOf(high[i]!));
  if (crossed !== -1) return `at place ${crossed} low is ${low[crossed]}, above high ${high[crossed]}`;
  return wrongNames(value);
}

function wrongNames({ xName, yName }: { xName?: unknown; yName?: unknown }): string | undefined {
  const isName = (name: unknown) => name === undefined || typeof name === "string";
  return isName(xName) && isName(yName) ? undefined : "a name of an axis is no text";
}
