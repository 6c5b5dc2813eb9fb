import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";
import type { Task, Tree } from "./starter.ts";

type Module = typeof import("./starter.ts");

const column = (values: number[]) => values.map((value) => [value]);

const classes = { task: "classification", maxDepth: 9, minLeaf: 1 } as const;
const answers = { task: "regression", maxDepth: 9, minLeaf: 1 } as const;

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/** Is x₀ at most 2? If not, is x₁ at most 5? */
const small: Tree = {
  value: 0,
  feature: 0,
  threshold: 2,
  left: { value: 0 },
  right: { value: 1, feature: 1, threshold: 5, left: { value: 2 }, right: { value: 1 } },
};

/** n rows of whole values from 0 to 5 in two features, with noisy classes 0 to 2 and noisy answers. */
function example(seed: number, n: number) {
  const draw = random(seed);
  const X = Array.from({ length: n }, () => [draw.integer(6), draw.integer(6)]);
  const labels = X.map(([a]) => (draw.uniform() < 0.2 ? draw.integer(3) : Math.floor(a! / 2)));
  return { X, labels, y: X.map(([a, b]) => a! - 2 * b! + draw.normal()) };
}

/** Every node with the rows that arrive at it and the number of questions before it. */
function visit(tree: Tree, X: readonly (readonly number[])[]) {
  const found: { node: Tree; rows: number[]; level: number }[] = [];
  const walk = (node: Tree, rows: number[], level: number) => {
    found.push({ node, rows, level });
    if (!("left" in node)) return;
    walk(
      node.left,
      rows.filter((n) => X[n]![node.feature]! <= node.threshold),
      level + 1,
    );
    walk(
      node.right,
      rows.filter((n) => X[n]![node.feature]! > node.threshold),
      level + 1,
    );
  };
  walk(tree, [...X.keys()], 0);
  return found;
}

/** Errors of a tree on samples, by a walk of the checks' own. */
function errors(tree: Tree, X: number[][], y: number[], task: Task): number {
  let sum = 0;
  for (const { node, rows } of visit(tree, X))
    if (!("left" in node))
      for (const n of rows)
        sum += task === "regression" ? (node.value - y[n]!) ** 2 : Number(node.value !== y[n]);
  return sum;
}

const mean = (y: number[]) => y.reduce((sum, value) => sum + value, 0) / y.length;

export const checks: Check<Module>[] = [
  {
    name: "predictions by hand: 2 goes to the left, (3, 5) to the middle, (3, 6) to the right",
    why: "At most the threshold means left, so a value that equals it goes to the left.",
    run: ({ predict }) =>
      equal(
        [
          [2, 9],
          [3, 5],
          [3, 6],
        ].map((x) => predict(small, x)),
        [0, 2, 1],
      ),
  },
  {
    name: "depth and leaves by hand: 2 and 3, and 0 and 1 for a leaf",
    why: "The depth counts questions, not nodes. The two sides need not be equally deep.",
    run: ({ depth, leaves }) =>
      equal([depth(small), leaves(small), depth({ value: 7 }), leaves({ value: 7 })], [2, 3, 0, 1]),
  },
  {
    name: "one question by hand: 1, 2, 5, 6 with the classes 0, 0, 1, 1",
    why: "The cut is at 3.5. The root keeps the value it would have as a leaf: 0 and 1 are equally frequent, and 0 is smaller.",
    run: ({ grow }) =>
      equal(grow(column([1, 2, 5, 6]), [0, 0, 1, 1], classes), {
        value: 0,
        feature: 0,
        threshold: 3.5,
        left: { value: 0 },
        right: { value: 1 },
      }),
  },
  {
    name: "one question by hand: 1, 2, 3, 4 with the answers 1, 2, 9, 10 and depth 1 says 1.5 and 9.5",
    why: "A leaf says the mean of its own samples; the root's value is the mean of all, 5.5.",
    run: ({ grow }) =>
      equal(grow(column([1, 2, 3, 4]), [1, 2, 9, 10], { ...answers, maxDepth: 1 }), {
        value: 5.5,
        feature: 0,
        threshold: 2.5,
        left: { value: 1.5 },
        right: { value: 9.5 },
      }),
  },
  {
    name: "depth 0 is one leaf: the mean, or the most frequent class, of equally frequent ones the smallest",
    why: "Classes 2, 2, 1, 1, 0: two classes lead with two samples each. The first that was met is not the smallest.",
    run: ({ grow }) => {
      const X = column([1, 2, 3, 4, 5]);
      return all(
        equal(grow(X, [2, 2, 1, 1, 0], { ...classes, maxDepth: 0 }), { value: 1 }),
        equal(grow(X, [10, 9, 9, 0, 0], { ...classes, maxDepth: 0 }), { value: 0 }),
        equal(grow(X, [1, 2, 3, 4, 10], { ...answers, maxDepth: 0 }), { value: 4 }),
      );
    },
  },
  {
    name: "a pure node is a leaf, however many questions are left",
    why: "Nothing is to be gained, and bestSplit would still return a split.",
    run: ({ grow }) =>
      all(
        equal(grow(corners, [1, 1, 1, 1], classes), { value: 1 }),
        equal(grow(corners, [2.5, 2.5, 2.5, 2.5], answers), { value: 2.5 }),
      ),
  },
  {
    name: "exclusive or is learnt with two questions, though the first one alone does not help",
    why: "A tree that stops where a split does not lower the impurity remains one leaf here.",
    run: ({ grow, predict, depth, leaves }) => {
      const tree = grow(corners, [0, 1, 1, 0], classes);
      return all(
        equal(
          corners.map((x) => predict(tree, x)),
          [0, 1, 1, 0],
        ),
        equal([depth(tree), leaves(tree)], [2, 4]),
      );
    },
  },
  {
    name: "equal rows with different classes end in a leaf",
    why: "bestSplit returns null: there is nothing to ask. Reading feature and threshold of null is an error.",
    run: ({ grow }) =>
      equal(
        grow(
          [
            [4, 4],
            [4, 4],
            [4, 4],
          ],
          [1, 0, 1],
          classes,
        ),
        { value: 1 },
      ),
  },
  {
    name: "without limits a tree repeats the samples that it was grown on",
    probes: "overfitting",
    why: "As long as no two rows are equal, every leaf can become pure. What it says about other rows is another matter.",
    run: ({ grow, predict }) => {
      const draw = random(1);
      const X = Array.from({ length: 30 }, () => draw.normals(3));
      const labels = X.map(() => draw.integer(4));
      const y = draw.normals(30);
      const [one, other] = [
        grow(X, labels, { ...classes, maxDepth: 40 }),
        grow(X, y, { ...answers, maxDepth: 40 }),
      ];
      return all(
        equal(
          X.map((x) => predict(one, x)),
          labels,
        ),
        close(
          X.map((x) => predict(other, x)),
          y,
        ),
      );
    },
  },
  {
    name: "no leaf lies below maxDepth questions, for depths 1 to 4",
    why: "The limit has to become smaller by one on the way to each side, and for both sides alike.",
    run: ({ grow, depth }) => {
      const { X, y } = example(2, 60);
      return equal(
        [1, 2, 3, 4].map((maxDepth) => {
          const tree = grow(X, y, { ...answers, maxDepth });
          return [depth(tree), Math.max(...visit(tree, X).map(({ level }) => level))];
        }),
        [1, 2, 3, 4].map((maxDepth) => [maxDepth, maxDepth]),
      );
    },
  },
  {
    name: "each node's value is made of the samples that arrive there, and each leaf has at least minLeaf of them",
    probes: "expectation",
    why: "The checks sent the samples down your tree. If values are off, the sides got the wrong samples, or rows and answers lost each other.",
    run: ({ grow }) =>
      all(
        ...[3, 4, 5].flatMap((seed) => {
          const { X, y } = example(seed, 40);
          const nodes = visit(grow(X, y, { task: "regression", maxDepth: 6, minLeaf: 3 }), X);
          const inLeaves = nodes.filter(({ node }) => !("left" in node)).map(({ rows }) => rows.length);
          return [
            close(
              nodes.map(({ node }) => node.value),
              nodes.map(({ rows }) => mean(rows.map((n) => y[n]!))),
            ),
            holds(Math.min(...inLeaves) >= 3, inLeaves, "at least 3 samples in each leaf"),
          ];
        }),
      ),
  },
  {
    name: "every question is the one that bestSplit proposes for the samples that arrive",
    why: "bestSplit was asked again at each of your nodes; where it was not asked, the node is pure or at the last level.",
    run: ({ grow, bestSplit }) => {
      const { X, labels } = example(6, 50);
      const tree = grow(X, labels, { task: "classification", maxDepth: 4, minLeaf: 2 });
      const found = visit(tree, X).map(({ node }) =>
        "left" in node ? { feature: node.feature, threshold: node.threshold } : null,
      );
      const wanted = visit(tree, X).map(({ rows, level }) => {
        const here = rows.map((n) => labels[n]!);
        if (level === 4 || new Set(here).size === 1) return null;
        return bestSplit(
          rows.map((n) => X[n]!),
          here,
          "classification",
          2,
        );
      });
      return equal(found, wanted);
    },
  },
  {
    name: "pruning by hand: the lower question goes if it costs, and stays if it pays",
    probes: "overfitting",
    why: "At (3, 1) the lower question says 2, the node itself 1. With class 1 there, cutting saves an error, and the root pays: it stays. With class 2 the question is right.",
    run: ({ prune }) => {
      const X = [
        [1, 0],
        [3, 1],
      ];
      const cut = { value: 0, feature: 0, threshold: 2, left: { value: 0 }, right: { value: 1 } };
      return all(
        equal(prune(small, X, [0, 1], "classification"), cut),
        equal(prune(small, X, [0, 2], "classification"), small),
      );
    },
  },
  {
    name: "where both cost the same, or no sample arrives, the simpler tree is taken",
    why: "No more errors: equal is enough. From the leaves up: the lower question is cut first (no sample arrives), then the root, whose value 0 is right for both samples.",
    run: ({ prune }) =>
      all(
        equal(
          prune(
            small,
            [
              [1, 0],
              [2, 9],
            ],
            [0, 0],
            "classification",
          ),
          { value: 0 },
        ),
        equal(prune(small, [], [], "classification"), { value: 0 }),
        equal(prune(small, [[3, 1]], [7], "classification"), { value: 0 }),
        equal(prune(small, [[3, 1]], [1.5], "regression"), {
          value: 0,
          feature: 0,
          threshold: 2,
          left: { value: 0 },
          right: { value: 1 },
        }),
      ),
  },
  {
    name: "no way of making questions into leaves does better on the samples that pruned",
    probes: "overfitting",
    why: "The best that can be done at a node is the better of two: its leaf, or the best of its two sides. It was computed for random trees. Errors count on the samples that arrive at the node, not on all of them.",
    run: ({ grow, prune }) => {
      const best = (node: Tree, X: number[][], y: number[], task: Task): number => {
        const asLeaf = errors({ value: node.value }, X, y, task);
        if (!("left" in node)) return asLeaf;
        const low = X.map((row) => row[node.feature]! <= node.threshold);
        const [left, right] = [true, false].map((side) =>
          best(
            side ? node.left : node.right,
            X.filter((_, n) => low[n] === side),
            y.filter((_, n) => low[n] === side),
            task,
          ),
        );
        return Math.min(asLeaf, left! + right!);
      };
      return all(
        ...[11, 12, 13].map((seed) => {
          const [old, fresh] = [example(seed, 50), example(seed + 50, 50)];
          const one = grow(old.X, old.labels, classes);
          const other = grow(old.X, old.y, answers);
          return close(
            [
              errors(
                prune(one, fresh.X, fresh.labels, "classification"),
                fresh.X,
                fresh.labels,
                "classification",
              ),
              errors(prune(other, fresh.X, fresh.y, "regression"), fresh.X, fresh.y, "regression"),
            ],
            [best(one, fresh.X, fresh.labels, "classification"), best(other, fresh.X, fresh.y, "regression")],
          );
        }),
      );
    },
  },
  {
    name: "no samples and a maxDepth of −1 or ½ are refused; the arguments, the tree too, are left as they were",
    why: "prune returns a new tree: whoever compares before and after still needs the old one.",
    run: ({ grow, prune }) => {
      const { X, labels } = example(21, 20);
      const tree = grow(X, labels, classes);
      const before = JSON.stringify({ X, labels, tree });
      prune(
        tree,
        X,
        labels.map((label) => 2 - label),
        "classification",
      );
      const after = JSON.stringify({ X, labels, tree });
      return all(
        throwsError(() => grow([], [], classes)),
        throwsError(() => grow(X, labels, { ...classes, maxDepth: -1 })),
        throwsError(() => grow(X, labels, { ...classes, maxDepth: 0.5 })),
        holds(after === before, "an argument changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
