import { compile, Philox, randn, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { type Closure, LBFGS, Parameter, SAM, SGD } from "../../index.ts";
import { expectClose } from "../walk.fixture.ts";

const f64 = (values: number[]) => new Parameter(tensor(values, { dtype: "float64" }));

it("½ θ²: the gradient at θ + ρ is θ + ρ, and the loss returned is that at θ", () => {
  const theta = f64([2]);
  const optimizer = new SAM(new SGD([theta], { lr: 0.1 }), { rho: 0.5 });
  const loss = optimizer.step(() => {
    optimizer.zeroGrad();
    const value = theta.pow(2).mul(0.5).sum();
    value.backward();
    return value;
  });
  expect(loss.item()).toBe(2);
  expectClose(theta.data, [2 - 0.1 * 2.5]);
});

it("all parameters are one vector: gradients 3 and 4 climb by 3/5 ρ and 4/5 ρ", () => {
  const [x, y] = [f64([3]), f64([4])];
  const optimizer = new SAM(new SGD([x, y], { lr: 1 }), { rho: 5 });
  optimizer.step(() => {
    optimizer.zeroGrad();
    const value = x.pow(2).add(y.pow(2)).mul(0.5).sum();
    value.backward();
    return value;
  });
  expectClose([...x.data, ...y.data], [-3, -4]);
});

it("at a minimum nothing moves, and nothing becomes NaN", () => {
  const theta = f64([0]);
  const optimizer = new SAM(new SGD([theta], { lr: 1 }));
  optimizer.step(() => {
    optimizer.zeroGrad();
    const value = theta.pow(2).sum();
    value.backward();
    return value;
  });
  expect([...theta.data]).toEqual([0]);
});

describe("inside compile", () => {
  function training(compiled: boolean) {
    const rng = new Philox(1);
    const w = new Parameter(randn([4, 3], { rng, dtype: "float64" }));
    const b = new Parameter(randn([3], { rng, dtype: "float64" }));
    const x = randn([8, 4], { rng, dtype: "float64" });
    const optimizer = new SAM(new SGD([w, b], { lr: 0.1, momentum: 0.9 }), { rho: 0.1 });
    const closure: Closure = () => {
      optimizer.zeroGrad();
      const value = x.matmul(w).add(b).tanh().sub(0.5).pow(2).mean();
      value.backward();
      return value;
    };
    const body = () => optimizer.step(closure);
    const step = compiled ? compile(body) : body;
    const losses = Array.from({ length: 20 }, (_, i) => {
      if (i === 10) optimizer.lr = 0.05;
      return step().item();
    });
    return [...losses, ...w.data, ...b.data, ...w.grad!.data];
  }

  it("both passes run compiled: twenty steps equal eager's, to the roundings of sums in another order", () => {
    const [eager, compiled] = [training(false), training(true)];
    expectClose(compiled, eager);
  });
});

it("refuses by name: no closure, a negative ρ, an optimiser that needs a closure itself", () => {
  const theta = f64([1]);
  const inner = new SGD([theta], { lr: 1 });
  expect(() => new SAM(inner).step()).toThrow(/^SAM.step: a closure of type undefined/);
  expect(() => new SAM(inner, { rho: -1 })).toThrow("SAM: rho -1, a number from 0 to ∞ is needed");
  const closure = () => {
    const value = theta.pow(2).sum();
    value.backward();
    return value;
  };
  expect(() => new SAM(new LBFGS([theta])).step(closure)).toThrow(/^LBFGS.step: a closure/);
});
