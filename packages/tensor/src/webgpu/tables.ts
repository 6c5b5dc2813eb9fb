import { type GraphNode, numelOf } from "../compile/graph.ts";
import type { HostKernel } from "../compile/lower/kernels.ts";
import type { TypedArray } from "../dtype.ts";
import type { MoveKernel } from "./shaders/move-shader.ts";

/** Operations that only move elements, so that a table says all about them. */
export const moveNames: ReadonlySet<string> = new Set([
  ...["cat", "pad", "place", "flip", "roll", "unfold", "slice", "expand", "permute"],
]);

interface Translated {
  readonly kernels: MoveKernel[];
  readonly constants: [GraphNode, TypedArray][];
}

/**
 * The table of an operation that moves elements. Its eager loop is run on the numbers 1, 2, 3, … instead of elements, and on
 * −1, −2, −3, …: where both results are the same, nothing was moved.
 */
export function moveKernel({ node, inputs }: HostKernel): Translated {
  const run = (sign: number): Float64Array => {
    let next = 0;
    const numbered = inputs.map((input) =>
      Float64Array.from({ length: numelOf(input) }, () => sign * ++next),
    );
    return resultOf(node, numbered);
  };
  const [up, down] = [run(1), run(-1)];
  let fill = 0;
  const places = new Int32Array(up.length);
  up.forEach((place, i) => {
    if (Object.is(place, down[i])) fill = place;
    else places[i] = place;
  });
  return withTable({ target: node, inputs, terms: 1, fill }, places);
}

/**
 * Columns added up into images. Of one element of all windows no two meet in a pixel, so for each of these the eager loop,
 * run on the numbers of only its columns, says where they go.
 */
export function foldKernel({ node, inputs }: HostKernel): Translated {
  const [channels, pixels] = [node.shape[1]!, numelOf(node)];
  const [, rows, windows] = node.inputs[0]!.shape as [number, number, number];
  const terms = rows / channels;
  const places = new Int32Array(terms * pixels);
  for (let term = 0; term < terms; term++) {
    const numbered = Float64Array.from({ length: numelOf(inputs[0]!) }, (_, i) =>
      Math.floor(i / windows) % terms === term ? i + 1 : 0,
    );
    places.set(resultOf(node, [numbered]), term * pixels);
  }
  return withTable({ target: node, inputs, terms, fill: 0 }, places);
}

function resultOf(node: GraphNode, inputs: readonly TypedArray[]): Float64Array {
  const out = new Float64Array(numelOf(node));
  node.kernel!(out, ...inputs);
  return out;
}

function withTable(kernel: Omit<MoveKernel, "kind" | "table">, places: Int32Array): Translated {
  const table = arrayNode("table", [places.length], "int32");
  return { kernels: [{ kind: "move", ...kernel, table }], constants: [[table, places]] };
}

/** An array that is no node of the function's. */
export function arrayNode(name: string, shape: readonly number[], dtype: GraphNode["dtype"]): GraphNode {
  return { id: -1, name, inputs: [], shape, dtype, attributes: {}, kernel: null };
}
