/**
 * Margins, and kernels that bend them.
 *
 * Question: What do the kernel and the price C do to margin and support vectors, and does sequential minimal optimisation leave the conditions of the optimum met?
 * Command: npx blankfile run classical/support-vectors
 * Expectation: A larger C gives a narrower margin and fewer support vectors; no condition is violated by more than 1e-3; RBF reads at least 98 % of the digits and LIBSVM's decisions are met to 1e-5.
 * Minutes: 0.1
 *
 * One variable: the kernel; within each C = 0.1, 1, 10, 100. Data: 300 points of two moons with noise of 0.2, and the digits, 360 for test.
 *
 *   min ½ ‖w‖² + C Σ ξᵢ,   yᵢ f(xᵢ) ≥ 1 − ξᵢ,   f(x) = Σ βᵢ K(xᵢ, x) + b,   β = α y,   margin 1 / ‖w‖,   ‖w‖² = Σ βᵢ (f(xᵢ) − b)
 *
 * The optimum's conditions (Karush, Kuhn, Tucker): yᵢ f(xᵢ) is at least 1 where αᵢ = 0, 1 where 0 < αᵢ < C, at most 1 where αᵢ = C. The
 * violation is how far it is from that. Cortes and Vapnik 1995, https://doi.org/10.1007/BF00994018; Platt 1998.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Matrix, SVC, type SVCOptions } from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { digitsSplit, loadDigits, twoMoons } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const kernels: Record<string, SVCOptions> = {
  linear: { kernel: "linear" },
  poly: { kernel: "poly", degree: 3, coef0: 1, gamma: "scale" },
  rbf: { kernel: "rbf", gamma: "scale" },
};
const prices = [0.1, 1, 10, 100];
const variants = Object.keys(kernels);

const digits = await loadDigits();
const images = new Matrix(Float64Array.from(digits.images.data as Float32Array), [1797, 64]);
const labels = digits.labels.data as Int32Array;

await experiment({
  name: "classical/support-vectors",
  nearest,
  variants,
  seeds: 3,
  flags: { points: { default: 300, says: "points of the moons, and as many for test" } },
  smoke: { points: 40 },
  metrics: {
    C: {},
    margin: {},
    vectors: {},
    violation: { goal: "minimize" },
    "test/accuracy": { goal: "maximize", unit: "%" },
    "violation/worst": { goal: "minimize" },
    "margin/small-C": {},
    "margin/large-C": {},
    "vectors/small-C": {},
    "vectors/large-C": {},
    "moons/best": { goal: "maximize", unit: "%" },
    "digits/accuracy": { goal: "maximize", unit: "%" },
    "reference/off": { goal: "minimize" },
  },

  predict: (variant) =>
    variant === "rbf"
      ? { text: "At least 98 % of the digits.", metric: "digits/accuracy", range: [98, 99.8] }
      : variant === "poly"
        ? { text: "Degree 3 bends enough for moons.", metric: "moons/best", range: [94, 99] }
        : { text: "No straight line parts the moons.", metric: "moons/best", range: [82, 90] },

  async train({ variant, seed, config: { points }, run, progress }) {
    const rng = new Philox(seed);
    const [known, asked] = [moons(points, rng), moons(points, rng)];
    const found = prices.map((C, i) => {
      const model = new SVC({ ...kernels[variant], C }).fit(known.X, known.y);
      const accuracy = 100 * model.score(asked.X, asked.y);
      const one = { C, ...optimum(model, known, C), "test/accuracy": accuracy };
      run.log(one, { step: i + 1 });
      progress(i + 1, prices.length + 1, `C = ${C}: ${one.vectors} support vectors`);
      return one;
    });
    const [first, last] = [found[0]!, found.at(-1)!];
    const accuracy = onDigits(variant);
    progress(prices.length + 1, prices.length + 1, `${accuracy.toFixed(2)} % of the digits`);
    return {
      "violation/worst": Math.max(...found.map(({ violation }) => violation)),
      "margin/small-C": first.margin,
      "margin/large-C": last.margin,
      "vectors/small-C": first.vectors,
      "vectors/large-C": last.vectors,
      "moons/best": Math.max(...found.map((one) => one["test/accuracy"])),
      "digits/accuracy": accuracy,
      "reference/off": offReference(variant),
    };
  },

  judge(figures) {
    const digitsRead = figures.of("rbf", "digits/accuracy");
    const all = (metric: string) =>
      variants.map((variant) => `${variant} ${showFigure(figures.of(variant, metric))}`).join("; ");
    return [
      ...variants.map((variant) => ({
        text: `${variant}: the largest violation of the optimum's conditions at any C, below 1e-3 in every seed`,
        found: showFigure(figures.of(variant, "violation/worst")),
        met: figures.of(variant, "violation/worst").values.every((value) => value < 1e-3),
      })),
      ...variants.map((variant) => ({
        text: `${variant}: decisions off LIBSVM's, below 1e-5`,
        found: showFigure(figures.of(variant, "reference/off")),
        met: figures.of(variant, "reference/off").values.every((off) => off < 1e-5),
      })),
      {
        text: "rbf: accuracy on 360 test digits (C = 10), at least 98 %",
        found: showFigure(digitsRead, "%"),
        met: digitsRead.values.every((value) => value >= 98),
      },
      { text: "margin at C = 0.1", found: all("margin/small-C") },
      { text: "margin at C = 100", found: all("margin/large-C") },
      { text: "support vectors of 300 points at C = 0.1", found: all("vectors/small-C") },
      { text: "support vectors of 300 points at C = 100", found: all("vectors/large-C") },
      { text: "accuracy on new moons at the best C, %", found: all("moons/best") },
      { text: "accuracy on the test digits, %", found: all("digits/accuracy") },
    ];
  },
});

interface Rows {
  X: Matrix;
  /** 0 or 1. */
  y: Int32Array;
}

function moons(points: number, rng: Philox): Rows {
  const { X, y } = twoMoons(points, { rng, noise: 0.2 });
  return {
    X: new Matrix(Float64Array.from(X.data, Number), [points, 2]),
    y: Int32Array.from(y.data, Number),
  };
}

/** Margin, support vectors and the worst violation, from the machine's own decisions on the rows that it has learnt. */
function optimum(
  model: SVC,
  { X, y }: Rows,
  C: number,
): { margin: number; vectors: number; violation: number } {
  const f = model.decisionFunction(X) as Float64Array;
  const beta = new Float64Array(X.rows);
  for (const [s, i] of model.support_.entries()) beta[i] = model.dualCoef_.at(0, s);
  const b = model.intercept_[0]!;
  let [square, violation] = [0, 0];
  for (let i = 0; i < X.rows; i++) {
    square += beta[i]! * (f[i]! - b);
    const alpha = Math.abs(beta[i]!);
    const short = 1 - (2 * y[i]! - 1) * f[i]!;
    if (alpha < C) violation = Math.max(violation, short);
    if (alpha > 0) violation = Math.max(violation, -short);
  }
  return { margin: 1 / Math.sqrt(square), vectors: model.support_.length, violation };
}

function onDigits(variant: string): number {
  const [known, asked] = [digitsSplit().train, digitsSplit().test].map((rows) => ({
    X: images.takeRows(rows),
    y: Int32Array.from(rows, (i) => labels[i]!),
  })) as [Rows, Rows];
  return 100 * new SVC({ ...kernels[variant], C: 10 }).fit(known.X, known.y).score(asked.X, asked.y);
}

/** The largest difference of the decisions in the golden file's cases with this kernel, of two and three classes. LIBSVM keeps kernels in float32. */
function offReference(variant: string): number {
  const file = path.join(import.meta.dirname, "../../golden/classical/svm.json");
  const { X, y, Q, classifiers } = (
    JSON.parse(readFileSync(file, "utf8")) as {
      values: {
        X: number[][];
        y: number[];
        Q: number[][];
        classifiers: { options: SVCOptions; classes: number; decision: (number | number[])[] }[];
      };
    }
  ).values;
  const mine = classifiers.filter(({ options }) => options.kernel === variant);
  const offs = mine.flatMap(({ options, classes, decision }) => {
    const keep = y.flatMap((label, i) => (label < classes ? [i] : []));
    const model = new SVC({ ...options, tol: 1e-9 });
    model.fit(
      keep.map((i) => X[i]!),
      keep.map((i) => y[i]!),
    );
    const found = model.decisionFunction(Q);
    const flat = found instanceof Matrix ? found.data : found;
    return decision.flat().map((value, i) => Math.abs(value - flat[i]!));
  });
  return Math.max(...offs);
}
