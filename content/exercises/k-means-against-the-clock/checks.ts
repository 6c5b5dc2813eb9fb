import {
  all,
  type Check,
  close,
  equal,
  holds,
  type Outcome,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { Clustering, Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Three clouds, and three of their rows as starting centres. */
function clouds(seed: number, n: number): { X: Matrix; start: Matrix } {
  const draw = random(seed);
  const X = Array.from({ length: n }, (_, i) => [draw.normal(3 * (i % 3)), draw.normal(i % 3 === 1 ? 3 : 0)]);
  return { X, start: [0, 1, 2].map(() => [...X[draw.integer(n)]!]) };
}

const distance = (a: number[], b: number[]): number => a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0);

/** Round after round, kept as a list. */
function reference(X: Matrix, start: Matrix, maxRounds: number): Clustering {
  const history: number[][] = [];
  let centres = start;
  for (let round = 0; round < maxRounds; round++) {
    const labels = X.map((x) => {
      const order = [...centres.keys()].sort(
        (a, b) => distance(x, centres[a]!) - distance(x, centres[b]!) || a - b,
      );
      return order[0]!;
    });
    history.push(labels);
    centres = centres.map((centre, k) => {
      const rows = X.filter((_, n) => labels[n] === k);
      return rows.length === 0
        ? centre
        : centre.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
    });
    if (history.length > 1 && `${history.at(-2)}` === `${labels}`) break;
  }
  const labels = history.at(-1)!;
  const inertia = X.reduce((sum, x, n) => sum + distance(x, centres[labels[n]!]!), 0);
  return { labels, centres, inertia, rounds: history.length };
}

function same(given: Clustering, expected: Clustering): Outcome {
  return all(
    equal(given.labels, expected.labels),
    close(given.centres, expected.centres),
    close(given.inertia, expected.inertia),
    equal(given.rounds, expected.rounds),
  );
}

const line: Matrix = [[0], [1], [8], [9]];

export const checks: Check<Module>[] = [
  {
    name: "the nearest centre by hand, with all coordinates",
    probes: "inner-products",
    why: "From (3, 4), (3, 0) is 16 away in squares, (0, 4) is 9, (9, 4) is 36.",
    run: ({ nearest }) =>
      equal(
        nearest(
          [3, 4],
          [
            [3, 0],
            [0, 4],
            [9, 4],
          ],
        ),
        1,
      ),
  },
  {
    name: "of equally near centres the lowest number",
    why: "With <= a later centre takes over from an equally near one.",
    run: ({ nearest }) =>
      all(equal(nearest([5], [[0], [10], [0]]), 0), equal(nearest([1], [[9], [2], [0]]), 1)),
  },
  {
    name: "one round by hand: centres 0 and 1 become 0 and 6",
    probes: "variance",
    why: "Row 0 belongs to centre 0; 1, 8, 9 to centre 1, whose mean is 6. The squares about these new centres are 0, 25, 4, 9.",
    run: ({ kMeans }) =>
      same(kMeans(line, [[0], [1]], 1), {
        labels: [0, 1, 1, 1],
        centres: [[0], [6]],
        inertia: 38,
        rounds: 1,
      }),
  },
  {
    name: "to the end by hand: centres 0.5 and 8.5 after three rounds",
    why: "Round 2 gives 1 to the first centre; round 3 changes no label and is the last. It counts.",
    run: ({ kMeans }) =>
      same(kMeans(line, [[0], [1]], 50), {
        labels: [0, 0, 1, 1],
        centres: [[0.5], [8.5]],
        inertia: 1,
        rounds: 3,
      }),
  },
  {
    name: "maxRounds is kept",
    why: "After two rounds the labels are right already, but that nothing changes any more is not known yet.",
    run: ({ kMeans }) =>
      all(equal(kMeans(line, [[0], [1]], 2).rounds, 2), equal(kMeans(line, [[0], [1]], 3).rounds, 3)),
  },
  {
    name: "a centre without rows stays where it is",
    why: "The mean of no rows is 0 / 0. One NaN, and the centre is lost for ever.",
    run: ({ kMeans }) =>
      same(kMeans([[1], [3]], [[2], [100]], 9), {
        labels: [0, 0],
        centres: [[2], [100]],
        inertia: 2,
        rounds: 2,
      }),
  },
  {
    name: "one centre ends at the mean, as many as rows end at the rows",
    probes: "variance",
    why: "With K = 1 the inertia is N times the variance; with a centre on each row it is 0.",
    run: ({ kMeans }) =>
      all(
        same(kMeans(line, [[77]], 9), { labels: [0, 0, 0, 0], centres: [[4.5]], inertia: 65, rounds: 2 }),
        same(kMeans(line, line, 9), { labels: [0, 1, 2, 3], centres: line, inertia: 0, rounds: 2 }),
      ),
  },
  {
    name: "at the end each row is with its nearest centre, and each centre is the mean of its rows",
    why: "That is what it means that nothing changes any more.",
    run: ({ kMeans, nearest }) => {
      const { X, start } = clouds(1, 40);
      const { labels, centres } = kMeans(X, start, 100);
      const means = centres.map((_, k) => {
        const rows = X.filter((_, n) => labels[n] === k);
        return [0, 1].map((j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
      });
      return all(
        equal(
          labels,
          X.map((x) => nearest(x, centres)),
        ),
        close(centres, means),
      );
    },
  },
  {
    name: "the inertia never rises from round to round",
    probes: "coordinate-descent",
    why: "Each of the two steps makes the sum of squares smaller or leaves it.",
    run: ({ kMeans }) => {
      const { X, start } = clouds(2, 60);
      const course = [1, 2, 3, 4, 5, 6, 7].map((rounds) => kMeans(X, start, rounds).inertia);
      const rise = course.findIndex((inertia, i) => i > 0 && inertia > course[i - 1]! + 1e-9);
      return holds(rise === -1, `inertias ${course.map((v) => v.toFixed(3)).join(", ")}`, "never rising");
    },
  },
  {
    name: "labels, centres, inertia and rounds agree with a reference",
    why: "The inertia is that of the returned centres, after the last averaging.",
    run: ({ kMeans }) =>
      all(
        ...Array.from({ length: 12 }, (_, seed) => {
          const { X, start } = clouds(10 + seed, 5 + 3 * seed);
          const rounds = 1 + (seed % 5);
          return all(
            same(kMeans(X, start, rounds), reference(X, start, rounds)),
            same(kMeans(X, start, 99), reference(X, start, 99)),
          );
        }),
      ),
  },
  {
    name: "what cannot be clustered is refused",
    why: "A missing coordinate is undefined, and every distance NaN.",
    run: ({ kMeans }) =>
      all(
        refuses(() => kMeans([], [[1]], 5)),
        refuses(() => kMeans([[1]], [], 5)),
        refuses(() => kMeans([[1, 2], [3]], [[1, 2]], 5)),
        refuses(() => kMeans([[1, 2]], [[1]], 5)),
        refuses(() => kMeans([[1]], [[1]], 0)),
        refuses(() => kMeans([[1]], [[1]], 1.5)),
      ),
  },
  {
    name: "the arguments are left as they were, and the result shares no array with them",
    why: "A centre without rows is a copy of the one that was given; whoever changes it later must not change the start.",
    run: ({ kMeans }) => {
      const { X, start } = clouds(3, 9);
      start.push([1000, 1000]);
      const before = JSON.stringify({ X, start });
      for (const centre of kMeans(X, start, 5).centres) centre.fill(-1);
      return holds(
        JSON.stringify({ X, start }) === before,
        "X or the starting centres changed",
        "both unchanged",
      );
    },
  },
];
