import { expect, it } from "vitest";
import { i32 } from "../instructions.ts";
import { type Float, lanesOf } from "../lanes.ts";
import { ModuleBuilder } from "../module.ts";
import { pack } from "./pack.ts";

/** Packs the numbers 1, 2, 3, … of an array with the given strides, counted in numbers. */
function packed(
  float: Float,
  width: number,
  strides: [line: number, k: number],
  size: [lines: number, depth: number],
) {
  const lanes = lanesOf(float, false);
  const m = new ModuleBuilder();
  const call = pack(m, lanes, width);
  const bytes = (n: number) => i32.const(n * lanes.bytes);
  m.function({
    name: "run",
    params: [],
    body: () => [
      call(
        bytes(100),
        bytes(0),
        bytes(strides[0]),
        bytes(strides[1]),
        i32.const(size[0]),
        i32.const(size[1]),
      ),
    ],
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const numbers = new (float === "float32" ? Float32Array : Float64Array)(memory.buffer);
  numbers.fill(-1).set(Array.from({ length: 100 }, (_, i) => i + 1));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
  (instance.exports.run as () => void)();
  const panels = Math.ceil(size[0] / width) * width * size[1];
  expect(numbers[100 + panels], "nothing is written behind the panels").toBe(-1);
  return [...numbers.subarray(100, 100 + panels)];
}

it.each(["float32", "float64"] as const)("packs rows of a row-major 5 × 2 matrix by four, in %s", (float) => {
  expect(packed(float, 4, [2, 1], [5, 2])).toEqual([1, 3, 5, 7, 2, 4, 6, 8, 9, 0, 0, 0, 10, 0, 0, 0]);
});

it.each(["float32", "float64"] as const)("packs lines that lie side by side, in %s", (float) => {
  expect(packed(float, 4, [1, 5], [5, 2])).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 5, 0, 0, 0, 10, 0, 0, 0]);
});

it("packs a matrix with gaps, and none of it where a size is 0", () => {
  expect(packed("float32", 8, [10, 2], [3, 2])).toEqual([1, 11, 21, 0, 0, 0, 0, 0, 3, 13, 23, 0, 0, 0, 0, 0]);
  expect(packed("float32", 8, [10, 2], [0, 2])).toEqual([]);
  expect(packed("float32", 8, [10, 2], [3, 0])).toEqual([]);
});
