import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** A source of randomness that says what it is told to, and counts how often it was asked. */
function told(...values: number[]) {
  let asked = 0;
  const next = () => {
    asked++;
    if (asked > values.length) throw new Error(`random() was called more than ${values.length} times`);
    return values[asked - 1]!;
  };
  return { next, asked: () => asked };
}

const column = (values: number[]) => values.map((value) => [value]);

const five = column([0, 1, 3, 7, 7]);

/** N points around four places in the plane. */
function example(seed: number, N: number) {
  const draw = random(seed);
  return Array.from({ length: N }, () => [
    4 * draw.integer(2) + draw.normal(0, 0.7),
    4 * draw.integer(2) + draw.normal(0, 0.7),
  ]);
}

const squared = (a: number[], b: number[]) => a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0);

const neverRises = (history: number[]) =>
  holds(
    history.every((value, t) => t === 0 || value <= history[t - 1]! * (1 + 1e-12)),
    history,
    "values that do not rise",
  );

export const checks: Check<Module>[] = [
  {
    name: "the first seed by hand: 0.5 of five rows is row 2, 0.99 is row 4",
    why: "⌊5 · 0.99⌋ = 4. Rounded up it would be row 5, which does not exist.",
    run: ({ seed }) =>
      equal(
        [seed(five, 1, told(0.5).next), seed(five, 1, told(0.99).next), seed(five, 1, told(0).next)],
        [[2], [4], [0]],
      ),
  },
  {
    name: "the second seed by hand: after row 0 the squared distances are 0, 1, 9, 49, 49",
    probes: "inner-products",
    why: "They end at 0, 1, 10, 59, 108. With u = 0.05 the mark is 5.4: row 2; with 0.5 it is 54: row 3; with 0 it is 0, and row 1 is the first above. Distances that are not squared end at 0, 1, 4, 11, 18.",
    run: ({ seed }) =>
      equal(
        [0.05, 0.5, 0.6, 0].map((u) => seed(five, 2, told(0, u).next)),
        [
          [0, 2],
          [0, 3],
          [0, 4],
          [0, 1],
        ],
      ),
  },
  {
    name: "the third seed looks to the nearest of both: after rows 0 and 3 the distances are 0, 1, 9, 0, 0",
    why: "Row 4 lies where row 3 does, so it cannot come: the mark 0.99 · 10 is in row 2. If only the last seed counts, row 0 comes again.",
    run: ({ seed }) =>
      equal(
        [0.05, 0.2, 0.99].map((u) => seed(five, 3, told(0, 0.5, u).next)),
        [
          [0, 3, 1],
          [0, 3, 2],
          [0, 3, 2],
        ],
      ),
  },
  {
    name: "where all rows lie on seeds already, any row can come: ⌊N · u⌋",
    why: "0 > 0 never holds, and nobody is found.",
    run: ({ seed }) => equal(seed(column([2, 2, 2, 2]), 3, told(0.9, 0.3, 0.5).next), [3, 1, 2]),
  },
  {
    name: "random() is called once for each seed, and far rows come in proportion to d²",
    probes: "conditional-probability",
    why: "From row 0, the others lie at 1, 2 and 3: they are to come 1, 4 and 9 times in 14. 7,000 draws were made; each count is within 160 of what is due.",
    run: ({ seed }) => {
      const source = told(0.1, 0.2, 0.3, 0.4);
      seed(column([0, 1, 2, 3]), 3, source.next);
      const draw = random(1);
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 7_000; i++) {
        const values = [0, draw.uniform()];
        counts[seed(column([0, 1, 2, 3]), 2, () => values.shift()!)[1]!]! += 1;
      }
      const due = [0, 500, 2000, 4500];
      return all(
        equal(source.asked(), 3),
        holds(
          counts.every((count, n) => Math.abs(count - due[n]!) < 160),
          counts,
          "about [0, 500, 2000, 4500]",
        ),
      );
    },
  },
  {
    name: "assignment by hand: centres 1 and 5; the row 3 is equally near, and the smaller number wins",
    probes: "inner-products",
    why: "A centre replaces the best so far only if it is strictly nearer.",
    run: ({ assign }) =>
      all(
        equal(assign(column([0, 3, 4, 9]), column([1, 5])), [0, 0, 1, 1]),
        equal(assign(column([0, 3, 4, 9]), column([5, 1])), [1, 0, 0, 0]),
        equal(
          assign(
            [
              [3, 3],
              [0, 4.5],
            ],
            [
              [0, 0],
              [5, 6],
            ],
          ),
          [1, 0],
        ),
      ),
  },
  {
    name: "inertia by hand: (0 − 1)² + (3 − 1)² + (4 − 5)² + (9 − 5)² = 22",
    probes: "variance",
    why: "Squared distances are added, without a root and without a division by N. Each row uses its own label's centre.",
    run: ({ inertia }) => close(inertia(column([0, 3, 4, 9]), [0, 0, 1, 1], column([1, 5])), 22),
  },
  {
    name: "an update by hand: the rows (0, 0), (2, 4) and (10, 10) with the labels 0, 0, 1",
    probes: "expectation",
    why: "The mean is taken coordinate by coordinate, over the rows of the cluster and not over all.",
    run: ({ update }) =>
      close(
        update(
          [
            [0, 0],
            [2, 4],
            [10, 10],
          ],
          [0, 0, 1],
          [
            [5, 5],
            [6, 6],
          ],
        ),
        [
          [1, 2],
          [10, 10],
        ],
      ),
  },
  {
    name: "an empty cluster gets the row furthest from its own old centre: 9, at the distance 4 from 5",
    why: "0/0 is NaN, and a centre at NaN is never the nearest again. The distances 1, 2, 1 and 4 are those from the centres that came in. The other means are 1.5 and 6.5.",
    run: ({ update }) =>
      close(update(column([0, 3, 4, 9]), [0, 0, 2, 2], column([1, 100, 5])), column([1.5, 9, 6.5])),
  },
  {
    name: "several empty clusters take different rows, in their order; of equally far rows the smaller number",
    why: "Rows 0 and 3 lie 3 from the centre 3, rows 1 and 2 lie 1 from it. Two centres in one place would leave one of them empty again.",
    run: ({ update }) =>
      close(update(column([0, 2, 4, 6]), [3, 3, 3, 3], column([50, 60, 70, 3])), column([0, 6, 2, 3])),
  },
  {
    name: "a run by hand: 0, 1, 8, 9 from the centres 0 and 1 ends at 0.5 and 8.5 with the inertias 113, 14 and 1",
    why: "First labels 0, 1, 1, 1: 0 + 0 + 49 + 64. Means 0 and 6, labels 0, 0, 1, 1: 0 + 1 + 4 + 9 = 14. Means 0.5 and 8.5: 4 · ¼ = 1, and the labels stay: the end.",
    run: ({ kMeans }) => {
      const { centres, labels, history } = kMeans(column([0, 1, 8, 9]), column([0, 1]), 50);
      return all(
        close(history, [113, 14, 1]),
        close(centres, column([0.5, 8.5])),
        equal(labels, [0, 0, 1, 1]),
      );
    },
  },
  {
    name: "the rounds end at their limit, and labels belong to the centres that are returned",
    why: "With no round there is one assignment; with one round two. Labels from before the last update are out of date.",
    run: ({ kMeans }) => {
      const X = column([0, 1, 8, 9]);
      const [none, one] = [kMeans(X, column([0, 1]), 0), kMeans(X, column([0, 1]), 1)];
      return all(
        close(none.centres, column([0, 1])),
        equal(none.labels, [0, 1, 1, 1]),
        close(none.history, [113]),
        close(one.centres, column([0, 6])),
        equal(one.labels, [0, 0, 1, 1]),
        close(one.history, [113, 14]),
      );
    },
  },
  {
    name: "the inertia never rises, also from centres that nobody is near",
    probes: "coordinate-descent",
    why: "A mean is the point with the least sum of squared distances, a row's nearest centre is the one with the least. If the inertia rises, look at what happens to empty clusters.",
    run: ({ kMeans, seed }) =>
      all(
        ...[1, 2, 3, 4].flatMap((s) => {
          const X = example(s, 60);
          const draw = random(s + 10);
          const good = seed(X, 5, () => draw.uniform()).map((n) => X[n]!);
          const bad = [
            [2, 2],
            [50, 50],
            [60, 60],
            [70, 70],
            [80, 80],
          ];
          return [good, bad].map((start) => neverRises(kMeans(X, start, 100).history));
        }),
      ),
  },
  {
    name: "at the end each centre is the mean of its rows, each row is with its nearest centre, and none is empty",
    why: "That is what it means that another round changes nothing. The inertia reported last is that of the result.",
    run: ({ kMeans }) =>
      all(
        ...[5, 6, 7].map((s) => {
          const X = example(s, 50);
          const { centres, labels, history } = kMeans(
            X,
            [
              [0, 0],
              [1, 1],
              [90, 90],
              [91, 91],
            ],
            200,
          );
          const means = centres.map((_, k) => {
            const rows = X.filter((_, n) => labels[n] === k);
            return [0, 1].map((j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
          });
          const nearest = X.map((x) => Math.min(...centres.map((c) => squared(x, c))));
          const sizes = centres.map((_, k) => labels.filter((label) => label === k).length);
          return all(
            holds(Math.min(...sizes) > 0, `clusters of ${sizes.join(", ")} rows`, "no cluster without rows"),
            close(centres, means),
            close(
              X.map((x, n) => squared(x, centres[labels[n]!]!)),
              nearest,
            ),
            close(
              history.at(-1),
              nearest.reduce((sum, value) => sum + value, 0),
            ),
          );
        }),
      ),
  },
  {
    name: "fewer different rows than clusters: it ends, and no centre is NaN",
    why: "One cluster stays empty whatever is done. The labels do not change, and that is the end.",
    run: ({ kMeans }) => {
      const { centres, history } = kMeans(column([1, 1, 5]), column([0, 6, 20]), 50);
      return all(
        close(history.at(-1), 0),
        holds(
          centres.flat().every((value) => value === 1 || value === 5),
          centres,
          "centres at 1 and 5",
        ),
      );
    },
  },
  {
    name: "K of 0, above N or 1.5 is refused; the arguments are left as they were",
    why: "An array made of the caller's rows, once changed, changes the data: copy what becomes a centre.",
    run: ({ seed, assign, update, kMeans }) => {
      const X = example(9, 10);
      const centres = [
        [0, 0],
        [99, 99],
      ];
      const before = JSON.stringify({ X, centres });
      const labels = assign(X, centres);
      const next = update(X, labels, centres);
      kMeans(X, centres, 10);
      for (const row of next) row.fill(0);
      const after = JSON.stringify({ X, centres });
      return all(
        ...[0, 1.5, 11].map((K) => throwsError(() => seed(X, K, () => 0.5))),
        holds(after === before, "X or the centres changed with the calls", "all arguments unchanged"),
      );
    },
  },
];
