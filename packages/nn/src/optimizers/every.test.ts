/** What holds for every optimiser of the index: it finds a minimum, resumes, keeps to its groups, leaves gradients alone. */
import { noGrad, Philox, randn, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { type Closure, Optimizer, Parameter } from "../index.ts";
import { expectClose, walk } from "./walk.fixture.ts";

type Make = (parameters: Iterable<Parameter>, lr?: number) => Optimizer;

/** With rates that bring a quadratic near its minimum in 300 steps. */
const each: Record<string, Make> = {
  SGD: (p, lr = 0.1) => new nn.SGD(p, { lr, momentum: 0.5 }),
  Adagrad: (p, lr = 0.5) => new nn.Adagrad(p, { lr }),
  Adadelta: (p, lr = 5) => new nn.Adadelta(p, { lr, eps: 1e-3 }),
  RMSprop: (p, lr = 0.05) => new nn.RMSprop(p, { lr, momentum: 0.5, centered: true }),
  Adam: (p, lr = 0.1) => new nn.Adam(p, { lr, amsgrad: true }),
  AdamW: (p, lr = 0.1) => new nn.AdamW(p, { lr, weightDecay: 0, amsgrad: true }),
  NAdam: (p, lr = 0.1) => new nn.NAdam(p, { lr }),
  RAdam: (p, lr = 0.1) => new nn.RAdam(p, { lr, betas: [0.9, 0.99] }),
  Adamax: (p, lr = 0.1) => new nn.Adamax(p, { lr }),
  Rprop: (p, lr = 0.1) => new nn.Rprop(p, { lr }),
  Lion: (p, lr = 0.05) => new nn.Lion(p, { lr }),
  LAMB: (p, lr = 0.05) => new nn.LAMB(p, { lr }),
  Adafactor: (p, lr = 0.1) =>
    new nn.Adafactor(p, { lr, relativeStep: false, scaleParameter: false, beta1: 0.5 }),
  Muon: (p, lr = 0.1) => new nn.Muon(p, { lr }),
  Shampoo: (p, lr = 1) => new nn.Shampoo(p, { lr, eps: 1, updateFreq: 2 }),
  LBFGS: (p, lr = 0.5) => new nn.LBFGS(p, { lr, maxIter: 2 }),
  SAM: (p, lr = 0.1) => new nn.SAM(new nn.SGD(p, { lr, momentum: 0.5 }), { rho: 1e-3 }),
  Lookahead: (p, lr = 0.1) => new nn.Lookahead(new nn.Adam(p, { lr })),
};

/** Those that compute gradients themselves. */
const closing = ["LBFGS", "SAM"];
const separate = Object.entries(each).filter(([name]) => !closing.includes(name));

it("the list is the index's", () => {
  const kinds = Object.entries(nn).filter(([, kind]) => Object.prototype.isPrototypeOf.call(Optimizer, kind));
  expect(Object.keys(each).sort()).toEqual(kinds.map(([name]) => name).sort());
});

/** ½ Σ c (θ − 1)², c from 1 to 5, and the step of an optimiser on it. */
function quadratic(make: Make) {
  const rng = new Philox(1);
  const theta = new Parameter(randn([3, 4], { rng, dtype: "float64" }));
  const phi = new Parameter(randn([2, 2], { rng, dtype: "float64" }));
  const c = tensor([1, 2, 3, 5], { dtype: "float64" });
  const optimizer = make([theta, phi]);
  const closure: Closure = () => {
    optimizer.zeroGrad();
    const off = theta.sub(1).pow(2).mul(c).sum();
    const loss = off.add(phi.sub(1).pow(2).sum()).mul(0.5);
    loss.backward();
    return loss;
  };
  const numbers = () => [...theta.data, ...phi.data];
  return { theta, phi, optimizer, numbers, step: () => optimizer.step(closure)! };
}

/** The tensors of a state, copied. */
function copied(state: Record<string, Tensor>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(state).map(([name, x]) => [name, x.clone()]));
}

const numbersOf = (state: Record<string, Tensor>) =>
  Object.entries(state).map(([name, x]) => [name, Array.from(x.data)]);

describe.each(Object.entries(each))("%s", (name, make) => {
  it("reaches the minimum of a convex quadratic with a rate that falls to 0", () => {
    const { optimizer, numbers, step } = quadratic(make);
    const { lr } = optimizer;
    for (let i = 0; i < 300; i++) {
      optimizer.lr = lr * (1 - i / 300);
      step();
    }
    for (const x of numbers()) expect(Math.abs(x - 1)).toBeLessThan(2e-3);
  });

  it("step(closure) returns the loss where it starts", () => {
    const { theta, step } = quadratic(make);
    theta.data.fill(1);
    const first = step().item();
    const again = quadratic(make);
    again.theta.data.fill(1);
    const { phi } = again;
    expect(first).toBeCloseTo([...phi.data].reduce((sum, x) => sum + (x - 1) ** 2, 0) / 2, 12);
  });

  it("resumed from a state in another optimiser it goes on bit for bit", () => {
    const whole = quadratic(make);
    for (let i = 0; i < 14; i++) whole.step();
    const first = quadratic(make);
    for (let i = 0; i < 7; i++) first.step();
    const state = copied(first.optimizer.stateDict());
    const second = quadratic(make);
    for (let i = 0; i < 3; i++) second.step();
    noGrad(() => {
      second.theta.copy_(first.theta);
      second.phi.copy_(first.phi);
    });
    second.optimizer.loadStateDict(state);
    for (let i = 0; i < 7; i++) second.step();
    expect(second.numbers()).toEqual(whole.numbers());
  });

  it("a state of another optimiser is refused by name, and nothing changes", () => {
    const run = quadratic(make);
    run.step();
    const before = copied(run.optimizer.stateDict());
    const foreign = { "0.nothing_of_the_kind": zeros([3]) };
    const wrapped = name === "Lookahead" ? { ...before, nothing: zeros([]) } : foreign;
    expect(() => run.optimizer.loadStateDict(wrapped)).toThrow(/^\w+\.loadStateDict: (0\.)?nothing/);
    expect(numbersOf(run.optimizer.stateDict())).toEqual(numbersOf(before));
  });

  it("refuses a rate below 0 by name", () => {
    const { optimizer } = quadratic(make);
    const inner = ["SAM", "Lookahead"].includes(name) ? /^(SGD|Adam): lr -1/ : new RegExp(`^${name}: lr -1`);
    expect(() => quadratic((p) => make(p, -1))).toThrow(inner);
    expect(() => {
      optimizer.lr = -1;
    }).toThrow(inner);
  });
});

describe.each(separate)("%s", (_, make) => {
  it("leaves gradients as they are, and does not keep their memory", () => {
    const { theta, optimizer } = quadratic(make);
    const gradient = randn([3, 4], { rng: new Philox(3), dtype: "float64" });
    const values = [...gradient.data];
    for (let i = 0; i < 3; i++) {
      theta.grad = gradient;
      optimizer.step();
    }
    expect([...gradient.data]).toEqual(values);
    const before = numbersOf(optimizer.stateDict());
    gradient.fill_(99);
    expect(numbersOf(optimizer.stateDict())).toEqual(before);
  });

  it("leaves a parameter without a gradient where it is", () => {
    const { theta, phi, optimizer } = quadratic(make);
    const before = [...phi.data];
    theta.grad = randn([3, 4], { rng: new Philox(3), dtype: "float64" });
    for (let i = 0; i < 6; i++) optimizer.step();
    expect([...phi.data]).toEqual(before);
  });

  it("a parameter in a group of its own moves as it would alone", () => {
    const gradients = [0, 1, 2].map((i) => randn([2, 3], { rng: new Philox(i) }).toArray());
    const start = randn([2, 3], { rng: new Philox(9) }).toArray();
    const alone = walk((p) => make(p, 0.01), start, ...gradients);
    const inGroup = walk(
      (p) => {
        const other = new Parameter(zeros([2, 2], { dtype: "float64" }));
        const groups = [{ params: [other] }, { params: p, lr: 0.01 }];
        return make(groups as unknown as Parameter[]);
      },
      start,
      ...gradients,
    );
    expect(inGroup).toEqual(alone);
  });
});

describe("gradients 1024 times as large", () => {
  const eps = 0;
  const lr = 0.1;
  const blind: Record<string, Make> = {
    Adagrad: (p) => new nn.Adagrad(p, { lr, eps }),
    RMSprop: (p) => new nn.RMSprop(p, { lr, eps, centered: true, momentum: 0.9 }),
    Adam: (p) => new nn.Adam(p, { lr, eps, amsgrad: true }),
    AdamW: (p) => new nn.AdamW(p, { lr, eps, weightDecay: 0.1 }),
    NAdam: (p) => new nn.NAdam(p, { lr, eps }),
    Adamax: (p) => new nn.Adamax(p, { lr, eps }),
    Rprop: (p) => new nn.Rprop(p, { lr }),
    Lion: (p) => new nn.Lion(p, { lr, weightDecay: 0.1 }),
    LAMB: (p) => new nn.LAMB(p, { lr, eps, weightDecay: 0.1 }),
    Adafactor: (p) => new nn.Adafactor(p, { eps: [0, 1e-3] }),
    Muon: (p) => new nn.Muon(p, { lr, eps, weightDecay: 0.1 }),
  };

  // A power of 2, so that not even roundings differ.
  it.each(Object.entries(blind))("move a parameter no further: %s", (_, make) => {
    const gradients = [0, 1, 2, 3].map((i) => randn([2, 3], { rng: new Philox(i) }));
    const start = randn([2, 3], { rng: new Philox(9) }).toArray();
    const small = walk(make, start, ...gradients.map((g) => g.toArray()));
    const large = walk(make, start, ...gradients.map((g) => g.mul(1024).toArray()));
    expect(large).toEqual(small);
  });
});

describe("weight decay where the gradient is 0", () => {
  const [lr, weightDecay, eps] = [0.1, 0.5, 0];
  const decoupled: Record<string, Make> = {
    AdamW: (p) => new nn.AdamW(p, { lr, weightDecay }),
    Lion: (p) => new nn.Lion(p, { lr, weightDecay }),
    Adafactor: (p) => new nn.Adafactor(p, { lr, weightDecay, relativeStep: false, scaleParameter: false }),
    Muon: (p) => new nn.Muon(p, { lr, weightDecay }),
  };

  it.each(Object.entries(decoupled))("decoupled: θ shrinks by η λ of itself: %s", (_, make) => {
    expectClose(walk(make, [[2, -4]], [[0, 0]]), [2 * 0.95, -4 * 0.95]);
  });

  const coupled: Record<string, Make> = {
    Adagrad: (p) => new nn.Adagrad(p, { lr, weightDecay, eps }),
    RMSprop: (p) => new nn.RMSprop(p, { lr, weightDecay, eps, alpha: 0 }),
    Adam: (p) => new nn.Adam(p, { lr, weightDecay, eps }),
    Adamax: (p) => new nn.Adamax(p, { lr, weightDecay, eps }),
  };

  it.each(Object.entries(coupled))(
    "coupled: it is scaled like any gradient, large and small θ alike: %s",
    (_, make) => {
      expectClose(walk(make, [[2, -4]], [[0, 0]]), [2 - 0.1, -4 + 0.1]);
    },
  );

  it("coupled without scaling, in SGD, is the same as decoupled", () => {
    expectClose(
      walk((p) => new nn.SGD(p, { lr, weightDecay }), [2, -4], [0, 0]),
      [2 * 0.95, -4 * 0.95],
    );
  });
});

it("states have PyTorch's names", () => {
  const named = Object.fromEntries(
    separate.map(([name, make]) => {
      const { optimizer, step } = quadratic(make);
      step();
      const keys = Object.keys(optimizer.stateDict()).filter((key) => key.startsWith("0."));
      return [name, keys.map((key) => key.slice(2)).join(" ")];
    }),
  );
  expect(named).toEqual({
    SGD: "momentum_buffer",
    Adagrad: "step sum",
    Adadelta: "square_avg acc_delta",
    RMSprop: "square_avg momentum_buffer grad_avg",
    Adam: "step exp_avg exp_avg_sq max_exp_avg_sq",
    AdamW: "step exp_avg exp_avg_sq max_exp_avg_sq",
    NAdam: "step mu_product exp_avg exp_avg_sq",
    RAdam: "step exp_avg exp_avg_sq",
    Adamax: "step exp_avg exp_inf",
    Rprop: "prev step_size",
    Lion: "exp_avg",
    LAMB: "step exp_avg exp_avg_sq",
    Adafactor: "step exp_avg_sq_row exp_avg_sq_col exp_avg",
    Muon: "momentum_buffer",
    Shampoo: "step precond_0 inv_precond_0 precond_1 inv_precond_1",
    Lookahead: "",
  });
});

it("a state of another dtype is refused, not rounded", () => {
  const of = (dtype: "float32" | "float64") => {
    const theta = new Parameter(zeros([2], { dtype }));
    const optimizer = new nn.Adam([theta]);
    theta.grad = zeros([2], { dtype });
    optimizer.step();
    return optimizer;
  };
  expect(() => of("float32").loadStateDict(of("float64").stateDict())).toThrow(
    /^Adam.loadStateDict: 0.exp_avg \[2\] of float64 for 1 parameters/,
  );
});
