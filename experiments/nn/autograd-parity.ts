/**
 * Derivatives by a machine, against paper, differences and PyTorch.
 *
 * Question: Do a scalar engine of forty lines and the tensor tape give the derivatives that paper, differences and PyTorch give?
 * Command: npx blankfile run nn/autograd-parity
 * Expectation: micrograd's printed numbers to all their digits, hand-derived gradients to 1e-10, every gradient of the golden cases to 1e-9.
 * Minutes: 0.2
 *
 * One variable: the engine. The numbers 24.7041, 138.8338 and 645.5773 are those of micrograd's README
 * (https://github.com/karpathy/micrograd). The network is z₁ = x W₁ᵀ + b₁, h = tanh z₁, z₂ = h W₂ᵀ + b₂, L = −1/B Σ log softmax(z₂)_y; on paper
 *
 *   δ₂ = (softmax(z₂) − onehot y) / B      ∂L/∂W₂ = δ₂ᵀ h      ∂L/∂b₂ = Σ_B δ₂
 *   δ₁ = δ₂ W₂ ⊙ (1 − h²)                  ∂L/∂W₁ = δ₁ᵀ x      ∂L/∂b₁ = Σ_B δ₁
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";
import { crossEntropy } from "@blankfile/nn";
import * as tensorLibrary from "@blankfile/tensor";
import { type DType, grad, oneHot, Philox, randint, randn, Tensor, tensor } from "@blankfile/tensor";
import { experiment, type Figures, showFigure } from "@blankfile/tracking/node";

/** A number that remembers what it was computed from: each input with ∂(this)/∂(input). */
class Value {
  grad = 0;
  readonly data: number;
  readonly inputs: readonly (readonly [Value, number])[];

  constructor(data: number, inputs: readonly (readonly [Value, number])[] = []) {
    this.data = data;
    this.inputs = inputs;
  }

  add = (other: Value) =>
    new Value(this.data + other.data, [
      [this, 1],
      [other, 1],
    ]);
  mul = (other: Value) =>
    new Value(this.data * other.data, [
      [this, other.data],
      [other, this.data],
    ]);
  pow = (n: number) => new Value(this.data ** n, [[this, n * this.data ** (n - 1)]]);
  relu = () => new Value(Math.max(0, this.data), [[this, this.data > 0 ? 1 : 0]]);
  tanh = () => new Value(Math.tanh(this.data), [[this, 1 - Math.tanh(this.data) ** 2]]);
  exp = () => new Value(Math.exp(this.data), [[this, Math.exp(this.data)]]);
  log = () => new Value(Math.log(this.data), [[this, 1 / this.data]]);

  /** The chain rule, from the last number to the first: ∂L/∂input += ∂L/∂this · ∂(this)/∂(input). */
  backward(): void {
    const order: Value[] = [];
    const seen = new Set<Value>();
    const visit = (value: Value) => {
      if (seen.has(value)) return;
      seen.add(value);
      for (const [input] of value.inputs) visit(input);
      order.push(value);
    };
    visit(this);
    this.grad = 1;
    for (const value of order.reverse())
      for (const [input, local] of value.inputs) input.grad += value.grad * local;
  }
}

/** What an engine must tell about the network: loss and gradients, in the order of the problem's parameters, and ∂L/∂z₂. */
interface Found {
  loss: number;
  logits: number[];
  gradients: number[];
}

interface Problem {
  x: Tensor;
  y: Tensor;
  /** W₁ [H, F], b₁ [H], W₂ [K, H], b₂ [K]. */
  parameters: [Tensor, Tensor, Tensor, Tensor];
}

const f64 = { dtype: "float64" } as const;
const golden = path.join(import.meta.dirname, "../../golden/tensor");

await experiment({
  name: "nn/autograd-parity",
  nearest,
  variants: ["scalar", "tensor"],
  seeds: 3,
  flags: {
    batch: { default: 8, says: "samples, drawn from N(0, 1)" },
    hidden: { default: 16, says: "hidden units" },
  },
  smoke: { batch: 2, hidden: 3 },
  metrics: {
    "readme/error": { goal: "minimize" },
    "softmax/error": { goal: "minimize" },
    "network/error": { goal: "minimize" },
    "difference/error": { goal: "minimize" },
    "golden/error": { goal: "minimize" },
    "golden/cases": {},
  },

  predict: (variant) => ({
    text: `The ${variant} engine differs from the formulas on paper by rounding alone.`,
    metric: "network/error",
    range: [0, 1e-14],
  }),

  async train({ variant, seed, config: { batch, hidden }, run, progress }) {
    const rng = new Philox(seed);
    const [features, classes] = [6, 4];
    const problem: Problem = {
      x: randn([batch, features], { rng, ...f64 }),
      y: randint(0, classes, [batch], { rng }),
      parameters: [
        randn([hidden, features], { rng, ...f64 }).div(Math.sqrt(features)),
        randn([hidden], { rng, ...f64 }),
        randn([classes, hidden], { rng, ...f64 }).div(Math.sqrt(hidden)),
        randn([classes], { rng, ...f64 }),
      ],
    };
    const engine = variant === "scalar" ? byScalars : byTensors;
    const [found, hand] = [engine(problem), byHand(problem)];
    const figures = {
      "readme/error": worst(readme(variant), [24.7041, 138.8338, 645.5773], () => 1),
      "softmax/error": worst(found.logits, hand.logits),
      "network/error": worst(found.gradients, hand.gradients),
      "difference/error": worst(found.gradients, differences(engine, problem)),
      ...(variant === "tensor" && goldenCases()),
    };
    run.log(figures, { step: 1 });
    progress(1, 1, `off the formulas by ${figures["network/error"].toExponential(1)}`);
    return figures;
  },

  judge(figures) {
    const bars: [string, string, number][] = [
      [
        "readme/error",
        "micrograd's 24.7041, 138.8338, 645.5773: difference, at most half their last digit",
        5e-5,
      ],
      ["softmax/error", "gradient of softmax and cross-entropy against (p − y) / B, below 1e-10", 1e-10],
      ["network/error", "gradients of the network against the formulas on paper, below 1e-10", 1e-10],
      ["difference/error", "the same against central differences, below 1e-8", 1e-8],
    ];
    const cases = figures.mean("tensor", "golden/cases");
    return [
      ...["scalar", "tensor"].flatMap((variant) =>
        bars.map(([metric, text, bar]) => below(figures, variant, metric, `${variant}: ${text}`, bar)),
      ),
      below(
        figures,
        "tensor",
        "golden/error",
        `all ${cases} gradient cases of golden/tensor (PyTorch 1.13), below 1e-9`,
        1e-9,
      ),
    ];
  },
});

function below(figures: Figures, variant: string, metric: string, text: string, bar: number) {
  const figure = figures.of(variant, metric);
  return { text, found: showFigure(figure), met: figure.values.every((value) => value <= bar) };
}

/** Largest difference over the size of the wanted number, or over 1 where that is larger. */
function worst(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  scale = (size: number) => Math.max(1, size),
): number {
  if (found.length !== wanted.length)
    throw new RangeError(`worst: ${found.length} numbers, ${wanted.length} are needed`);
  return Array.from(found).reduce((most, x, i) => {
    if (Object.is(x, wanted[i]) || x === wanted[i]) return most;
    return Math.max(most, Math.abs(x - wanted[i]!) / scale(Math.abs(wanted[i]!)));
  }, 0);
}

/**
 * g, ∂g/∂a and ∂g/∂b at a = −4, b = 2 of the function that the README builds up, its terms gathered:
 *
 *   c = 4 (a + b) + 3 − a,   d = 12 (a b + b³) + 4 relu(a + b) + relu(b − a),   f = (c − d)²,   g = f / 2 + 10 / f
 */
function readme(variant: string): number[] {
  if (variant === "scalar") {
    const [a, b] = [new Value(-4), new Value(2)];
    const g = expression(a, b, (x) => new Value(x));
    g.backward();
    return [g.data, a.grad, b.grad];
  }
  const [a, b] = [-4, 2].map((x) => tensor(x, { ...f64, requiresGrad: true })) as [Tensor, Tensor];
  const g = expression(a, b, (x) => tensor(x, f64));
  g.backward();
  return [g, a.grad!, b.grad!].map((x) => x.item());
}

interface Numbers<T> {
  add(other: T): T;
  mul(other: T): T;
  pow(n: number): T;
  relu(): T;
}

function expression<T extends Numbers<T>>(a: T, b: T, number: (x: number) => T): T {
  const negative = a.mul(number(-1));
  const c = a.add(b).mul(number(4)).add(number(3)).add(negative);
  const d = a
    .mul(b)
    .add(b.pow(3))
    .mul(number(12))
    .add(a.add(b).relu().mul(number(4)))
    .add(b.add(negative).relu());
  const f = c.add(d.mul(number(-1))).pow(2);
  return f.mul(number(0.5)).add(f.pow(-1).mul(number(10)));
}

function byHand({ x, y, parameters: [w1, b1, w2, b2] }: Problem): Found {
  const h = x.matmul(w1.transpose(0, 1)).add(b1).tanh(); // [B, H]
  const p = h.matmul(w2.transpose(0, 1)).add(b2).softmax({ dim: 1 }); // [B, K]
  const target = oneHot(y, b2.numel()).to("float64");
  const d2 = p.sub(target).div(x.shape[0]!);
  const d1 = d2.matmul(w2).mul(h.mul(h).neg().add(1));
  const gradients = [
    d1.transpose(0, 1).matmul(x),
    d1.sum({ dim: 0 }),
    d2.transpose(0, 1).matmul(h),
    d2.sum({ dim: 0 }),
  ];
  return {
    loss: p.mul(target).sum({ dim: 1 }).log().mean().neg().item(),
    logits: [...d2.data],
    gradients: gradients.flatMap((g) => [...g.data]),
  };
}

function byTensors({ x, y, parameters }: Problem): Found {
  const leaves = parameters.map((p) =>
    tensor(p.data.slice(), { shape: p.shape, ...f64, requiresGrad: true }),
  );
  const [w1, b1, w2, b2] = leaves as Problem["parameters"];
  const h = x.matmul(w1.transpose(0, 1)).add(b1).tanh();
  const logits = h.matmul(w2.transpose(0, 1)).add(b2);
  const loss = crossEntropy(logits, y);
  const [atLogits, ...gradients] = grad(loss, [logits, ...leaves]) as [Tensor, ...Tensor[]];
  return { loss: loss.item(), logits: [...atLogits.data], gradients: gradients.flatMap((g) => [...g.data]) };
}

function byScalars({ x, y, parameters }: Problem): Found {
  const values = (t: Tensor) => Array.from(t.data, (number) => new Value(number));
  const [w1, b1, w2, b2] = parameters.map(values) as [Value[], Value[], Value[], Value[]];
  const layer = (input: Value[], w: Value[], b: Value[]) =>
    b.map((bias, j) => input.reduce((sum, value, i) => sum.add(value.mul(w[j * input.length + i]!)), bias));
  const B = x.shape[0]!;
  const logits = Array.from({ length: B }, (_, n) => {
    const h = layer(values(x.slice([n, n + 1])), w1, b1).map((z) => z.tanh());
    return layer(h, w2, b2);
  });
  const losses = logits.map((z, n) => {
    const total = z.map((logit) => logit.exp()).reduce((a, b) => a.add(b));
    return total.log().add(z[y.data[n]!]!.mul(new Value(-1))); // log Σ eᶻ − z_y
  });
  const loss = losses.reduce((a, b) => a.add(b)).mul(new Value(1 / B));
  loss.backward();
  const gradients = (all: Value[]) => all.map((value) => value.grad);
  return {
    loss: loss.data,
    logits: gradients(logits.flat()),
    gradients: gradients([...w1, ...b1, ...w2, ...b2]),
  };
}

/** (L(θ + ε e_i) − L(θ − ε e_i)) / 2ε for every number of every parameter. */
function differences(engine: (problem: Problem) => Found, problem: Problem): number[] {
  const eps = 1e-5;
  return problem.parameters.flatMap((parameter, which) =>
    Array.from(parameter.data, (_, i) => {
      const [above, below] = [eps, -eps].map((by) => {
        const moved = parameter.data.slice();
        moved[i]! += by;
        const parameters = problem.parameters.with(which, tensor(moved, { shape: parameter.shape, ...f64 }));
        return engine({ ...problem, parameters: parameters as Problem["parameters"] }).loss;
      }) as [number, number];
      return (above - below) / (2 * eps);
    }),
  );
}

interface Case {
  op: string;
  args: unknown[];
  inputs: { dtype: DType; shape: number[]; data: (number | string)[]; step?: number }[];
  /** What the gradients are pulled back from, an array for each output. */
  weights?: (number | string)[][];
  gradients?: ((number | string)[] | null)[];
}

/** Every gradient that PyTorch gave for golden/tensor, and how far ours are from it at most. */
function goldenCases(): { "golden/cases": number; "golden/error": number } {
  const all = readdirSync(golden).flatMap((file) => {
    const text = readFileSync(path.join(golden, file), "utf8");
    return (JSON.parse(text) as { values: Case[] }).values.filter((one) => one.gradients !== undefined);
  });
  const errors = all.map((one) => {
    const inputs = one.inputs.map(({ dtype, shape, data, step }) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const values = step === undefined ? data.map(Number) : Array.from({ length: size }, (_, i) => i * step);
      return tensor(Float64Array.from(values), { shape, dtype, requiresGrad: dtype === "float64" });
    });
    const op = (tensorLibrary as unknown as Record<string, (...args: unknown[]) => object>)[one.op]!;
    const result = op(...one.args.map((arg) => decode(arg, inputs)));
    const outputs = (result instanceof Tensor ? [result] : (Object.values(result) as Tensor[])).filter(
      (output) => output.requiresGrad,
    );
    const gradOutputs = outputs.map(({ shape }, i) =>
      tensor(Float64Array.from(one.weights![i]!, Number), { shape, ...f64 }),
    );
    const leaves = inputs.filter((input) => input.requiresGrad);
    const found = grad(outputs, leaves, { gradOutputs, allowUnused: true });
    const wanted = one.gradients!.filter((gradient) => gradient !== null);
    return Math.max(...found.map(({ data }, i) => worst(data, wanted[i]!.map(Number))));
  });
  return { "golden/cases": all.length, "golden/error": Math.max(...errors) };
}

/** A case's arguments: { input: 0 } stands for a tensor. */
function decode(value: unknown, inputs: readonly Tensor[]): unknown {
  if (value === "Infinity") return Infinity;
  if (Array.isArray(value)) return value.map((inner) => decode(inner, inputs));
  if (value === null || typeof value !== "object") return value;
  if ("input" in value) return inputs[value.input as number];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner, inputs)]));
}
