/**
 * Least squares by elimination, by factors and by descent.
 *
 * Question: Do the normal equations, QR, the SVD and gradient descents end at the same coefficients, and what does each cost in exactness?
 * Command: npx blankfile run classical/linear-regression-three-ways
 * Expectation: The direct ways and scikit-learn agree to 1e-8, gradient descent to 1e-5; descent by single rows is kept off by the noise of its rows, and misses 1e-5.
 * Minutes: 0.5
 *
 * One variable: the way to min ‖X w − y‖². Data: 200 generated rows, five columns and a column of ones, noise of ½.
 *
 *   normal equations   Xᵀ X w = Xᵀ y                      by Cholesky; squares the condition of X
 *   QR                 R w = Qᵀ y
 *   SVD                w = V Σ⁻¹ Uᵀ y
 *   gradient descent   w ← w − η Xᵀ (X w − y) / N         η = 1 / L, L the largest eigenvalue of Xᵀ X / N
 *   SGD                w ← w − η_t x_i (x_iᵀ w − y_i)     one row a step, in a new order each pass; η_t = η₀ / (1 + t / τ): Robbins and Monro 1951
 *   SVRG               the same row's step, less what it would be at an anchor, plus the full gradient there: Johnson and Zhang 2013
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { LinearRegression } from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { linearData } from "@blankfile/data";
import { cholesky, eigvalsh, Philox, qr, solveTriangular, svd, Tensor, tensor } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const f64 = { dtype: "float64" } as const;
const T = (A: Tensor): Tensor => A.transpose(0, 1);

interface Problem {
  /** [N, F], its last column ones. */
  X: Tensor;
  /** [N, 1] */
  y: Tensor;
}

interface Descent extends Problem {
  passes: number;
  rng: Philox;
  /** Called after a pass. */
  seen(w: Float64Array, pass: number): void;
}

const direct: Record<string, (problem: Problem) => Tensor> = {
  "normal-equations": ({ X, y }) => {
    const L = cholesky(T(X).matmul(X));
    const z = solveTriangular(L, T(X).matmul(y), { upper: false });
    return solveTriangular(T(L), z, { upper: true });
  },
  qr: ({ X, y }) => {
    const { Q, R } = qr(X);
    return solveTriangular(R, T(Q).matmul(y), { upper: true });
  },
  svd: ({ X, y }) => {
    const { U, S, Vh } = svd(X);
    return T(Vh).matmul(
      T(U)
        .matmul(y)
        .div(S.reshape([S.numel(), 1])),
    );
  },
};

const descents: Record<string, (problem: Descent) => Float64Array> = {
  "gradient-descent": (problem) => {
    const w = new Float64Array(problem.X.shape[1]!);
    const rate = 1 / curvature(problem.X);
    for (let pass = 1; pass <= problem.passes; pass++) {
      const g = gradient(problem, w);
      for (let j = 0; j < w.length; j++) w[j]! -= rate * g[j]!;
      problem.seen(w, pass);
    }
    return w;
  },
  sgd: (problem) => {
    const { X, y, passes, rng, seen } = problem;
    const [N, F] = X.shape as [number, number];
    const w = new Float64Array(F);
    const order = Int32Array.from({ length: N }, (_, i) => i);
    for (let pass = 1, t = 0; pass <= passes; pass++) {
      rng.shuffle(order);
      for (const i of order) {
        const slope = (0.05 / (1 + t++ / (10 * N))) * residual(X, y, w, i);
        for (let j = 0; j < F; j++) w[j]! -= slope * (X.data[i * F + j] as number);
      }
      seen(w, pass);
    }
    return w;
  },
  svrg: (problem) => {
    const { X, y, passes, rng, seen } = problem;
    const [N, F] = X.shape as [number, number];
    const w = new Float64Array(F);
    for (let pass = 1; pass <= passes; pass++) {
      const anchor = w.slice();
      const full = gradient(problem, anchor);
      for (let k = 0; k < N; k++) {
        const i = rng.integer(N);
        const change = residual(X, y, w, i) - residual(X, y, anchor, i);
        for (let j = 0; j < F; j++) w[j]! -= 0.02 * (change * (X.data[i * F + j] as number) + full[j]!);
      }
      seen(w, pass);
    }
    return w;
  },
};

const ways = [...Object.keys(direct), ...Object.keys(descents)];

await experiment({
  name: "classical/linear-regression-three-ways",
  nearest,
  variants: ways,
  seeds: 3,
  flags: {
    rows: { default: 200, says: "rows of the generated data" },
    passes: { default: 20_000, says: "passes of the descents over all rows" },
  },
  smoke: { passes: 20 },
  metrics: {
    error: { goal: "minimize" },
    mse: { goal: "minimize" },
    "reference/off": { goal: "minimize" },
    "library/off": { goal: "minimize" },
  },

  predict: (variant) => ({
    text:
      variant === "sgd"
        ? "Single rows with a falling rate end some thousandths off: the error falls by one over the root of the steps."
        : `${variant} agrees with scikit-learn as far as asked.`,
    metric: "reference/off",
    range: variant === "sgd" ? [1e-6, 1e-2] : [0, variant in direct ? 1e-12 : 1e-6],
  }),

  async train({ variant, seed, config, run, progress }) {
    const { X: x, y } = linearData(config.rows, { rng: new Philox(seed), features: 5, bias: 1, noise: 0.5 });
    const problem = problemOf(rowsOf(x), Array.from(y.data, Number));
    const wanted = direct.svd!(problem).data as Float64Array;
    const ways = (given: Problem, seen: Descent["seen"]): ArrayLike<number> =>
      variant in direct
        ? (direct[variant]!(given).data as Float64Array)
        : descents[variant]!({ ...given, passes: config.passes, rng: new Philox(seed).fork("rows"), seen });
    const w = ways(problem, (at, pass) => {
      if (pass > 20 && pass % 500 > 0) return;
      run.log({ error: apart(at, wanted), mse: meanSquare(problem, at) }, { step: pass });
      progress(pass, config.passes, `${apart(at, wanted).toExponential(1)} off the solution`);
    });
    const library = new LinearRegression().fit(rowsOf(x), y.data as Float32Array);
    const reference = golden();
    return {
      error: apart(w, wanted),
      mse: meanSquare(problem, w),
      "reference/off": apart(
        ways(problemOf(reference.X, reference.y), () => {}),
        reference.w,
      ),
      "library/off": apart([...library.coef_, library.intercept_], wanted),
    };
  },

  judge: (figures) =>
    ways.flatMap((variant) => {
      const bar = variant in direct ? 1e-8 : 1e-5;
      return ["reference/off", "error"].map((metric) => {
        const off = figures.of(variant, metric);
        const from = metric === "error" ? "the closed form on generated data" : "scikit-learn's coefficients";
        return {
          text: `${variant}: largest difference from ${from}, below ${bar.toExponential()} in every seed`,
          found: showFigure(off),
          met: off.values.every((value) => value < bar),
        };
      });
    }),
});

function rowsOf(x: Tensor): number[][] {
  const [N, F] = x.shape as [number, number];
  return Array.from({ length: N }, (_, i) => Array.from(x.data.slice(i * F, (i + 1) * F), Number));
}

function problemOf(rows: number[][], y: number[]): Problem {
  return {
    X: tensor(
      rows.map((row) => [...row, 1]),
      f64,
    ),
    y: tensor(
      y.map((value) => [value]),
      f64,
    ),
  };
}

/** x_iᵀ w − y_i. */
function residual(X: Tensor, y: Tensor, w: Float64Array, i: number): number {
  let sum = -(y.data[i] as number);
  for (let j = 0; j < w.length; j++) sum += (X.data[i * w.length + j] as number) * w[j]!;
  return sum;
}

/** Xᵀ (X w − y) / N. */
function gradient({ X, y }: Problem, w: Float64Array): Float64Array {
  const [N, F] = X.shape as [number, number];
  const out = new Float64Array(F);
  for (let i = 0; i < N; i++) {
    const r = residual(X, y, w, i) / N;
    for (let j = 0; j < F; j++) out[j]! += r * (X.data[i * F + j] as number);
  }
  return out;
}

function curvature(X: Tensor): number {
  return Math.max(...(eigvalsh(T(X).matmul(X).div(X.shape[0]!)).data as Float64Array));
}

function meanSquare({ X, y }: Problem, w: ArrayLike<number>): number {
  const residuals = X.matmul(new Tensor(Float64Array.from(w), [w.length, 1], "float64")).sub(y);
  return residuals.square().mean().item();
}

function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));
}

/** Forty rows of six columns, and what scikit-learn's LinearRegression makes of them. */
function golden(): { X: number[][]; y: number[]; w: number[] } {
  const file = path.join(import.meta.dirname, "../../golden/classical/linear.json");
  const { data, leastSquares } = (
    JSON.parse(readFileSync(file, "utf8")) as {
      values: {
        data: { tall: { X: number[][]; y: number[] } };
        leastSquares: { title: string; learnt: { coef_: number[]; intercept_: number } }[];
      };
    }
  ).values;
  const { learnt } = leastSquares.find(({ title }) => title === "LinearRegression tall False True")!;
  return { ...data.tall, w: [...learnt.coef_, learnt.intercept_] };
}
