import { type DType, isFloating } from "../../dtype.ts";
import { broadcastShapes, type Shape, sizeOf } from "../../shape.ts";
import type { Tensor } from "../../tensor.ts";
import type { Draw, Step } from "./draw.fixture.ts";

/** A value of the program so far, by its place. */
export interface Value {
  readonly at: number;
  readonly tensor: Tensor;
  readonly exact: boolean;
}

/** What the makers of steps choose from. */
export interface Bench {
  readonly draw: Draw;
  /** A value that holds; undefined where none does. */
  value(fits: (value: Value) => boolean): Value | undefined;
  /** A new tensor from outside. */
  leaf(shape: Shape, dtype: DType, below?: number): Value;
  /** Whether all numbers are whole, so that any order of summing gives the same. */
  readonly whole: boolean;
}

/** Makes a step, or nothing where no value fits. */
export type Maker = (bench: Bench) => Step | undefined;

export const floating = ({ tensor }: Value) => isFloating(tensor.dtype);
export const number = ({ tensor }: Value) => tensor.dtype !== "bool";
export const bool = ({ tensor }: Value) => tensor.dtype === "bool";

interface Line {
  readonly values: readonly (Value | undefined)[];
  readonly text: string;
  readonly exact?: boolean;
}

export function step(
  { values, text, exact = true }: Line,
  run: (...inputs: Tensor[]) => Tensor,
): Step | undefined {
  if (values.some((value) => value === undefined)) return undefined;
  const known = values as readonly Value[];
  const names = known.map(({ at }) => `%${at}`);
  return {
    text: text.replace(/#(\d)/g, (_, i) => names[Number(i)]!),
    inputs: known.map(({ at }) => at),
    run: (inputs) => [run(...inputs)],
    exact: exact && known.every((value) => value.exact),
  };
}

export function show(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', "");
}

export function meets(a: Shape, b: Shape): boolean {
  try {
    return sizeOf(broadcastShapes("", a, b)) <= 4000;
  } catch {
    return false;
  }
}
