import { expect, it } from "vitest";
import { grad, gradcheck, Philox, randn, type Tensor, tensor, vmap } from "../index.ts";

const x = tensor([
  [1, 2],
  [3, 4],
  [5, 6],
]);

it("by hand: a dot product becomes one for each row", () => {
  const dot = (a: Tensor, b: Tensor): Tensor => a.matmul(b);
  const w = tensor([10, 1]);
  expect(vmap(dot as never, { inDims: [0, null] })(x, w).toArray()).toEqual([12, 34, 56]);
  expect(vmap((row) => row!.mul(2), { inDims: 1, outDim: 1 })(x).toArray()).toEqual(x.mul(2).toArray());
});

it("with grad inside: the gradient of each example", () => {
  const w = tensor([1, 1], { requiresGrad: true });
  const perExample = vmap((row) => grad(w.mul(row!).sum().pow(2), [w])[0]!);
  expect(perExample(x).toArray()).toEqual([
    [6, 12],
    [42, 56],
    [110, 132],
  ]);
});

it("gradients pass through", () => {
  const inputs = [0, 1].map((n) =>
    randn([3, 2], { rng: new Philox(n), dtype: "float64", requiresGrad: true }),
  );
  expect(gradcheck((a, b) => vmap((p, q) => p!.sin().mul(q!))(a!, b!), inputs)).toBe(true);
});

it("refuses sizes that differ, and dims that are not there", () => {
  expect(() => vmap((a) => a!)(x, tensor([1]))).toThrow("vmap: sizes [3, 1] to map over, one size from 1");
  expect(() => vmap((a) => a!)(tensor(1))).toThrow("vmap: input 0 has no dimensions");
  expect(() => vmap((a) => a!, { inDims: [0, 0] })(x)).toThrow("vmap: 2 inDims for 1 inputs");
});
