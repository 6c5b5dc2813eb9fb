/**
 * Why one penalty leaves weights out and the other makes them small.
 *
 * Question: Which penalties make weights exactly 0, how do the weights move as λ grows, and do they find the columns that matter?
 * Command: npx blankfile run classical/regularisation-geometry
 * Expectation: L1 and elastic net have exact zeros, more of them with a larger λ; L2 and no penalty have none at any; at its best λ L1 keeps all five columns that matter.
 * Minutes: 0.2
 *
 * One variable: the penalty. Data: 60 generated rows, 20 columns of which 5 matter, noise of 1; 500 rows for test. Forty λ from 1000 to 0.001.
 *
 *   none         ‖y − Xw‖² / 2N
 *   L2           … + λ ½ ‖w‖₂²            shrinks wⱼ in proportion: only w → 0 as λ → ∞
 *   L1           … + λ ‖w‖₁               pulls with the same force λ however small wⱼ is, so that wⱼ stops at 0
 *   elastic net  … + λ (½ ‖w‖₁ + ¼ ‖w‖₂²)
 *
 * The picture of it: the least of the squares on the ball ‖w‖ ≤ t lies on a corner of the L1 ball far more often than on one of its faces, and
 * on a corner weights are 0. The ball of L2 has no corners. Tibshirani 1996, https://doi.org/10.1111/j.2517-6161.1996.tb02080.x
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ElasticNet, Lasso, LinearRegression, meanSquaredError, Ridge } from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { linearData } from "@blankfile/data";
import { Philox, type Tensor } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

interface Linear {
  fit(X: number[][], y: ArrayLike<number>): Linear;
  predict(X: number[][]): Float64Array;
  readonly coef_: Float64Array;
  readonly intercept_: number;
}

const exactly = { tol: 1e-10, maxIter: 100_000 };

/** λ as in the header; Ridge's own penalty is on the sum over rows, N times ours. */
const penalised: Record<string, (lambda: number, rows: number) => Linear> = {
  none: () => new LinearRegression() as Linear,
  l2: (lambda, rows) => new Ridge({ alpha: lambda * rows }) as Linear,
  l1: (lambda) => new Lasso({ alpha: lambda, ...exactly }) as Linear,
  "elastic-net": (lambda) => new ElasticNet({ alpha: lambda, l1Ratio: 0.5, ...exactly }) as Linear,
};

const variants = Object.keys(penalised);
const true5 = [3, -2, 1.5, 1, -1];
const columns = 20;

await experiment({
  name: "classical/regularisation-geometry",
  nearest,
  variants,
  seeds: 3,
  flags: {
    rows: { default: 60, says: "rows to learn from" },
    lambdas: { default: 40, says: "values of λ from 1000 to 0.001" },
  },
  smoke: { lambdas: 3 },
  metrics: {
    lambda: {},
    zeros: { unit: "of 20" },
    length: {},
    "test/mse": { goal: "minimize" },
    "zeros/most": { unit: "of 20" },
    "zeros/best": { unit: "of 20" },
    "kept/best": { goal: "maximize", unit: "of 5" },
    "test/best": { goal: "minimize" },
    "reference/off": { goal: "minimize" },
  },

  predict: (variant) =>
    variant === "none" || variant === "l2"
      ? { text: `${variant}: no weight is exactly 0 at any λ.`, metric: "zeros/most", range: [0, 0] }
      : {
          text: `${variant}: at a λ large enough, all weights are 0.`,
          metric: "zeros/most",
          range: [20, 20],
        },

  async train({ variant, seed, config, run, progress }) {
    const { train, test } = generate(config.rows, new Philox(seed));
    let best = { mse: Number.POSITIVE_INFINITY, zeros: 0, kept: 0 };
    let most = 0;
    for (let i = 0; i < config.lambdas; i++) {
      const lambda = 10 ** (3 - (6 * i) / (config.lambdas - 1));
      const model = penalised[variant]!(lambda, config.rows).fit(train.X, train.y);
      const zeros = model.coef_.filter((w) => w === 0).length;
      const kept = true5.filter((_, j) => model.coef_[j] !== 0).length;
      const mse = meanSquaredError(test.y, model.predict(test.X));
      most = Math.max(most, zeros);
      if (mse < best.mse) best = { mse, zeros, kept };
      const weights = Object.fromEntries([...model.coef_].map((w, j) => [`weight/${j}`, w]));
      run.log(
        { lambda, zeros, length: Math.hypot(...model.coef_), "test/mse": mse, ...weights },
        { step: i + 1 },
      );
      progress(i + 1, config.lambdas, `λ ${lambda.toPrecision(2)}: ${zeros} zeros`);
    }
    return {
      "zeros/most": most,
      "zeros/best": best.zeros,
      "kept/best": best.kept,
      "test/best": best.mse,
      "reference/off": offReference(variant),
    };
  },

  judge: (figures) => [
    ...variants.map((variant) => {
      const zeros = figures.of(variant, "zeros/most").values;
      const sparse = variant === "l1" || variant === "elastic-net";
      return {
        text: `${variant}: weights of 20 that are exactly 0, the most at any λ, ${sparse ? "some" : "none"} in every seed`,
        found: zeros.join(", "),
        met: zeros.every((count) => count > 0 === sparse),
      };
    }),
    ...variants.map((variant) => ({
      text: `${variant}: weights off scikit-learn's, below 1e-5`,
      found: showFigure(figures.of(variant, "reference/off")),
      met: figures.of(variant, "reference/off").values.every((off) => off < 1e-5),
    })),
    ...variants.map((variant) => ({
      text: `${variant}: mean squared error at the λ that is best on the test rows (noise: 1), with zeros and how many of the five are kept`,
      found: `${showFigure(figures.of(variant, "test/best"))}; ${figures.of(variant, "zeros/best").values.join(", ")}; ${figures.of(variant, "kept/best").values.join(", ")}`,
    })),
  ],
});

interface Rows {
  X: number[][];
  y: Float64Array;
}

function generate(count: number, rng: Philox): { train: Rows; test: Rows } {
  const weights = [...true5, ...Array.from({ length: columns - true5.length }, () => 0)];
  const [train, test] = [count, 500].map((n) => {
    const { X, y } = linearData(n, { rng, weights, noise: 1 });
    return { X: rowsOf(X), y: Float64Array.from(y.data, Number) };
  });
  return { train: train!, test: test! };
}

function rowsOf(X: Tensor): number[][] {
  const [N, F] = X.shape as [number, number];
  return Array.from({ length: N }, (_, i) => Array.from(X.data.slice(i * F, (i + 1) * F), Number));
}

interface Case {
  data: string;
  weighted: boolean;
  options?: { alpha?: number; l1Ratio?: number; fitIntercept?: boolean };
  title: string;
  learnt: { coef_: number[]; intercept_: number };
}

/** The largest difference from scikit-learn's weights in all unweighted cases of the golden file that this penalty is of. */
function offReference(variant: string): number {
  const file = path.join(import.meta.dirname, "../../golden/classical/linear.json");
  const golden = (
    JSON.parse(readFileSync(file, "utf8")) as {
      values: { data: Record<string, Rows>; leastSquares: Case[]; ridge: Case[]; nets: Case[] };
    }
  ).values;
  const kinds: Record<string, { cases: Case[]; begins: string; make: (options: object) => Linear }> = {
    none: {
      cases: golden.leastSquares,
      begins: "LinearRegression ",
      make: (o) => new LinearRegression(o) as Linear,
    },
    l2: { cases: golden.ridge, begins: "Ridge ", make: (o) => new Ridge(o) as Linear },
    l1: { cases: golden.nets, begins: "Lasso ", make: (o) => new Lasso({ ...o, ...exactly }) as Linear },
    "elastic-net": {
      cases: golden.nets,
      begins: "ElasticNet ",
      make: (o) => new ElasticNet({ ...o, ...exactly }) as Linear,
    },
  };
  const { cases, begins, make } = kinds[variant]!;
  const mine = cases.filter(
    ({ title, weighted }) => title.startsWith(begins) && !weighted && !title.includes("positive"),
  );
  if (mine.length === 0) throw new RangeError(`golden: no cases of ${variant}, some are needed`);
  return Math.max(
    ...mine.map(({ data, title, options, learnt }) => {
      const given = options ?? { fitIntercept: title.endsWith("True") };
      const model = make(given).fit(golden.data[data]!.X, golden.data[data]!.y);
      const off = learnt.coef_.map((w, j) => Math.abs(w - model.coef_[j]!));
      return Math.max(...off, Math.abs(learnt.intercept_ - model.intercept_));
    }),
  );
}
