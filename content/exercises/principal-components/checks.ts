import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** Mean (3, 2, 5); along (2, 1, 0) the distances ±2√5 and along (−1, 2, 0) ±√5. */
const four = [
  [7, 4, 5],
  [-1, 0, 5],
  [2, 4, 5],
  [4, 0, 5],
];

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, j) => sum + value * b[j]!, 0);

/** N rows in F dimensions, stretched by 3, 2.5, 2, … along mixed directions, away from the origin. */
function example(seed: number, N: number, F: number) {
  const draw = random(seed);
  const mix = Array.from({ length: F }, () => draw.normals(F));
  return Array.from({ length: N }, () => {
    const z = draw.normals(F).map((value, i) => value * Math.max(3 - i / 2, 0.2));
    return mix.map((row, j) => dot(row, z) + 10 * j - 5);
  });
}

/** The variance of numbers, with the divisor N − 1. */
function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

const column = (A: readonly (readonly number[])[], j: number) => A.map((row) => row[j]!);

const identity = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

export const checks: Check<Module>[] = [
  {
    name: "a covariance by hand: (1, 2), (3, 6), (5, 1)",
    probes: "variance",
    why: "Centred: −2, 0, 2 and −1, 3, −2. The sums 8, −2 and 14 are divided by N − 1 = 2. With N they would be smaller by a third.",
    run: ({ covariance }) =>
      close(
        covariance([
          [1, 2],
          [3, 6],
          [5, 1],
        ]),
        [
          [4, -1],
          [-1, 7],
        ],
      ),
  },
  {
    name: "the covariance of rows around 10⁸ is the same as around 0",
    probes: "variance",
    why: "The mean product less the product of the means has no digits left there: take the mean off first.",
    run: ({ covariance }) =>
      close(
        covariance([
          [1e8 + 1, 2 - 1e8],
          [1e8 + 3, 6 - 1e8],
          [1e8 + 5, 1 - 1e8],
        ]),
        [
          [4, -1],
          [-1, 7],
        ],
        1e-6,
      ),
  },
  {
    name: "four rows by hand: (2, 1, 0)/√5 with the variance 40/3, then (−1, 2, 0)/√5 with 10/3",
    probes: "eigen",
    why: "±2√5 along the first: 2 · 20 / (4 − 1). The shares are 0.8 and 0.2. The largest comes first, and its longest entry is positive.",
    run: ({ fitPca }) => {
      const { mean, components, variances, ratios } = fitPca(four, 2);
      const s = Math.sqrt(5);
      return all(
        close(mean, [3, 2, 5]),
        close(components, [
          [2 / s, 1 / s, 0],
          [-1 / s, 2 / s, 0],
        ]),
        close([...variances, ...ratios], [40 / 3, 10 / 3, 0.8, 0.2]),
      );
    },
  },
  {
    name: "ratios are shares of the whole variance, also of what is left out",
    why: "With one component its ratio is 0.8. If the sum runs over the components that were kept, it is 1.",
    run: ({ fitPca }) =>
      all(close(fitPca(four, 1).ratios, [0.8]), close(fitPca(four, 3).ratios, [0.8, 0.2, 0])),
  },
  {
    name: "components are perpendicular to one another, of length 1, and stand in rows",
    probes: "orthogonality",
    why: "eigenSymmetric returns vectors as columns. Rows of that matrix are perpendicular too, but they are no eigenvectors: look at the checks that follow.",
    run: ({ fitPca }) => {
      const { components } = fitPca(example(1, 30, 4), 3);
      return close(
        components.map((a) => components.map((b) => dot(a, b))),
        identity(3),
      );
    },
  },
  {
    name: "each component is an eigenvector of the covariance, with its variance as eigenvalue",
    probes: "spectral-theorem",
    why: "S v = λ v was computed with your covariance. If it fails, values and vectors were sorted apart, or rows were taken for columns.",
    run: ({ fitPca, covariance }) => {
      const X = example(2, 25, 5);
      const { components, variances } = fitPca(X, 5);
      const S = covariance(X);
      return all(
        close(
          components.map((v) => S.map((row) => dot(row, v))),
          components.map((v, i) => v.map((value) => variances[i]! * value)),
        ),
        holds(
          variances.every((value, i) => i === 0 || value <= variances[i - 1]!),
          variances,
          "the largest first",
        ),
      );
    },
  },
  {
    name: "in each component the entry of largest absolute value is positive",
    why: "v and −v are both eigenvectors. The rule picks one, so that a result does not depend on how it was found.",
    run: ({ fitPca }) => {
      const longest = [3, 4, 5, 6].flatMap((seed) =>
        fitPca(example(seed, 20, 4), 4).components.map((v) =>
          v.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0),
        ),
      );
      return holds(
        longest.every((value) => value > 0),
        longest,
        "all above 0",
      );
    },
  },
  {
    name: "scores by hand: 2√5, −2√5, 0, 0 along the first component",
    probes: "inner-products",
    why: "The row (7, 4, 5) lies at (4, 2, 0) from the mean, and (4, 2, 0)ᵀ(2, 1, 0)/√5 = 10/√5. Without the mean taken off it would be 18/√5.",
    run: ({ fitPca, transform }) => {
      const s = 2 * Math.sqrt(5);
      return close(transform(fitPca(four, 2), four), [
        [s, 0],
        [-s, 0],
        [0, s / 2],
        [0, -s / 2],
      ]);
    },
  },
  {
    name: "scores have the mean 0, the variances that fitPca says, and no covariance",
    probes: "variance",
    why: "That is what the components are for. New rows are centred with the mean of the old ones, not with their own.",
    run: ({ fitPca, transform, covariance }) => {
      const X = example(7, 30, 4);
      const pca = fitPca(X, 4);
      const scores = transform(pca, X);
      const [alone] = transform(pca, [X[0]!]);
      return all(
        close(
          covariance(scores),
          pca.variances.map((value, i) => pca.variances.map((_, j) => (i === j ? value : 0))),
        ),
        close(alone, scores[0]!),
        close(
          [0, 1, 2, 3].map((j) => column(scores, j).reduce((sum, value) => sum + value, 0)),
          [0, 0, 0, 0],
        ),
      );
    },
  },
  {
    name: "no direction has a larger variance than the first component",
    probes: "psd",
    why: "vᵀSv is largest at the eigenvector of the largest eigenvalue. 200 other directions were tried.",
    run: ({ fitPca }) => {
      const X = example(8, 40, 4);
      const [first] = fitPca(X, 1).variances;
      const draw = random(9);
      const others = Array.from({ length: 200 }, () => {
        const v = draw.normals(4);
        return variance(X.map((row) => dot(row, v) / Math.hypot(...v)));
      });
      return holds(Math.max(...others) <= first! + 1e-9, Math.max(...others), `at most ${first}`);
    },
  },
  {
    name: "restored by hand: with one component (7, 4, 5) comes back and (2, 4, 5) becomes the mean",
    probes: "orthogonality",
    why: "Score times component, and the mean added at the end. The row (2, 4, 5) has the score 0.",
    run: ({ fitPca, transform, restore }) => {
      const pca = fitPca(four, 1);
      return close(restore(pca, transform(pca, four)), [
        [7, 4, 5],
        [-1, 0, 5],
        [3, 2, 5],
        [3, 2, 5],
      ]);
    },
  },
  {
    name: "with all components every row comes back",
    probes: "orthogonality",
    why: "F perpendicular directions of length 1 describe every row.",
    run: ({ fitPca, transform, restore }) => {
      const X = example(10, 12, 4);
      const pca = fitPca(X, 4);
      return close(restore(pca, transform(pca, X)), X);
    },
  },
  {
    name: "what is lost is N − 1 times the variances left out: 10 by hand",
    probes: "svd",
    why: "Rows 2 and 3 lie √5 from the mean along the second component: 5 + 5. In general the squared errors are the part of the variance that was not kept.",
    run: ({ fitPca, lost }) => {
      const X = example(11, 20, 5);
      const { variances } = fitPca(X, 5);
      const counts = [1, 2, 3, 4, 5];
      return all(
        close([lost(fitPca(four, 1), four), lost(fitPca(four, 2), four)], [10, 0]),
        close(
          counts.map((count) => lost(fitPca(X, count), X)),
          counts.map((count) => 19 * variances.slice(count).reduce((sum, value) => sum + value, 0)),
        ),
      );
    },
  },
  {
    name: "needed by hand: one component for 0.8, two for 0.81 and for 1; and k for the share that k hold",
    why: "0.8 is reached with one, though rounding may leave it at 0.7999999999999999. The third adds nothing. Shares of random rows were computed in another order, so that the last digit differs.",
    run: ({ needed, fitPca }) =>
      all(
        equal(
          [0.5, 0.8, 0.81, 1].map((share) => needed(four, share)),
          [1, 1, 2, 2],
        ),
        ...[20, 21, 22, 23].map((seed) => {
          const X = example(seed, 30, 5);
          const { variances } = fitPca(X, 5);
          const whole = variances.reduce((sum, value) => sum + value, 0);
          const shares = [1, 2, 3, 4, 5].map(
            (k) => 1 - variances.slice(k).reduce((sum, v) => sum + v, 0) / whole,
          );
          return equal(
            shares.map((share) => needed(X, share)),
            [1, 2, 3, 4, 5],
          );
        }),
      ),
  },
  {
    name: "more features than rows: N − 1 variances above 0, the others 0 and not below",
    probes: "rank-nullity",
    why: "Three rows span a plane at most. Rounding may make an eigenvalue −10⁻¹⁶, and the ratio of a negative variance is no share.",
    run: ({ fitPca }) => {
      const { variances, ratios } = fitPca(example(12, 3, 6), 6);
      return all(
        close(variances.slice(2), [0, 0, 0, 0], 1e-9),
        holds(Math.min(...variances, ...ratios) >= 0, variances, "none below 0"),
        close(
          ratios.reduce((sum, value) => sum + value, 0),
          1,
        ),
      );
    },
  },
  {
    name: "a count of 0, 1.5 or above F, a single row and equal rows are refused; the arguments are left as they were",
    why: "With one row N − 1 is 0; with equal rows every ratio is 0/0.",
    run: ({ fitPca, transform, restore, lost, needed, covariance }) => {
      const X = example(13, 6, 3);
      const before = JSON.stringify(X);
      covariance(X);
      const pca = fitPca(X, 2);
      const fitted = JSON.stringify(pca);
      restore(pca, transform(pca, X));
      lost(pca, X);
      needed(X, 0.9);
      const same = JSON.stringify(X) === before && JSON.stringify(pca) === fitted;
      return all(
        ...[0, 1.5, 4].map((count) => throwsError(() => fitPca(X, count))),
        throwsError(() => fitPca([[1, 2, 3]], 1)),
        throwsError(() =>
          fitPca(
            [
              [1, 2],
              [1, 2],
              [1, 2],
            ],
            1,
          ),
        ),
        holds(same, "X or the result of fitPca changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
