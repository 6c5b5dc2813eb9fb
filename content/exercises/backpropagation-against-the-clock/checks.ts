import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  type Outcome,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { Matrix, Net } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N, F, M and K all differ, so that a transposed array cannot slip through. */
function example(seed: number): { X: Matrix; labels: number[]; net: Net } {
  const draw = random(seed);
  const matrix = (rows: number, columns: number): Matrix =>
    Array.from({ length: rows }, () => draw.uniforms(columns, -1, 1));
  const net = {
    W1: matrix(2, 4),
    b1: draw.uniforms(4, -1, 1),
    W2: matrix(4, 3),
    b2: draw.uniforms(3, -1, 1),
  };
  return { X: matrix(5, 2), labels: [0, 2, 1, 1, 2], net };
}

const both = (a: Net, b: Net, tolerance: number): Outcome =>
  all(
    close(a.W1, b.W1, tolerance),
    close(a.b1, b.b1, tolerance),
    close(a.W2, b.W2, tolerance),
    close(a.b2, b.b2, tolerance),
  );

/** One input, one unit, two classes. */
const tiny = (w: number, b: number): Net => ({ W1: [[w]], b1: [b], W2: [[1, 0]], b2: [0, 0] });

export const checks: Check<Module>[] = [
  {
    name: "scores by hand: two rows, one unit, two classes",
    probes: "mlp",
    why: "Unit: max(3x − 1, 0) = 5 and 0; scores (5, 0) + (1, 2) and (0, 0) + (1, 2).",
    run: ({ forward }) =>
      close(forward([[2], [-4]], { W1: [[3]], b1: [-1], W2: [[1, 0]], b2: [1, 2] }), [
        [6, 2],
        [1, 2],
      ]),
  },
  {
    name: "the loss by hand: equal scores cost log K, a score of log 3 against 0 costs log 4/3 or log 4",
    probes: "softmax-cross-entropy",
    why: "Two equal scores make probabilities of one half. The loss is the mean over the rows.",
    run: ({ lossAndGradients }) => {
      const net = { ...tiny(0, 0), b2: [Math.log(3), 0] };
      return all(
        close(lossAndGradients([[1]], [1], tiny(0, 0)).loss, Math.log(2)),
        close(lossAndGradients([[1], [1]], [0, 1], net).loss, (Math.log(4 / 3) + Math.log(4)) / 2),
      );
    },
  },
  {
    name: "scores of ±1000 give a finite loss and finite slopes",
    probes: "logsumexp",
    why: "e^1000 is Infinity. Take the largest score away from all of them first, and the logarithm on paper.",
    run: ({ lossAndGradients }) => {
      const { loss, gradients } = lossAndGradients([[1]], [1], tiny(1000, 0));
      return all(close(loss, 1000), close(gradients.b2, [1, -1]), close(gradients.W1, [[1]]));
    },
  },
  {
    name: "the slopes of one row by hand",
    probes: "chain-rule",
    why: "With W1 = 1, b1 = 0 and x = 2 the unit is 2; W2 = (0, 0) makes both probabilities 1/2. For label 0, b2 receives (−½, ½), W2 twice that, and nothing goes further back, as W2 is 0.",
    run: ({ lossAndGradients }) => {
      const { gradients } = lossAndGradients([[2]], [0], { W1: [[1]], b1: [0], W2: [[0, 0]], b2: [0, 0] });
      return both(gradients, { W1: [[0]], b1: [0], W2: [[-1, 1]], b2: [-0.5, 0.5] }, 1e-12);
    },
  },
  {
    name: "a unit at or below 0 passes nothing back",
    probes: "activations",
    why: "At x = 1 the units' arguments are −1, 0 and 1; only the last one passes a slope to its weight. The sign that decides is that of the argument.",
    run: ({ lossAndGradients }) => {
      const net = {
        W1: [[-1, 0, 1]],
        b1: [0, 0, 0],
        W2: [
          [1, 0],
          [1, 0],
          [1, 0],
        ],
        b2: [-1, 0],
      };
      const { gradients } = lossAndGradients([[1]], [1], net);
      return all(close(gradients.W1, [[0, 0, 0.5]]), close(gradients.b1, [0, 0, 0.5]));
    },
  },
  {
    name: "each gradient has the shape of its array",
    probes: "matrices",
    why: "If a product does not fit, one factor is to be transposed.",
    run: ({ lossAndGradients }) => {
      const { X, labels, net } = example(1);
      const shape = (g: Net) => [g.W1, [g.b1], g.W2, [g.b2]].map((A) => [A.length, A[0]?.length]);
      return equal(shape(lossAndGradients(X, labels, net).gradients), shape(net));
    },
  },
  {
    name: "every gradient agrees with finite differences of your loss",
    probes: "jacobian",
    why: "Each weight was moved a little. Where yours differs, one operation on the way back is missing or at the wrong place.",
    run: ({ lossAndGradients }) =>
      all(
        ...[2, 3, 4].map((seed) => {
          const { X, labels, net } = example(seed);
          const { gradients } = lossAndGradients(X, labels, net);
          const loss = (part: Partial<Net>) => lossAndGradients(X, labels, { ...net, ...part }).loss;
          return all(
            gradientMatches((b2) => loss({ b2 }), gradients.b2, net.b2),
            gradientMatches((W2) => loss({ W2 }), gradients.W2, net.W2),
            gradientMatches((b1) => loss({ b1 }), gradients.b1, net.b1),
            gradientMatches((W1) => loss({ W1 }), gradients.W1, net.W1),
          );
        }),
      ),
  },
  {
    name: "the same rows twice change neither loss nor gradients",
    why: "Both are means over the rows. If only the gradient doubles, it was left a sum.",
    run: ({ lossAndGradients }) => {
      const { X, labels, net } = example(5);
      const once = lossAndGradients(X, labels, net);
      const twice = lossAndGradients([...X, ...X], [...labels, ...labels], net);
      return all(close(twice.loss, once.loss), both(twice.gradients, once.gradients, 1e-9));
    },
  },
  {
    name: "two steps are each value minus rate times slope, all at once",
    why: "The slopes of the second step are taken at the net after the first. No array may move before the slopes of the others are known.",
    run: ({ lossAndGradients, train }) => {
      const { X, labels, net } = example(6);
      let at = net;
      for (let step = 0; step < 2; step++) {
        const { gradients: g } = lossAndGradients(X, labels, at);
        const row = (v: number[], s: number[]) => v.map((x, k) => x - 0.3 * s[k]!);
        at = {
          W1: at.W1.map((v, i) => row(v, g.W1[i]!)),
          b1: row(at.b1, g.b1),
          W2: at.W2.map((v, i) => row(v, g.W2[i]!)),
          b2: row(at.b2, g.b2),
        };
      }
      return all(
        both(train(X, labels, net, { rate: 0.3, steps: 2 }), at, 1e-12),
        both(train(X, labels, net, { rate: 0.3, steps: 0 }), net, 0),
      );
    },
  },
  {
    name: "it learns exclusive or",
    probes: "gradient-descent",
    why: "Four points that no line separates; 300 steps of rate 0.5 from the given start bring the loss below 0.05.",
    run: ({ lossAndGradients, train }) => {
      const X = [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ];
      const labels = [0, 1, 1, 0];
      const draw = random(7);
      const rows = (n: number, m: number) => Array.from({ length: n }, () => draw.normals(m));
      const start = { W1: rows(2, 8), b1: draw.normals(8, 0, 0.1), W2: rows(8, 2), b2: [0, 0] };
      const { loss } = lossAndGradients(X, labels, train(X, labels, start, { rate: 0.5, steps: 300 }));
      return holds(loss < 0.05, `a loss of ${loss}`, "below 0.05");
    },
  },
  {
    name: "no rows, lists of two lengths and labels that are no class are refused",
    why: "row[3] of three scores is undefined, and the loss NaN.",
    run: ({ lossAndGradients, train }) => {
      const calls = [
        (X: Matrix, labels: number[]) => lossAndGradients(X, labels, tiny(1, 0)),
        (X: Matrix, labels: number[]) => train(X, labels, tiny(1, 0), { rate: 1, steps: 1 }),
      ];
      return all(
        ...calls.flatMap((f) => [
          refuses(() => f([], [])),
          refuses(() => f([[1], [2]], [0])),
          refuses(() => f([[1]], [2])),
          refuses(() => f([[1]], [-1])),
          refuses(() => f([[1]], [0.5])),
        ]),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "train returns a new net; the one that was given stays.",
    run: ({ forward, lossAndGradients, train }) => {
      const given = example(8);
      const before = JSON.stringify(given);
      forward(given.X, given.net);
      lossAndGradients(given.X, given.labels, given.net);
      train(given.X, given.labels, given.net, { rate: 1, steps: 3 });
      return holds(JSON.stringify(given) === before, "an argument changed", "all unchanged");
    },
  },
];
