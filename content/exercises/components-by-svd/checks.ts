import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Pca = ReturnType<Module["fitPca"]>;

/** Four corners of a tilted rectangle around (10, 20): 2 × 5 units along (0.6, 0.8), 2 × 2 along (−0.8, 0.6). */
const corners = [
  [5, 1],
  [5, -1],
  [-5, 1],
  [-5, -1],
].map(([along, across]) => [10 + 0.6 * along! - 0.8 * across! * 2, 20 + 0.8 * along! + 0.6 * across! * 2]);

const table = (rows: number, columns: number, seed: number): number[][] => {
  const draw = random(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (_, f) => 3 * f + draw.normal() * (1 + f)),
  );
};

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);

function covariance(X: readonly (readonly number[])[]): number[][] {
  const mean = X[0]!.map((_, f) => X.reduce((sum, row) => sum + row[f]!, 0) / X.length);
  return mean.map((_, f) =>
    mean.map(
      (_, g) => X.reduce((sum, row) => sum + (row[f]! - mean[f]!) * (row[g]! - mean[g]!), 0) / (X.length - 1),
    ),
  );
}

/** S v − λ v for every component, all in one list: zeros. */
const misfit = (S: number[][], { components, variances }: Pca): number[] =>
  components.flatMap((v, i) => S.map((row, f) => dot(row, v) - variances[i]! * v[f]!));

export const checks: Check<Module>[] = [
  {
    name: "a tilted rectangle by hand: the long side first, variances 100/3 and 16/3",
    probes: "variance",
    why: "The scores along (0.6, 0.8) are 5, 5, −5, −5: their squares add up to 100, divided by N − 1 = 3. Across they are ±2.",
    run: ({ fitPca }) => {
      const { mean, components, variances, ratios } = fitPca(corners, 2);
      return all(
        close(mean, [10, 20]),
        close(components, [
          [0.6, 0.8],
          [0.8, -0.6],
        ]),
        close(variances, [100 / 3, 16 / 3]),
        close(ratios, [100 / 116, 16 / 116]),
      );
    },
  },
  {
    name: "its scores by hand: 5, 5, −5, −5 along, and −2, 2, −2, 2 across, turned with the component",
    why: "The second component is (0.8, −0.6), since its largest entry is positive. A score is measured along the component as it is returned.",
    run: ({ fitPca, transform }) => {
      const pca = fitPca(corners, 2);
      const scores = [
        [5, -2],
        [5, 2],
        [-5, -2],
        [-5, 2],
      ];
      return all(close(pca.scores, scores), close(transform(pca, corners), scores));
    },
  },
  {
    name: "adding 1,000 to a column moves the mean and nothing else",
    why: "The decomposition is of the table with its mean row taken off. Without that the first direction is where the mean lies.",
    run: ({ fitPca }) => {
      const X = table(12, 3, 1);
      const moved = fitPca(
        X.map(([a, b, c]) => [a! + 1000, b!, c!]),
        2,
      );
      const { components, variances, scores } = fitPca(X, 2);
      return all(
        close(moved.components, components, 1e-8),
        close(moved.variances, variances, 1e-8),
        close(moved.scores, scores, 1e-8),
      );
    },
  },
  {
    name: "random tables: eigenvectors of the covariance, perpendicular, of length 1, the largest first",
    probes: "eigen",
    why: "S = X_cᵀX_c / (N − 1) = V Σ² Vᵀ / (N − 1). The components are columns of V, as rows.",
    run: ({ fitPca }) =>
      all(
        ...[2, 3, 4].map((seed) => {
          const X = table(15, 4, seed);
          const pca = fitPca(X, 4);
          const grams = pca.components.map((v) => pca.components.map((w) => dot(v, w)));
          const falling = pca.variances.every((value, i, list) => i === 0 || value <= list[i - 1]!);
          return all(
            close(
              misfit(covariance(X), pca),
              new Array(16).fill(0), // biome-ignore format: one line
              1e-9,
            ),
            close(
              grams,
              grams.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))),
            ),
            holds(falling, pca.variances, "from the largest to the smallest"),
          );
        }),
      ),
  },
  {
    name: "the scores of a fit have the variances that it reports, and no covariance",
    probes: "variance",
    run: ({ fitPca }) => {
      const { scores, variances } = fitPca(table(20, 3, 5), 3);
      return close(
        covariance(scores),
        variances.map((value, i) => variances.map((_, j) => (i === j ? value : 0))),
      );
    },
  },
  {
    name: "shares are of the whole variance, also when few components are kept",
    why: "The sum in the denominator runs over all r squared singular values. With all kept the shares add up to 1, with one kept they do not.",
    run: ({ fitPca }) => {
      const X = table(10, 3, 6);
      const S = covariance(X);
      const { variances, ratios } = fitPca(X, 1);
      const whole = S.reduce((sum, row, f) => sum + row[f]!, 0);
      return all(
        close(ratios, [variances[0]! / whole]),
        close(
          fitPca(X, 3).ratios.reduce((a, b) => a + b, 0),
          1,
        ),
      );
    },
  },
  {
    name: "whitened scores have the variance 1 in every column, and new rows are measured by the same units",
    why: "Divide by the standard deviation, the root of the variance. It belongs to the fit: for other rows nothing is estimated again.",
    run: ({ fitPca, whiten, transform }) => {
      const X = table(25, 3, 7);
      const pca = fitPca(X, 2);
      const [fresh] = table(1, 3, 8);
      const scores = transform(pca, [fresh!])[0]!;
      return all(
        close(covariance(whiten(pca, X)), [
          [1, 0],
          [0, 1],
        ]),
        close(
          whiten(pca, [fresh!])[0],
          scores.map((score, i) => score / Math.sqrt(pca.variances[i]!)),
        ),
      );
    },
  },
  {
    name: "one row by hand: (13, 24) lies 5 along the long side with nothing left, (10.8, 19.4) 1 beside it",
    probes: "inner-products",
    why: "With one component, whatever is perpendicular to it is left over. The rest is a length, so it is never negative.",
    run: ({ fitPca, coordinates }) => {
      const pca = fitPca(corners, 1);
      const [on, beside, both] = [
        [13, 24],
        [10.8, 19.4],
        [11.4, 20.2],
      ].map((x) => coordinates(pca, x));
      return close(
        [...on!.scores, on!.rest, ...beside!.scores, beside!.rest, ...both!.scores, both!.rest],
        [5, 0, 0, 1, 1, 1],
      );
    },
  },
  {
    name: "6 rows of 60 numbers: five components, and the covariance is never needed",
    probes: "rank-nullity",
    why: "Six rows with their mean taken off span five dimensions. All five together reach every row of the table.",
    run: ({ fitPca, coordinates }) => {
      const X = table(6, 60, 9);
      const pca = fitPca(X, 5);
      const rests = X.map((row) => coordinates(pca, row).rest / 100);
      return all(
        equal([pca.components.length, pca.components[0]?.length], [5, 60]),
        close(rests, [0, 0, 0, 0, 0, 0]),
        close(
          pca.ratios.reduce((sum, share) => sum + share, 0),
          1,
        ),
      );
    },
  },
  {
    name: "a direction 10⁹ times thinner than the rest keeps its digits",
    probes: "svd",
    why: "Its variance is 10¹⁸ times smaller than the largest. In the covariance matrix both stand in one sum, and a double has 16 digits.",
    run: ({ fitPca }) => {
      const X = [[1, 1e-9], [1, -1e-9], [-1, 1e-9], [-1, -1e-9]].map(([a, b]) => [a! + b!, a! - b!]); // biome-ignore format: one line
      const { variances } = fitPca(X, 2);
      return close([variances[0], variances[1]! * 1e18], [8 / 3, 8 / 3], 1e-6);
    },
  },
  {
    name: "impossible counts are refused, and tables without variance",
    why: "Two equal rows have rank 0: there is not one direction.",
    run: ({ fitPca }) =>
      all(
        ...[0, 3, 1.5, -1, Number.NaN].map((count) => refuses(() => fitPca(corners, count))),
        refuses(() => fitPca([[1, 2]], 1)),
        refuses(() => fitPca([[1, 2], [1, 2]], 1)), // biome-ignore format: one line
        refuses(() => fitPca([[0, 1, 5], [2, 3, 5], [4, 5, 5]], 2)), // biome-ignore format: one line
      ),
  },
  {
    name: "the arguments are left as they were",
    run: ({ fitPca, transform, whiten, coordinates }) => {
      const X = table(5, 2, 11);
      const before = JSON.stringify(X);
      const pca = fitPca(X, 1);
      const fit = JSON.stringify(pca);
      transform(pca, X);
      whiten(pca, X);
      coordinates(pca, X[0]!);
      return equal([JSON.stringify(X), JSON.stringify(pca)], [before, fit]);
    },
  },
];
