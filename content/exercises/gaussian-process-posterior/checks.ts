import { all, type Check, close, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix, Settings } from "./starter.ts";

type Module = typeof import("./starter.ts");

const plain: Settings = { amplitude: 1, length: 1, noise: 0.25 };

function example(
  seed: number,
  n: number,
  columns: number,
): { X: Matrix; y: number[]; news: Matrix; settings: Settings } {
  const draw = random(seed);
  const points = (count: number) => Array.from({ length: count }, () => draw.uniforms(columns, -2, 2));
  const settings = {
    amplitude: draw.uniform(0.5, 2),
    length: draw.uniform(0.5, 2),
    noise: draw.uniform(0.05, 0.5),
  };
  return { X: points(n), y: draw.normals(n), news: points(4), settings };
}

function rbf(a: number[], b: number[], { amplitude, length }: Settings): number {
  return amplitude ** 2 * Math.exp(-a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0) / (2 * length ** 2));
}

/** A⁻¹ and log det A by Gauss–Jordan without pivoting, which a positive definite A allows. */
function inverse(A: Matrix): { inverse: Matrix; logDet: number } {
  const n = A.length;
  const rows = A.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let logDet = 0;
  for (let p = 0; p < n; p++) {
    const pivot = rows[p]![p]!;
    logDet += Math.log(pivot);
    rows[p] = rows[p]!.map((x) => x / pivot);
    for (let i = 0; i < n; i++) {
      const factor = rows[i]![p]!;
      if (i !== p) rows[i] = rows[i]!.map((x, j) => x - factor * rows[p]![j]!);
    }
  }
  return { inverse: rows.map((row) => row.slice(n)), logDet };
}

function form(a: number[], M: Matrix, b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * M[i]!.reduce((inner, m, j) => inner + m * b[j]!, 0), 0);
}

function noisy(X: Matrix, settings: Settings): Matrix {
  return X.map((a, i) => X.map((b, j) => rbf(a, b, settings) + (i === j ? settings.noise : 0)));
}

export const checks: Check<Module>[] = [
  {
    name: "the covariance by hand: amplitude 3, length 2, distance 5",
    probes: "psd-kernels",
    why: "3² · exp(−25 / (2 · 4)). The amplitude and the length are squared, the distance too.",
    run: ({ kernel }) => {
      const settings = { amplitude: 3, length: 2, noise: 1 };
      return all(
        close(kernel([1, 1], [4, 5], settings), 9 * Math.exp(-25 / 8)),
        close(kernel([7], [7], settings), 9),
      );
    },
  },
  {
    name: "one observation by hand: the mean is drawn to 0, the variance falls",
    probes: "bayesian-inference",
    why: "At the observed place k = 1, A = 1 + 0.25. The mean is 2 / 1.25 = 1.6, the variance 1 − 1 / 1.25 = 0.2.",
    run: ({ posterior }) => {
      const { mean, variance } = posterior([[0]], [2], [[0]], plain);
      return all(close(mean, [1.6]), close(variance, [0.2]));
    },
  },
  {
    name: "one observation seen from a distance, by hand",
    why: "k = exp(−1/2) at distance 1: the mean is 2k / 1.25 and the variance 1 − k² / 1.25.",
    run: ({ posterior }) => {
      const k = Math.exp(-1 / 2);
      const { mean, variance } = posterior([[0]], [2], [[1], [-1]], plain);
      return all(close(mean, [1.6 * k, 1.6 * k]), close(variance, [1 - k ** 2 / 1.25, 1 - k ** 2 / 1.25]));
    },
  },
  {
    name: "two observations at one place count as one with half the noise",
    why: "The values 1 and 3 with noise variance 0.25 each say as much as their mean, 2, with 0.125: mean 2 / 1.125, variance 1 − 1 / 1.125. The noise is added on the diagonal only. If one observation came out right and two do not, look at the order of the two triangular solves: L first, then its transpose.",
    run: ({ posterior }) => {
      const { mean, variance } = posterior([[5], [5]], [1, 3], [[5]], plain);
      return all(close(mean, [2 / 1.125]), close(variance, [1 - 1 / 1.125]));
    },
  },
  {
    name: "noise is a variance and is not squared",
    why: "With noise 4 and amplitude 2, A = 4 + 4: mean 6 · 4/8 = 3, variance 4 − 16/8 = 2. The variance asked for is that of f, so no noise is added to it again.",
    run: ({ posterior }) => {
      const { mean, variance } = posterior([[1]], [6], [[1]], { amplitude: 2, length: 1, noise: 4 });
      return all(close(mean, [3]), close(variance, [2]));
    },
  },
  {
    name: "far from all observations, and without any, the posterior is the prior",
    probes: "stochastic-processes",
    why: "There k is 0: mean 0, variance s².",
    run: ({ posterior, logMarginal }) => {
      const far = posterior([[0], [1]], [5, 6], [[1000]], { ...plain, amplitude: 3 });
      const none = posterior([], [], [[0], [2]], { ...plain, amplitude: 3 });
      return all(
        close(far.mean, [0]),
        close(far.variance, [9]),
        close(none.mean, [0, 0]),
        close(none.variance, [9, 9]),
        close(logMarginal([], [], plain), 0),
      );
    },
  },
  {
    name: "with hardly any noise the mean goes through the observations",
    why: "The variance there is no larger than the noise.",
    run: ({ posterior }) => {
      const X = [[-3], [-1], [0.5], [2], [4]];
      const y = [1, -2, 0.5, 3, -1];
      const { mean, variance } = posterior(X, y, X, { amplitude: 1.5, length: 1, noise: 1e-8 });
      return all(close(mean, y, 1e-6), holds(Math.max(...variance) < 1.1e-8, variance, "at most 1e-8"));
    },
  },
  {
    name: "mean and variance agree with an explicit inverse",
    probes: "multivariate-gaussian",
    why: "A⁻¹ was computed by elimination. If the mean agrees and the variance does not, look at the quadratic form: k·A⁻¹k is the squared length of L⁻¹k, not of L⁻ᵀL⁻¹k.",
    run: ({ posterior }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const { X, y, news, settings } = example(seed, 4 + seed, seed);
          const { inverse: B } = inverse(noisy(X, settings));
          const rows = news.map((point) => X.map((x) => rbf(x, point, settings)));
          const { mean, variance } = posterior(X, y, news, settings);
          return all(
            close(
              mean,
              rows.map((k) => form(k, B, y)),
            ),
            close(
              variance,
              rows.map((k) => settings.amplitude ** 2 - form(k, B, k)),
            ),
          );
        }),
      ),
  },
  {
    name: "the variance does not depend on the values",
    why: "Where you looked decides how much you know; what you saw decides the mean, and twice the values give twice the mean.",
    run: ({ posterior }) => {
      const { X, y, news, settings } = example(4, 6, 2);
      const one = posterior(X, y, news, settings);
      const two = posterior(
        X,
        y.map((value) => 2 * value),
        news,
        settings,
      );
      return all(
        close(two.variance, one.variance),
        close(
          two.mean,
          one.mean.map((value) => 2 * value),
        ),
      );
    },
  },
  {
    name: "the log marginal likelihood of one observation by hand",
    probes: "gaussian",
    why: "y = 2 is normal with mean 0 and variance 1.25: −½ · 4 / 1.25 − ½ log 1.25 − ½ log 2π.",
    run: ({ logMarginal }) =>
      close(logMarginal([[0]], [2], plain), -1.6 - Math.log(1.25) / 2 - Math.log(2 * Math.PI) / 2),
  },
  {
    name: "log p of all values is the sum of each one's log density given those before",
    probes: "conditional-probability",
    why: "The chain rule of probability, with your posterior: the next value is normal with its mean and its variance plus the noise.",
    run: ({ posterior, logMarginal }) => {
      const { X, y, settings } = example(5, 7, 2);
      const total = y.reduce((sum, value, n) => {
        const { mean, variance } = posterior(X.slice(0, n), y.slice(0, n), [X[n]!], settings);
        const spread = variance[0]! + settings.noise;
        return sum - ((value - mean[0]!) ** 2 / spread + Math.log(2 * Math.PI * spread)) / 2;
      }, 0);
      return close(logMarginal(X, y, settings), total);
    },
  },
  {
    name: "log p is finite where the determinant is too small for a number",
    probes: "determinants",
    why: "80 observations far apart, each with the variance 10⁻⁶: det A = 10⁻⁴⁸⁰ rounds to 0, whose logarithm is −Infinity. Add up the logarithms of the diagonal.",
    run: ({ logMarginal }) => {
      const X = Array.from({ length: 80 }, (_, n) => [100 * n]);
      const settings = { amplitude: Math.sqrt(5e-7), length: 1, noise: 5e-7 };
      const y = X.map(() => 1e-3);
      return close(logMarginal(X, y, settings), 80 * (-1 / 2 + 3 * Math.log(10) - Math.log(2 * Math.PI) / 2));
    },
  },
  {
    name: "inputs and values of different lengths are refused",
    why: "A missing value is undefined and makes everything NaN.",
    run: ({ posterior, logMarginal }) =>
      all(
        refuses(() => posterior([[1], [2]], [1], [[0]], plain)),
        refuses(() => logMarginal([[1]], [1, 2], plain)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Adding the noise to a matrix that was handed in, or solving in place, changes the caller's arrays.",
    run: ({ posterior, logMarginal }) => {
      const given = example(6, 5, 2);
      const before = JSON.stringify(given);
      posterior(given.X, given.y, given.news, given.settings);
      logMarginal(given.X, given.y, given.settings);
      return holds(JSON.stringify(given) === before, "an argument changed", "all unchanged");
    },
  },
];
