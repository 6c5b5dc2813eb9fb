import { all, type Check, close, equal, holds, random } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const column = (values: number[]) => values.map((value) => [value]);

/** N rows around three places near (50, 60), and four centres, some of them far off. */
function example(seed: number, N: number) {
  const draw = random(seed);
  const X = Array.from({ length: N }, () => [
    50 + 8 * draw.integer(3) + draw.normal(),
    60 - 6 * draw.integer(2) + draw.normal(),
  ]);
  const centres = [
    [52, 61],
    [70, 40],
    [500, 500],
    [50 + 200 * draw.normal(), 60 + 200 * draw.normal()],
  ];
  return { X, centres };
}

const shifted = (X: readonly (readonly number[])[], by: number[]) =>
  X.map((x) => x.map((value, j) => value + by[j]!));

/** Written another way: the rounds of the rule, with the old centre where a mean does not exist. */
function rule(X: number[][], start: number[][], rounds: number) {
  const distance = (a: number[], b: number[]) => (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2;
  const give = (centres: number[][]) =>
    X.map((x) => {
      const far = centres.map((centre) => distance(x, centre));
      return far.indexOf(Math.min(...far));
    });
  let centres = start;
  let labels = give(start);
  for (let round = 0; round < rounds; round++) {
    centres = centres.map((old, k) => {
      const rows = X.filter((_, n) => labels[n] === k);
      return rows.length > 0
        ? old.map((_, j) => rows.reduce((sum, row) => sum + row[j]! / rows.length, 0))
        : old;
    });
    const next = give(centres);
    if (next.join() === labels.join()) break;
    labels = next;
  }
  return { centres, labels };
}

export const checks: Check<Module>[] = [
  {
    name: "the mean of rows by hand, with every centre chosen: 1 and 7 stay as they were",
    probes: "expectation",
    why: "This worked before. If it fails now, your change went further than the fault.",
    run: ({ update }) => close(update(column([0, 2, 5, 9]), [0, 0, 1, 1], column([3, 8])), column([1, 7])),
  },
  {
    name: "a centre without rows stays where it is: 900 remains 900",
    why: "A sum over no rows is 0, and 0/1 is 0. That is the origin, not a mean.",
    run: ({ update }) =>
      close(
        update(
          [
            [50, 60],
            [52, 62],
          ],
          [1, 1],
          [
            [900, -900],
            [40, 40],
            [7, 0.5],
          ],
        ),
        [
          [900, -900],
          [51, 61],
          [7, 0.5],
        ],
      ),
  },
  {
    name: "a whole run by hand: 50, 51, 58, 59 from the centres 54, 55 and 500",
    why: "Nobody ever chooses 500. It is still 500 at the end, and there are still three centres.",
    run: ({ kMeans }) => {
      const { centres, labels, history } = kMeans(column([50, 51, 58, 59]), column([54, 55, 500]), 20);
      return all(
        close(centres, column([50.5, 58.5, 500])),
        equal(labels, [0, 0, 1, 1]),
        close(history, [50, 1]),
      );
    },
  },
  {
    name: "a centre that stayed can be chosen later: 8, 16, 16, 16 from the centres 10 and 3",
    probes: "inner-products",
    why: "At first all rows choose 10, which moves to 14. Now 8 is nearer to 3, if that has stayed: the end is 16 and 8. Had it moved to 0 or to the middle of all rows, it would get none.",
    run: ({ kMeans }) => {
      const { centres, labels, history } = kMeans(column([8, 16, 16, 16]), column([10, 3]), 20);
      return all(close(centres, column([16, 8])), equal(labels, [1, 0, 0, 0]), close(history, [112, 37, 0]));
    },
  },
  {
    name: "a shift of rows and centres changes nothing but adds itself to the centres",
    probes: "vector-spaces",
    why: "Distances and means do not know where the origin is. Whatever does not move along was put there by the program.",
    run: ({ kMeans }) =>
      all(
        ...[1, 2, 3].flatMap((seed) => {
          const { X, centres } = example(seed, 40);
          const here = kMeans(X, centres, 50);
          return [
            [-50, -60],
            [1000, 0],
          ].map((by) => {
            const there = kMeans(shifted(X, by), shifted(centres, by), 50);
            return all(
              equal(there.labels, here.labels),
              close(there.centres, shifted(here.centres, by), 1e-8),
            );
          });
        }),
      ),
  },
  {
    name: "every centre is the mean of its rows, or one that it was at the start or after an earlier round",
    why: "For 20 random starts the rule was followed by another program, round by round; centres and labels must be the same.",
    run: ({ kMeans }) =>
      all(
        ...Array.from({ length: 20 }, (_, i) => {
          const { X, centres } = example(10 + i, 30);
          const rounds = i % 5 === 0 ? 1 : 50;
          const { centres: found, labels } = kMeans(X, centres, rounds);
          const wanted = rule(X, centres, rounds);
          return all(equal(labels, wanted.labels), close(found, wanted.centres));
        }),
      ),
  },
  {
    name: "as many centres as at the start, all of them numbers, and a history that never rises",
    probes: "variance",
    why: "A centre left out renumbers those behind it; 0/0 is NaN, and a centre at NaN is never the nearest.",
    run: ({ kMeans }) =>
      all(
        ...[40, 41, 42].map((seed) => {
          const { X, centres } = example(seed, 40);
          const found = kMeans(X, centres, 50);
          return all(
            equal(found.centres.length, 4),
            holds(found.centres.flat().every(Number.isFinite), found.centres, "numbers"),
            holds(
              found.history.every((value, t) => t === 0 || value <= found.history[t - 1]! + 1e-9),
              found.history,
              "values that do not rise",
            ),
          );
        }),
      ),
  },
  {
    name: "the arguments are left as they were, and what comes back is not the caller's",
    why: "A centre that stays has to be copied: otherwise whoever changes the result changes the start.",
    run: ({ update, kMeans }) => {
      const { X, centres } = example(50, 10);
      const before = JSON.stringify({ X, centres });
      const next = update(
        X,
        X.map(() => 0),
        centres,
      );
      for (const row of [...next, ...kMeans(X, centres, 3).centres]) row.fill(0);
      const after = JSON.stringify({ X, centres });
      return holds(after === before, "X or the centres changed with the result", "all arguments unchanged");
    },
  },
];
