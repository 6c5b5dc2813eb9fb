import { compile, noGrad, Philox, randn, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { LBFGS, type LBFGSOptions, Parameter } from "../../index.ts";
import { expectClose } from "../walk.fixture.ts";

const f64 = (values: number[]) => new Parameter(tensor(values, { dtype: "float64" }));

/** An optimiser of a loss with its step, which counts evaluations. */
function minimiser(parameters: Parameter[], loss: () => Tensor, options: LBFGSOptions = {}) {
  const optimizer = new LBFGS(parameters, options);
  let evaluations = 0;
  const step = () =>
    optimizer.step(() => {
      evaluations++;
      optimizer.zeroGrad();
      const value = loss();
      value.backward();
      return value;
    });
  return { optimizer, step, evaluations: () => evaluations };
}

function rosenbrock(theta: Parameter): () => Tensor {
  return () => {
    const [x, y] = theta.split(1) as [Tensor, Tensor];
    return x
      .sub(1)
      .pow(2)
      .add(y.sub(x.pow(2)).pow(2).mul(100))
      .sum();
  };
}

it("the very first move goes min(1, 1 / ‖g‖₁) down the gradient, the second by the curvature found", () => {
  // L = 2 θ²: g = 4 θ, so that from 3 a move of 12 · 1/12 leads to 2; then s = −1, y = −4, H = ¼ and the move ends at 0.
  const after = (maxIter: number) => {
    const theta = f64([3]);
    minimiser([theta], () => theta.pow(2).mul(2).sum(), { maxIter, maxEval: 5 }).step();
    return theta.data;
  };
  expectClose(after(1), [2]);
  expectClose(after(2), [0]);
});

it("a quadratic in 6 dimensions is solved in few evaluations", () => {
  const rng = new Philox(1);
  const theta = new Parameter(randn([2, 3], { rng, dtype: "float64" }));
  const c = tensor(
    [
      [1, 2, 5],
      [10, 20, 50],
    ],
    { dtype: "float64" },
  );
  const { step, evaluations } = minimiser([theta], () => theta.sub(1).pow(2).mul(c).sum(), {
    lineSearchFn: "strong_wolfe",
    maxIter: 50,
    toleranceChange: 1e-15,
  });
  step();
  for (const x of theta.data) expect(x).toBeCloseTo(1, 7);
  expect(evaluations()).toBeLessThan(40);
});

describe("Rosenbrock's valley from (−1.2, 1)", () => {
  it("is solved with strong_wolfe in one call", () => {
    const theta = f64([-1.2, 1]);
    const { step, evaluations } = minimiser([theta], rosenbrock(theta), {
      lineSearchFn: "strong_wolfe",
      maxIter: 100,
      toleranceChange: 1e-15,
    });
    expect(step().item()).toBeCloseTo(24.2, 12);
    for (const x of theta.data) expect(x).toBeCloseTo(1, 6);
    expect(evaluations()).toBeLessThan(60);
  });

  it("two parameters are the same as one of both", () => {
    const [one, x, y] = [f64([-1.2, 1]), f64([-1.2]), f64([1])];
    const together = minimiser([one], rosenbrock(one), { lineSearchFn: "strong_wolfe" });
    const apart = minimiser(
      [x, y],
      () =>
        x
          .sub(1)
          .pow(2)
          .add(y.sub(x.pow(2)).pow(2).mul(100))
          .sum(),
      { lineSearchFn: "strong_wolfe" },
    );
    together.step();
    apart.step();
    expect([...x.data, ...y.data]).toEqual([...one.data]);
  });

  it.each(["strong_wolfe", null] as const)(
    "line search %s: resumed from a state it goes on bit for bit",
    (lineSearchFn) => {
      const options = { lineSearchFn, maxIter: 3, historySize: 4, lr: 0.5 };
      const whole = f64([-1.2, 1]);
      const one = minimiser([whole], rosenbrock(whole), options);
      for (let i = 0; i < 6; i++) one.step();
      const half = f64([-1.2, 1]);
      const before = minimiser([half], rosenbrock(half), options);
      for (let i = 0; i < 3; i++) before.step();
      const after = minimiser([half], rosenbrock(half), options);
      after.optimizer.loadStateDict(before.optimizer.stateDict());
      for (let i = 0; i < 3; i++) after.step();
      expect([...half.data]).toEqual([...whole.data]);
    },
  );

  it("the closure may be compiled", () => {
    const theta = f64([-1.2, 1]);
    const optimizer = new LBFGS([theta], {
      lineSearchFn: "strong_wolfe",
      maxIter: 100,
      toleranceChange: 1e-15,
    });
    const loss = rosenbrock(theta);
    optimizer.step(
      compile(() => {
        optimizer.zeroGrad();
        const value = loss();
        value.backward();
        return value;
      }),
    );
    for (const x of theta.data) expect(x).toBeCloseTo(1, 6);
  });
});

it("a parameter without a gradient stays where it is", () => {
  const [theta, other] = [f64([3]), f64([7])];
  minimiser([theta, other], () => theta.pow(2).sum()).step();
  expectClose(other.data, [7]);
  expect(Math.abs(theta.data[0]!)).toBeLessThan(1e-6);
});

it("maxEval ends a call", () => {
  const theta = f64([-1.2, 1]);
  const run = minimiser([theta], rosenbrock(theta), { maxIter: 100, maxEval: 7 });
  run.step();
  expect(run.evaluations()).toBe(7);
});

it("at the minimum nothing moves", () => {
  const theta = f64([1, 1]);
  const run = minimiser([theta], rosenbrock(theta));
  run.step();
  expect([[...theta.data], run.evaluations()]).toEqual([[1, 1], 1]);
});

it("refuses by name: no closure, two groups, unknown line searches, a call inside compile, foreign states", () => {
  const [x, y] = [f64([1]), f64([2, 3])];
  expect(() => new LBFGS([x]).step()).toThrow(
    /^LBFGS.step: a closure of type undefined, a function is needed/,
  );
  expect(() => new LBFGS([{ params: [x] }, { params: [y] }])).toThrow("LBFGS: 2 groups, one is needed");
  const wrong = { lineSearchFn: "armijo" } as unknown as LBFGSOptions;
  expect(() => new LBFGS([x], wrong)).toThrow('LBFGS: lineSearchFn armijo, null or "strong_wolfe" is needed');
  expect(() => new LBFGS([x], { historySize: 0 })).toThrow("LBFGS: historySize 0");
  expect(() => compile(() => new LBFGS([x]).step(() => x.sum()))()).toThrow(
    /^LBFGS.step: a call inside compile, one outside is needed/,
  );
  const run = minimiser([x], () => x.pow(2).sum(), { maxIter: 2 });
  run.step();
  const state = run.optimizer.stateDict();
  expect(() => new LBFGS([y]).loadStateDict(state)).toThrow(
    /^LBFGS.loadStateDict: d, t or prev_flat_grad for 2 numbers/,
  );
  expect(() => new LBFGS([x]).loadStateDict({ "0.exp_avg": zeros([1]) })).toThrow(
    /^LBFGS.loadStateDict: exp_avg/,
  );
});

it("what it remembers is not the gradient's memory", () => {
  const theta = f64([3]);
  const run = minimiser([theta], () => theta.pow(2).sum(), { maxIter: 1 });
  run.step();
  const before = [...run.optimizer.stateDict()["0.prev_flat_grad"]!.data];
  noGrad(() => theta.grad!.fill_(99));
  expect([...run.optimizer.stateDict()["0.prev_flat_grad"]!.data]).toEqual(before);
});
