import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { Matrix, Settings } from "./starter.ts";

type Module = typeof import("./starter.ts");

const halves: Settings = { size: 2, stride: 2, padding: 0 };
const overlapping: Settings = { size: 3, stride: 2, padding: 1 };

/** H = 6 and W = 7 differ; all pixels are at least 0.01 apart, so that a finite difference changes no order. */
function example(seed: number) {
  const draw = random(seed);
  const pixels = Array.from({ length: 42 }, (_, i) => 0.05 * (i - 20));
  for (let i = 41; i > 0; i--) {
    const j = draw.integer(i + 1);
    [pixels[i], pixels[j]] = [pixels[j]!, pixels[i]!];
  }
  const X = Array.from({ length: 6 }, (_, h) => pixels.slice(7 * h, 7 * h + 7));
  return {
    X,
    gradients: (rows: number, columns: number): Matrix =>
      Array.from({ length: rows }, () => draw.normals(columns)),
  };
}

/** The pixels of the window of output (i, j) that lie in the image. */
function windowAt(X: Matrix, { size, stride, padding }: Settings, i: number, j: number): number[] {
  return X.flatMap((row, h) => {
    const down = h - (i * stride - padding);
    if (down < 0 || down >= size) return [];
    return row.filter((_, w) => w >= j * stride - padding && w < j * stride - padding + size);
  });
}

const total = (A: Matrix): number => A.flat().reduce((sum, x) => sum + x, 0);
const weighted = (Y: Matrix, G: Matrix): number =>
  total(G.map((g, i) => g.map((slope, j) => slope * Y[i]![j]!)));

export const checks: Check<Module>[] = [
  {
    name: "four windows by hand",
    probes: "convolution",
    why: "A window of 2 in steps of 2: 1, 5, 2, 6 and 3, 7, 4, 0 above, 9, 0, 8, 1 and 2, 3, 5, 4 below.",
    run: ({ maxPool }) =>
      close(
        maxPool(
          [
            [1, 5, 3, 7],
            [2, 6, 4, 0],
            [9, 0, 2, 3],
            [8, 1, 5, 4],
          ],
          halves,
        ),
        [
          [6, 7],
          [9, 5],
        ],
      ),
  },
  {
    name: "negative pixels: the largest of −4, −2, −7, −3 is −2",
    why: "A search that begins with 0 finds nothing larger. Begin with −Infinity, or with a pixel.",
    run: ({ maxPool }) =>
      close(
        maxPool(
          [
            [-4, -2],
            [-7, -3],
          ],
          halves,
        ),
        [[-2]],
      ),
  },
  {
    name: "the padding is never chosen, also beside negative pixels",
    why: "The padding is −∞. With zeros, as around a convolution, each window at the edge of a negative image would give 0.",
    run: ({ maxPool, maxPoolBackward }) => {
      const settings = { size: 2, stride: 1, padding: 1 };
      return all(
        close(maxPool([[-5]], settings), [
          [-5, -5],
          [-5, -5],
        ]),
        close(
          maxPoolBackward(
            [
              [1, 10],
              [100, 1000],
            ],
            [[-5]],
            settings,
          ),
          [[1111]],
        ),
      );
    },
  },
  {
    name: "the size of the output, over many sizes, strides and paddings",
    probes: "convolution",
    why: "⌊(H + 2P − M)/S⌋ + 1: a window that does not lie wholly within the padded image is left out, and with it the pixels at the lower and right edge.",
    run: ({ maxPool }) => {
      const settings = [
        [2, 2, 0],
        [2, 1, 0],
        [3, 2, 1],
        [3, 3, 0],
        [5, 4, 2],
        [1, 4, 0],
      ].map(([size, stride, padding]) => ({ size: size!, stride: stride!, padding: padding! }));
      const { X } = example(1);
      const count = (side: number, { size, stride, padding }: Settings) =>
        Math.floor((side + 2 * padding - size) / stride) + 1;
      return equal(
        settings.map((these) => maxPool(X, these)).map((Y) => [Y.length, Y[0]!.length]),
        settings.map((these) => [count(6, these), count(7, these)]),
      );
    },
  },
  {
    name: "every output is the largest pixel of its window, and comes from it",
    why: "Each window of a random image was cut out and searched, for four settings. Rows and columns are not to be exchanged.",
    run: ({ maxPool }) =>
      all(
        ...[halves, overlapping, { size: 3, stride: 1, padding: 0 }, { size: 4, stride: 3, padding: 2 }].map(
          (these, n) => {
            const { X } = example(n + 2);
            const Y = maxPool(X, these);
            return equal(
              Y,
              Y.map((row, i) => row.map((_, j) => Math.max(...windowAt(X, these, i, j)))),
            );
          },
        ),
      ),
  },
  {
    name: "the gradient by hand: all of it to the largest pixel",
    probes: "chain-rule",
    why: "y is that pixel, so its slope is 1, and that of every other is 0: moved a little, they change nothing.",
    run: ({ maxPoolBackward }) =>
      close(
        maxPoolBackward(
          [[5, 7]],
          [
            [1, 4, 2, 3],
            [3, 2, 9, 8],
          ],
          halves,
        ),
        [
          [0, 5, 0, 0],
          [0, 0, 7, 0],
        ],
      ),
  },
  {
    name: "a pixel that is the largest of several windows gets the sum of their gradients",
    probes: "partial-derivatives",
    why: "In the row 1, 9, 2, 3 under windows of 2 in steps of 1, with a row below, the 9 wins twice: 5 + 7. The 3 wins once.",
    run: ({ maxPoolBackward }) =>
      close(
        maxPoolBackward(
          [[5, 7, 100]],
          [
            [1, 9, 2, 3],
            [0, 0, 0, 0],
          ],
          { size: 2, stride: 1, padding: 0 },
        ),
        [
          [0, 12, 0, 100],
          [0, 0, 0, 0],
        ],
      ),
  },
  {
    name: "of equal pixels the first in reading order takes all of the gradient",
    why: "Of the two 4s, the one further up comes first, though the other stands further left. With ≥ in place of > the last one would take it; given to both, it would count twice.",
    run: ({ maxPoolBackward }) =>
      all(
        close(
          maxPoolBackward(
            [[6]],
            [
              [1, 4],
              [4, 2],
            ],
            halves,
          ),
          [
            [0, 6],
            [0, 0],
          ],
        ),
        close(
          maxPoolBackward(
            [[6]],
            [
              [0, 0],
              [0, 0],
            ],
            halves,
          ),
          [
            [6, 0],
            [0, 0],
          ],
        ),
      ),
  },
  {
    name: "no gradient is lost or made: the sum stays, also where a ReLU has left an image full of zeros",
    probes: "activations",
    why: "Each window hands its gradient to one pixel. If every equal pixel took it whole, an image of zeros would multiply it by the size of the window.",
    run: ({ maxPool, maxPoolBackward }) => {
      const { X, gradients } = example(6);
      const rectified = X.map((row) => row.map((x) => Math.max(0, x - 0.6)));
      return all(
        ...[halves, overlapping].map((these) => {
          const Y = maxPool(rectified, these);
          const G = gradients(Y.length, Y[0]!.length);
          return close(total(maxPoolBackward(G, rectified, these)), total(G));
        }),
      );
    },
  },
  {
    name: "the gradient agrees with finite differences of your maxPool, for three settings",
    probes: "jacobian",
    why: "Each pixel was moved alone, by less than its distance from all others. The way back has to look at the same windows as the way there.",
    run: ({ maxPool, maxPoolBackward }) =>
      all(
        ...[halves, overlapping, { size: 3, stride: 1, padding: 0 }].map((these, n) => {
          const { X, gradients } = example(n + 7);
          const Y = maxPool(X, these);
          const G = gradients(Y.length, Y[0]!.length);
          return gradientMatches(
            (at: Matrix) => weighted(maxPool(at, these), G),
            maxPoolBackward(G, X, these),
            X,
          );
        }),
      ),
  },
  {
    name: "an image that is shifted in brightness gives the same output, shifted",
    why: "max(x + c) = max(x) + c for every c, also one that makes all pixels negative.",
    run: ({ maxPool }) => {
      const { X } = example(10);
      return close(
        maxPool(
          X.map((row) => row.map((x) => x - 100)),
          overlapping,
        ),
        maxPool(X, overlapping).map((row) => row.map((y) => y - 100)),
      );
    },
  },
  {
    name: "a stride of 0, too wide a padding and whatever else does not fit are refused",
    why: "A stride of 0 never ends, a padding of more than half the window gives windows without a pixel, and a G that is too large is passed over in silence.",
    run: ({ maxPool, maxPoolBackward }) => {
      const X = [
        [1, 2],
        [3, 4],
      ];
      return all(
        ...[0, -1, 1.5].flatMap((wrong) => [
          refuses(() => maxPool(X, { ...halves, size: wrong })),
          refuses(() => maxPoolBackward([[1]], X, { ...halves, stride: wrong })),
        ]),
        ...[-1, 0.5, 2].map((padding) => refuses(() => maxPool(X, { ...halves, padding }))),
        refuses(() => maxPool(X, { ...halves, size: 3 })),
        refuses(() => maxPool([[1, 2, 3]], halves)),
        refuses(() => maxPoolBackward([[1, 1]], X, halves)),
        refuses(() => maxPoolBackward([[1], [1]], X, halves)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "The padding goes around a copy, and the gradients add up in an array of their own.",
    run: ({ maxPool, maxPoolBackward }) => {
      const { X, gradients } = example(11);
      const G = gradients(3, 4);
      const before = JSON.stringify([X, G]);
      maxPool(X, overlapping);
      maxPoolBackward(G, X, overlapping);
      return holds(JSON.stringify([X, G]) === before, "X or G changed during a call", "both unchanged");
    },
  },
];
