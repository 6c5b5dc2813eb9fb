import type { DType } from "../../dtype.ts";
import type { Float } from "../../wasm/lanes.ts";
import type { GraphNode } from "../graph.ts";

/**
 * Loops over rows of `inner` elements: element-wise operations, reductions of rows, and sums of columns, in one pass.
 *
 * A step is a value for each element, or one for each row; it names the steps that it reads by their places in `steps`.
 * What needs a finished reduction runs in a later phase: the row is walked again, which finds it in the cache.
 */
export interface LoopKernel {
  readonly kind: "loop";
  readonly float: Float;
  /** Sizes whose product is the number of rows; accesses have a stride for each. */
  readonly outer: readonly number[];
  readonly inner: number;
  readonly steps: readonly Step[];
  /** Rows that a sum of columns runs over before it starts anew; all of them, if there is one block. */
  readonly blockRows: number;
}

export type Level = "element" | "row";

export type Step = { readonly level: Level } & (
  | { readonly kind: "load"; readonly access: Access }
  | { readonly kind: "literal"; readonly value: number }
  | { readonly kind: "operation"; readonly name: string; readonly inputs: readonly number[] }
  /** How far along the row the element lies, compared with an int32 step: a mask. */
  | { readonly kind: "isIndex"; readonly inputs: readonly number[] }
  | { readonly kind: "reduce"; readonly name: "sum" | "amax" | "amin"; readonly inputs: readonly number[] }
  | { readonly kind: "store"; readonly access: Access; readonly inputs: readonly number[] }
  /** Adds each block of rows into one row of the target. */
  | { readonly kind: "columns"; readonly target: GraphNode; readonly inputs: readonly number[] }
);

/** Where elements lie in the array of a node, counted in elements; `inner` is the stride along a row. */
export interface Access {
  readonly node: GraphNode;
  readonly dtype: DType;
  readonly offset: number;
  readonly outer: readonly number[];
  readonly inner: number;
}
