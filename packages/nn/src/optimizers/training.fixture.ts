import { compile, type DType, noGrad, Philox, randn, type Tensor } from "@blankfile/tensor";
import {
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  LAMB,
  Lion,
  Lookahead,
  Module,
  Muon,
  NAdam,
  type Optimizer,
  Parameter,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
  Shampoo,
} from "../index.ts";

class Curve extends Module {
  readonly w: Parameter;
  readonly b: Parameter;

  constructor(dtype: DType) {
    super();
    const rng = new Philox(5);
    this.w = new Parameter(randn([5, 7], { rng, dtype }));
    this.b = new Parameter(randn([5, 7], { rng, dtype }));
  }

  forward(x: Tensor): Tensor {
    return x.mul(this.w).add(this.b);
  }
}

export type Make = (parameters: Iterable<Parameter>) => Optimizer & { lr: number };

export const makers: Record<string, Make> = {
  SGD: (p) => new SGD(p, { lr: 0.1 }),
  "SGD with momentum": (p) => new SGD(p, { lr: 0.1, momentum: 0.9, weightDecay: 0.01 }),
  "SGD of Nesterov": (p) => new SGD(p, { lr: 0.1, momentum: 0.9, nesterov: true }),
  Adam: (p) => new Adam(p, { lr: 0.05 }),
  "Adam of AMSGrad": (p) => new Adam(p, { lr: 0.05, amsgrad: true }),
  AdamW: (p) => new AdamW(p, { lr: 0.05, weightDecay: 0.1, amsgrad: true }),
  RMSprop: (p) => new RMSprop(p, { lr: 0.05, weightDecay: 0.1 }),
  "RMSprop, centered, with momentum": (p) =>
    new RMSprop(p, { lr: 0.01, centered: true, momentum: 0.9, alpha: 0.9 }),
  Adagrad: (p) => new Adagrad(p, { lr: 0.1, lrDecay: 0.1, weightDecay: 0.1 }),
  Adadelta: (p) => new Adadelta(p, { rho: 0.8, weightDecay: 0.1 }),
  NAdam: (p) => new NAdam(p, { lr: 0.05, weightDecay: 0.1 }),
  // β₂ so small that ρ_t passes 5 within the steps taken.
  RAdam: (p) => new RAdam(p, { lr: 0.05, betas: [0.9, 0.99], weightDecay: 0.1 }),
  Adamax: (p) => new Adamax(p, { lr: 0.05, weightDecay: 0.1 }),
  Rprop: (p) => new Rprop(p, { lr: 0.05 }),
  "Lookahead around Adam": (p) => new Lookahead(new Adam(p, { lr: 0.05 }), { k: 3 }),
  "Lookahead around SGD": (p) => new Lookahead(new SGD(p, { lr: 0.1, momentum: 0.9 }), { k: 2, alpha: 0.8 }),
  Lion: (p) => new Lion(p, { lr: 0.05, weightDecay: 0.1 }),
  "Adam with decay": (p) => new Adam(p, { lr: 0.05, weightDecay: 0.1, betas: [0.8, 0.9] }),
};

/**
 * Those that multiply matrices or sum over a whole parameter. Compiled sums run in another order, so these train in float64, to 1e-12,
 * and of numbers beyond 1 to as much of their size: roundings of 1e-16 a sum of at most 35 terms, a few dozen sums in a row.
 */
export const summing: Record<string, Make> = {
  Muon: (p) => new Muon(p, { lr: 0.05, weightDecay: 0.1 }),
  Adafactor: (p) => new Adafactor(p, { weightDecay: 0.1 }),
  "Adafactor with its first moment": (p) =>
    new Adafactor(p, { lr: 0.05, beta1: 0.9, scaleParameter: false, relativeStep: false }),
  // Its eigenvalues are the same eager code, on products in another order.
  Shampoo: (p) => new Shampoo(p, { lr: 0.05, eps: 0.1 }),
  LAMB: (p) => new LAMB(p, { lr: 0.05, weightDecay: 0.1 }),
  "Muon without Nesterov": (p) => new Muon(p, { lr: 0.05, nesterov: false, momentum: 0.5 }),
};

export type Zeroing = "before" | "after" | "never";

/** A model with its optimiser and one step of training, eager or compiled. */
export function training(make: Make, compiled: boolean, zeroing: Zeroing = "before") {
  const dtype = Object.values(summing).includes(make) ? "float64" : "float32";
  const model = new Curve(dtype);
  const optimizer = make(model.parameters());
  const body = (x: Tensor, y: Tensor): Tensor => {
    if (zeroing === "before") optimizer.zeroGrad();
    const error = model.forward(x).sub(y);
    const loss = error.mul(error).sum();
    loss.backward();
    optimizer.step();
    if (zeroing === "after") optimizer.zeroGrad();
    return loss.detach();
  };
  const rng = new Philox(6);
  const step = compiled ? compile(body) : body;
  return {
    model,
    optimizer,
    step: () => step(randn([5, 7], { rng, dtype }), randn([5, 7], { rng, dtype })),
    evaluate: compiled
      ? compile((x: Tensor) => model.forward(x))
      : (x: Tensor) => noGrad(() => model.forward(x)),
  };
}
