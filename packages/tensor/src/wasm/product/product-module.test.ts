import { expect, it } from "vitest";
import { Philox } from "../../philox.ts";
import { product } from "../../product.ts";
import type { Blocks } from "./add-product.ts";
import { type ProductFunction, productModule } from "./product-module.ts";

const [M, K, N] = [12, 21, 16] as const;

/** Runs the machine code on matrices of random numbers; returns C and what the definition gives. */
function run(float: "float32" | "float64", fused: boolean, blocks: Blocks) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const bytes = productModule(float, fused, blocks);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const Numbers = float === "float32" ? Float32Array : Float64Array;
  const n = Numbers.BYTES_PER_ELEMENT;
  const rng = new Philox(1);
  const a = new Numbers(memory.buffer, 0, M * K).map(() => rng.normal());
  const b = new Numbers(memory.buffer, 0, K * N).map(() => rng.normal());
  const numbers = new Numbers(memory.buffer);
  numbers.set(a, 0);
  numbers.set(b, 1000);
  const at = [2000, N, 0, K, 1, 1000, N, 1].map((x) => x * n);
  const code = exports.write as ProductFunction;
  code(...([...at, M, K, N, 3000 * n, 4000 * n] as Parameters<ProductFunction>));
  const expected = new Numbers(M * N);
  product(expected, a, b, [M, K, N]);
  return { c: [...numbers.subarray(2000, 2000 + M * N)], expected: [...expected] };
}

it.each(["float32", "float64"] as const)("gives the same bits for any blocks, in %s", (float) => {
  for (const fused of [true, false]) {
    const { c } = run(float, fused, { rows: 128, depth: 512, columns: 512 });
    expect(run(float, fused, { rows: 4, depth: 1, columns: 512 }).c).toEqual(c);
    expect(run(float, fused, { rows: 8, depth: 5, columns: 512 }).c).toEqual(c);
  }
});

it("without fused multiply-add is the definition bit for bit in float64", () => {
  const { c, expected } = run("float64", false, { rows: 8, depth: 8, columns: 512 });
  expect(c).toEqual(expected);
});
