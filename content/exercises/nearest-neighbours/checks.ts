import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** From (0, 0) at the distances 5, 1, 2, 5 and 10. */
const points = [
  [3, 4],
  [0, 1],
  [-2, 0],
  [-5, 0],
  [10, 0],
];
const origin = [0, 0];

/** N rows with whole coordinates from 0 to 3, so that distances are often equal, with labels a, b, c. */
function example(seed: number, N: number) {
  const draw = random(seed);
  const X = Array.from({ length: N }, () => [draw.integer(4), draw.integer(4)]);
  const labels = X.map(() => "abc"[draw.integer(3)]!);
  const y = draw.normals(N);
  return { X, labels, y, x: [draw.integer(4), draw.integer(4)] };
}

/** Written a third way: a row's place is the number of rows that come before it. */
function order(X: number[][], x: number[]): number[] {
  const squared = X.map((row) => row.reduce((sum, value, j) => sum + (value - x[j]!) ** 2, 0));
  const place = squared.map(
    (d, n) => squared.filter((other, m) => other < d || (other === d && m < n)).length,
  );
  return place.map((_, p) => place.indexOf(p));
}

function vote(labels: string[], asked: number[]): string {
  const votes = (label: string) => asked.filter((n) => labels[n] === label).length;
  const most = Math.max(...asked.map((n) => votes(labels[n]!)));
  return labels[asked.find((n) => votes(labels[n]!) === most)!]!;
}

export const checks: Check<Module>[] = [
  {
    name: "by hand: the distances 5, 1, 2, 5, 10 give the rows 1, 2, 0",
    probes: "inner-products",
    why: "Row 0 is (3, 4), at the distance √(9 + 16) = 5. Sums of sizes would make it 7, and row 3 nearer.",
    run: ({ nearest }) => equal(nearest(points, origin, 3), [1, 2, 0]),
  },
  {
    name: "at the same distance the smaller number comes first: rows 0 and 3",
    why: "Both lie at 5. Which of them is among the three nearest must not depend on how the rows were sorted.",
    run: ({ nearest }) =>
      all(
        equal(nearest(points, origin, 5), [1, 2, 0, 3, 4]),
        equal(nearest([[1], [-1], [1], [-1]], [0], 3), [0, 1, 2]),
      ),
  },
  {
    name: "distances are compared as numbers: 9 is nearer than 10, and 100 is further",
    why: "sort() without a comparison puts numbers in the order of their digits: 10, 100, 9.",
    run: ({ nearest }) => equal(nearest([[100], [9], [10], [0.5]], [0], 4), [3, 1, 2, 0]),
  },
  {
    name: "whole coordinates with many equal distances, for every k",
    why: "A second implementation, which counts for each row how many come before it, was asked the same.",
    run: ({ nearest }) =>
      all(
        ...[1, 2, 3, 4, 5].flatMap((seed) => {
          const { X, x } = example(seed, 12);
          return X.map((_, i) => equal(nearest(X, x, i + 1), order(X, x).slice(0, i + 1)));
        }),
      ),
  },
  {
    name: "votes by hand: of the three nearest, rows 1, 2 and 0, two say b",
    why: "One row, one vote, whatever its distance. Labels belong to rows, so look them up by row number.",
    run: ({ classify }) =>
      all(
        equal(classify(points, ["b", "a", "b", "c", "c"], origin, 3), "b"),
        equal(classify(points, ["b", "a", "b", "c", "c"], origin, 1), "a"),
      ),
  },
  {
    name: "among labels with equally many votes the nearest one decides",
    why: "Rows 1 and 2 say z and a, one vote each: row 1 is nearer. With four neighbours z, a, a, z it is z again. The alphabet and the order of the rows have no say. An object lists keys that look like numbers in their order, 1 before 2, whatever came first; a Map does not.",
    run: ({ classify }) =>
      all(
        equal(classify(points, ["a", "z", "a", "z", "z"], origin, 2), "z"),
        equal(classify(points, ["a", "z", "a", "z", "b"], origin, 4), "z"),
        equal(classify(points, ["m", "a", "z", "z", "z"], origin, 3), "a"),
        equal(classify(points, ["7", "2", "1", "7", "7"], origin, 2), "2"),
      ),
  },
  {
    name: "a nearer label without the most votes has no say",
    why: "Row 1 alone says c. Rows 2 and 0 say a, rows 3 and 4 say b: a and b are level, and row 2 is the nearest of those.",
    run: ({ classify }) => equal(classify(points, ["a", "c", "a", "b", "b"], origin, 5), "a"),
  },
  {
    name: "labels on random rows, for every k",
    why: "Another implementation was asked the same; the rows have many equal distances and equal votes.",
    run: ({ classify }) =>
      all(
        ...[11, 12, 13, 14, 15, 16].flatMap((seed) => {
          const { X, labels, x } = example(seed, 10);
          return X.map((_, i) =>
            equal(classify(X, labels, x, i + 1), vote(labels, order(X, x).slice(0, i + 1))),
          );
        }),
      ),
  },
  {
    name: "means by hand: answers 6 and 9 at the distances 1 and 2",
    why: "The plain mean is 7.5. With the weights 1 and 1/2 it is (6 + 4.5) / 1.5 = 7; with 1/d² it would be 6.6.",
    run: ({ regress }) =>
      close(
        [
          regress(points, [0, 6, 9, 0, 0], origin, 2, "uniform"),
          regress(points, [0, 6, 9, 0, 0], origin, 2, "distance"),
        ],
        [7.5, 7],
      ),
  },
  {
    name: "rows at the point itself decide alone, if distances are the weights: (3 + 5) / 2",
    why: "1/0 is Infinity, and Infinity / Infinity is NaN. Adding something small to the distance lets the third row speak.",
    run: ({ regress }) => {
      const X = [[1], [2], [1]];
      return all(
        close(regress(X, [3, 100, 5], [1], 3, "distance"), 4),
        close(regress(X, [3, 100, 5], [1], 3, "uniform"), 36),
        close(regress(X, [3, 100, 5], [1], 1, "distance"), 3),
      );
    },
  },
  {
    name: "random rows with the weights 1/d, and the same rows in other units",
    why: "The weighted sum is divided by the sum of the weights, not by k. Then a factor in all distances changes nothing.",
    run: ({ regress }) => {
      const draw = random(21);
      const X = Array.from({ length: 15 }, () => draw.normals(3));
      const y = draw.normals(15);
      const x = draw.normals(3);
      const value = regress(X, y, x, 6, "distance");
      const asked = order(X, x).slice(0, 6);
      const weights = asked.map((n) => 1 / Math.hypot(...X[n]!.map((a, j) => a - x[j]!)));
      const total = weights.reduce((a, b) => a + b, 0);
      const far = regress(
        X.map((row) => row.map((a) => 1000 * a)),
        y.map((a) => 2 * a + 5),
        x.map((a) => 1000 * a),
        6,
        "distance",
      );
      return all(
        close(
          value,
          asked.reduce((sum, n, i) => sum + (weights[i]! * y[n]!) / total, 0),
        ),
        close(far, 2 * value + 5),
      );
    },
  },
  {
    name: "leaving one out by hand: 0, 1, 2 and 10 with the labels a, a, b, b",
    probes: "train-val-test",
    why: "With k = 1, 0 and 1 are each other's nearest and right; 2 asks 1 and is wrong; 10 asks 2 and is right: 1 of 4. A row that may ask itself is never wrong.",
    run: ({ leaveOneOut }) => close(leaveOneOut([[0], [1], [2], [10]], ["a", "a", "b", "b"], 1), 1 / 4),
  },
  {
    name: "leaving one out, three times the same place: only the row itself is taken out",
    probes: "train-val-test",
    why: "Rows 0 to 2 lie at 1 with the labels a, b, b. Row 0 asks row 1 and is wrong; rows 1 and 2 ask row 0 and are wrong. Taking out all rows at the same place would leave only row 3.",
    run: ({ leaveOneOut }) => close(leaveOneOut([[1], [1], [1], [5]], ["a", "b", "b", "a"], 1), 3 / 4),
  },
  {
    name: "leaving one out on random rows, for every k",
    probes: "train-val-test",
    why: "Each row was asked of the others by another implementation.",
    run: ({ leaveOneOut }) => {
      const { X, labels } = example(31, 12);
      const wrong = (k: number) =>
        X.filter((row, n) => {
          const asked = order(X, row).filter((m) => m !== n);
          return vote(labels, asked.slice(0, k)) !== labels[n];
        }).length / X.length;
      const every = [1, 2, 3, 5, 8, 11];
      return close(
        every.map((k) => leaveOneOut(X, labels, k)),
        every.map(wrong),
      );
    },
  },
  {
    name: "k below 1, above the number of rows or not whole is refused",
    why: "slice takes what there is and says nothing, and a mean over no rows is NaN.",
    run: ({ nearest, classify, regress, leaveOneOut }) =>
      all(
        ...[0, -1, 1.5, 6, Number.NaN].map((k) => throwsError(() => nearest(points, origin, k))),
        throwsError(() => classify(points, ["a", "a", "a", "a", "a"], origin, 6)),
        throwsError(() => regress(points, [1, 2, 3, 4, 5], origin, 0, "uniform")),
        throwsError(() => leaveOneOut([[1], [2]], ["a", "b"], 2)),
        equal(leaveOneOut([[1], [2]], ["a", "b"], 1), 1),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "sort works in place: X.sort(…) puts the caller's rows in another order than their labels.",
    run: ({ nearest, classify, regress, leaveOneOut }) => {
      const { X, labels, y, x } = example(41, 8);
      const before = JSON.stringify({ X, labels, y, x });
      nearest(X, x, 3);
      classify(X, labels, x, 3);
      regress(X, y, x, 3, "distance");
      leaveOneOut(X, labels, 3);
      const after = JSON.stringify({ X, labels, y, x });
      return holds(after === before, "an argument changed during the calls", "all arguments unchanged");
    },
  },
];
