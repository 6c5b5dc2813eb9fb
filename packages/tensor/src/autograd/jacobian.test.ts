import { expect, it } from "vitest";
import { hessian, hvp, jacobian, matmul, Philox, randn, type Tensor, tensor, zeros } from "../index.ts";

const f64 = { dtype: "float64" } as const;

it("by hand: y = (x₀², x₀ x₁)", () => {
  const square = (x: Tensor): Tensor => x.mul(x.slice(0));
  expect(jacobian(square, tensor([3, 5])).toArray()).toEqual([
    [6, 0],
    [5, 3],
  ]);
});

it("of a linear map is its matrix, and the Hessian of xᵀ A x is A + Aᵀ", () => {
  const A = tensor(
    [
      [1, 2],
      [3, 4],
    ],
    f64,
  );
  const x = tensor([0.5, -1], f64);
  expect(jacobian((v) => matmul(A, v), x).toArray()).toEqual(A.toArray());
  const quadratic = (v: Tensor): Tensor => v.matmul(A.matmul(v));
  expect(hessian(quadratic, x).toArray()).toEqual([
    [2, 5],
    [5, 8],
  ]);
  expect(hvp(quadratic, x, tensor([1, 10], f64)).toArray()).toEqual([52, 85]);
});

it("H · v equals the Hessian times v", () => {
  const rng = new Philox(2);
  const [x, v] = [randn([3, 2], { rng, ...f64 }), randn([3, 2], { rng, ...f64 })];
  const fn = (a: Tensor): Tensor => a.sin().mul(a.exp()).sum().pow(2);
  const H = hessian(fn, x).reshape([6, 6]);
  const wanted = H.matmul(v.reshape([6]));
  hvp(fn, x, v).data.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted.data[i]!, 10);
  });
});

it("keeps shapes: […y, …x], also without elements, and is 0 where nothing depends on x", () => {
  expect(jacobian((x) => x.sum({ dim: 1 }), zeros([2, 3])).shape).toEqual([2, 2, 3]);
  expect(jacobian((x) => x, zeros([0, 3])).shape).toEqual([0, 3, 0, 3]);
  expect(jacobian(() => tensor([1, 2]), tensor(3)).toArray()).toEqual([0, 0]);
  expect(hvp((x) => x.sum(), tensor([1, 2]), tensor([1, 1])).toArray()).toEqual([0, 0]);
});

it("refuses a vector of another shape, and the Hessian of several elements", () => {
  expect(() => hvp((x) => x.sum(), tensor([1, 2]), tensor([1]))).toThrow("hvp: v of [1] and float32");
  expect(() => hessian((x) => x, tensor([1, 2]))).toThrow(
    "hessian: fn gave shape [2], one element is needed",
  );
});
