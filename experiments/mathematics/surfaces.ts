/**
 * Optimisers on hard surfaces.
 *
 * Question: How many steps do gradient descent, its accelerations, Adam, conjugate gradients, Newton and L-BFGS need on surfaces made to be hard, and do the rates of the theory hold?
 * Command: npx blankfile run mathematics/surfaces
 * Expectation: On quadratics of condition κ gradient descent shrinks the error by 1 − 1/κ a step, Nesterov's method by 1 − 1/√κ; Newton and L-BFGS end on Rosenbrock's valley floor within 60 steps where gradient descent needs thousands; 200 steps agree with PyTorch's to 1e-9.
 * Minutes: 1
 *
 * One variable: the optimiser. All start at the same three points of each surface; a step is one change of the point. Rates were set once and not
 * searched: 0.001 for gradient descent with and without momentum, 0.02 for Adam, 0.002 for RMSprop; the last three choose their steps.
 *
 *   quadratic    ½ Σ λᵢ θᵢ², λ from 1 to κ = 100, 20 of them     gradient descent: η = 1/L; Nesterov: η = 1/L, β = (√κ − 1)/(√κ + 1)
 *   Rosenbrock   (1 − x)² + 100 (y − x²)²                        Rosenbrock 1960
 *   Beale        (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²
 *   Himmelblau   (x² + y − 11)² + (x + y² − 7)²                  four minima
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";
import { Adam, LBFGS, type Optimizer, Parameter, RMSprop, SGD } from "@blankfile/nn";
import { eigvalsh, eye, grad, hessian, noGrad, Philox, solve, type Tensor, tensor } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const f64 = { dtype: "float64" } as const;
type Surface = (theta: Tensor) => Tensor;

const at = (theta: Tensor): [Tensor, Tensor] => [theta.slice([0, 1]), theta.slice([1, 2])];
const squares = (...parts: Tensor[]): Tensor =>
  parts
    .map((part) => part.square())
    .reduce((sum, part) => sum.add(part))
    .sum();

const surfaces: Record<string, { f: Surface; start: [number, number] }> = {
  rosenbrock: {
    f: (theta) => {
      const [x, y] = at(theta);
      return squares(x.neg().add(1), y.sub(x.square()).mul(10));
    },
    start: [-1.2, 1],
  },
  beale: {
    f: (theta) => {
      const [x, y] = at(theta);
      const part = (c: number, power: number) => x.mul(y.pow(power)).sub(x).add(c);
      return squares(part(1.5, 1), part(2.25, 2), part(2.625, 3));
    },
    start: [1, 0.5],
  },
  himmelblau: {
    f: (theta) => {
      const [x, y] = at(theta);
      return squares(x.square().add(y).sub(11), x.add(y.square()).sub(7));
    },
    start: [0, 0],
  },
};

/** Makes one step from θ, in place. */
type Step = () => void;
type Method = (theta: Parameter, f: Surface) => Step;

const fromLibrary =
  (make: (theta: Parameter) => Optimizer): Method =>
  (theta, f) => {
    const optimizer = make(theta);
    return () => {
      optimizer.step(() => {
        optimizer.zeroGrad();
        const value = f(theta);
        value.backward();
        return value;
      });
    };
  };

/** Halves the step until f falls by a ten-thousandth of what the slope promises (Armijo 1966). */
function backtrack(theta: Tensor, f: Surface, direction: Tensor, slope: number): void {
  const [before, from] = [f(theta).item(), theta.detach().clone()];
  for (let t = 1; t > 1e-12; t /= 2) {
    noGrad(() => theta.copy_(from.add(direction.mul(t))));
    if (f(theta).item() <= before + 1e-4 * t * slope) return;
  }
  noGrad(() => theta.copy_(from));
}

const gradientOf = (theta: Tensor, f: Surface): Tensor => grad(f(theta), [theta])[0]!.detach();
const dot = (a: Tensor, b: Tensor): number => a.mul(b).sum().item();

const methods: Record<string, Method> = {
  gd: fromLibrary((theta) => new SGD([theta], { lr: 1e-3 })),
  momentum: fromLibrary((theta) => new SGD([theta], { lr: 1e-3, momentum: 0.9 })),
  nesterov: fromLibrary((theta) => new SGD([theta], { lr: 1e-3, momentum: 0.9, nesterov: true })),
  adam: fromLibrary((theta) => new Adam([theta], { lr: 0.02 })),
  rmsprop: fromLibrary((theta) => new RMSprop([theta], { lr: 2e-3 })),
  /** Polak and Ribière 1969 with a restart where β would be negative or the way leads up. */
  cg: (theta, f) => {
    let g = gradientOf(theta, f);
    let d = g.neg();
    return () => {
      if (dot(g, d) >= 0) d = g.neg();
      backtrack(theta, f, d, dot(g, d));
      const next = gradientOf(theta, f);
      const beta = Math.max(0, dot(next, next.sub(g)) / dot(g, g));
      d = next.neg().add(d.mul(beta));
      g = next;
    };
  },
  /** (H + μI) d = −g, μ just large enough for H + μI to be positive definite. */
  newton: (theta, f) => () => {
    const g = gradientOf(theta, f);
    const H = hessian(f, theta.detach()).reshape([2, 2]);
    const smallest = eigvalsh(H).data[0] as number;
    const shifted = H.add(eye(2, f64).mul(Math.max(0, 1e-3 - smallest)));
    const d = solve(shifted, g.neg().reshape([2, 1])).reshape([2]);
    backtrack(theta, f, d, dot(g, d));
  },
  lbfgs: fromLibrary((theta) => new LBFGS([theta], { maxIter: 1, lineSearchFn: "strong_wolfe" })),
};

const reached = 1e-8;

await experiment({
  name: "mathematics/surfaces",
  nearest,
  variants: Object.keys(methods),
  seeds: 3,
  flags: { steps: { default: 20_000, says: "steps at most on each surface" } },
  smoke: { steps: 30 },
  metrics: {
    ...Object.fromEntries(Object.keys(surfaces).map((name) => [`${name}/f`, { goal: "minimize" } as const])),
    ...Object.fromEntries(
      Object.keys(surfaces).map((name) => [`${name}/steps`, { goal: "minimize" } as const]),
    ),
    "rate/off": { goal: "minimize" },
    "pytorch/worst": { goal: "minimize" },
  },

  predict: (variant) => ({
    text: `${variant}: second-order methods need tens of steps on Rosenbrock, the others thousands.`,
    metric: "rosenbrock/steps",
    range: /newton|lbfgs|cg/.test(variant) ? [5, 500] : [500, 20_001],
  }),

  async train({ variant, seed, config, run, progress }) {
    const method = methods[variant]!;
    const rng = new Philox(seed);
    const ends: Record<string, number> = {};
    for (const [i, [name, { f, start }]] of Object.entries(surfaces).entries()) {
      const near = start.map((value) => value + (seed === 0 ? 0 : 0.2 * rng.normal()));
      const theta = new Parameter(tensor(near, f64));
      const step = method(theta, f);
      let [value, steps] = [f(theta).item(), 0];
      while (value > reached && steps < config.steps && Number.isFinite(value)) {
        step();
        value = f(theta).item();
        steps++;
        if (steps <= 50 || steps % 100 === 0) run.log({ [`${name}/f`]: value }, { step: steps });
      }
      ends[`${name}/steps`] = value <= reached ? steps : config.steps + 1;
      progress(i + 1, 3, `${name}: f = ${value.toExponential(1)} after ${steps}`);
    }
    const off = rateOff(variant);
    const pytorch = againstPyTorch(variant);
    return {
      ...ends,
      ...(off === undefined ? {} : { "rate/off": off }),
      ...(pytorch === undefined ? {} : { "pytorch/worst": pytorch }),
    };
  },

  judge(figures, { steps }) {
    const rosenbrock = (variant: string) => figures.of(variant, "rosenbrock/steps").values;
    return [
      ...["gd", "nesterov"].map((variant) => ({
        text: `${variant}: measured rate on quadratics of κ = 10, 100, 1000 off 1 − 1/${variant === "gd" ? "κ" : "√κ"}, of what it takes away, below 5 %`,
        found: showFigure(figures.of(variant, "rate/off")),
        met: figures.of(variant, "rate/off").values.every((off) => off < 0.05),
      })),
      ...["newton", "lbfgs"].map((variant) => ({
        text: `${variant}: steps to f < 1e-8 on Rosenbrock, below 60 from every start`,
        found: rosenbrock(variant).join(", "),
        met: rosenbrock(variant).every((count) => count < 60),
      })),
      ...["gd", "momentum", "nesterov", "adam", "rmsprop", "cg"].map((variant) => ({
        text: `${variant}: steps to f < 1e-8 on Rosenbrock, ${steps + 1} where it was not reached`,
        found: rosenbrock(variant).join(", "),
      })),
      ...["gd", "momentum", "nesterov", "adam", "rmsprop", "lbfgs"].map((variant) => ({
        text: `${variant}: path on Rosenbrock off PyTorch's (golden/optim), below 1e-9`,
        found: showFigure(figures.of(variant, "pytorch/worst")),
        met: figures.of(variant, "pytorch/worst").values.every((off) => off < 1e-9),
      })),
    ];
  },
});

/** Of gradient descent and Nesterov's method: the largest relative difference of 1 − measured rate from 1/κ or 1/√κ. */
function rateOff(variant: string): number | undefined {
  if (variant !== "gd" && variant !== "nesterov") return undefined;
  const offs = [10, 100, 1000].map((kappa) => {
    const root = Math.sqrt(kappa);
    const promised = variant === "gd" ? 1 / kappa : 1 / root;
    const lambda = Array.from({ length: 20 }, (_, i) => kappa ** (i / 19));
    const momentum = variant === "gd" ? 0 : (root - 1) / (root + 1);
    let [theta, before] = [lambda.map(() => 1), lambda.map(() => 1)];
    const size = () => Math.hypot(...theta);
    const step = () => {
      const ahead = theta.map((value, i) => value + momentum * (value - before[i]!));
      [before, theta] = [theta, ahead.map((value, i) => value - (lambda[i]! / kappa) * value)];
    };
    // Long enough for the slowest direction to be what is left; its rate is that of the last half.
    const steps = Math.ceil(20 / promised);
    for (let i = 0; i < steps; i++) step();
    const middle = size();
    for (let i = 0; i < steps; i++) step();
    const rate = (size() / middle) ** (1 / steps);
    return Math.abs((1 - rate) / promised - 1);
  });
  return Math.max(...offs);
}

function againstPyTorch(variant: string): number | undefined {
  const file = path.join(import.meta.dirname, "../../golden/optim/rosenbrock.json");
  const wanted = (JSON.parse(readFileSync(file, "utf8")) as { values: Record<string, number[][]> }).values[
    variant
  ];
  if (!wanted) return undefined;
  const { f, start } = surfaces.rosenbrock!;
  const theta = new Parameter(tensor(start, f64));
  const step = methods[variant]!(theta, f);
  let worst = 0;
  for (const point of wanted) {
    step();
    point.forEach((value, i) => {
      worst = Math.max(worst, Math.abs((theta.data[i] as number) - value));
    });
  }
  return worst;
}
