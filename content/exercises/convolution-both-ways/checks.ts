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
import type { Image, Kernels, Settings } from "./starter.ts";

type Module = typeof import("./starter.ts");

const plain: Settings = { stride: 1, padding: 0 };
const settings: Settings = { stride: 2, padding: 1 };

const image = (draw: () => number, channels: number, rows: number, columns: number): Image =>
  Array.from({ length: channels }, () =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, draw)),
  );

/** C = 2, M = 5, N = 6, K = 3, R = 3 and Q = 2: no two that could be exchanged are equal. */
function example(seed: number, { stride, padding }: Settings) {
  const draw = random(seed);
  const normal = () => draw.normal();
  const W: Kernels = Array.from({ length: 3 }, () => image(normal, 2, 3, 2));
  const size = (side: number, kernel: number) => Math.floor((side + 2 * padding - kernel) / stride) + 1;
  return { X: image(normal, 2, 5, 6), W, b: draw.normals(3), G: image(normal, 3, size(5, 3), size(6, 2)) };
}

/** The formula term by term, for one output. */
function at(
  X: Image,
  W: Kernels,
  b: number[],
  { stride, padding }: Settings,
  k: number,
  i: number,
  j: number,
) {
  let sum = b[k]!;
  for (let c = 0; c < X.length; c++)
    for (let r = 0; r < W[k]![c]!.length; r++)
      for (let q = 0; q < W[k]![c]![r]!.length; q++)
        sum += W[k]![c]![r]![q]! * (X[c]![i * stride + r - padding]?.[j * stride + q - padding] ?? 0);
  return sum;
}

/** Σ G ⊙ Y, whose gradient with respect to Y is G. */
const weighted = (Y: Image, G: Image): number => {
  const y = Y.flat(2);
  return G.flat(2).reduce((sum, g, n) => sum + g * y[n]!, 0);
};

const shape = (A: Image): number[] => [A.length, A[0]!.length, A[0]![0]!.length];

const nine: Image = [
  [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
];
const four: Kernels = [
  [
    [
      [1, 2],
      [3, 4],
    ],
  ],
];

export const checks: Check<Module>[] = [
  {
    name: "one channel by hand: the pixels 1 to 9 under the kernel (1, 2; 3, 4), plus 100",
    probes: "convolution",
    why: "At the upper left: 1 · 1 + 2 · 2 + 3 · 4 + 4 · 5 = 37. With the kernel turned round it would be 23.",
    run: ({ conv2d }) =>
      close(conv2d(nine, four, [100], plain), [
        [
          [137, 147],
          [167, 177],
        ],
      ]),
  },
  {
    name: "channels are added up, kernels are kept apart: 1 × 1 kernels by hand",
    probes: "mlp",
    why: "A 1 × 1 kernel is a weighted sum over the channels of one pixel: 2 · 10 + 3 · 1 + 5 and 0 · 10 − 1 · 1 + 6.",
    run: ({ conv2d }) =>
      close(
        conv2d(
          [[[10]], [[1]]],
          [
            [[[2]], [[3]]],
            [[[0]], [[-1]]],
          ],
          [5, 6],
          plain,
        ),
        [[[28]], [[5]]],
      ),
  },
  {
    name: "a stride of 2 by hand: a row of five under a kernel of two, whose last pixel no window reaches",
    why: "Windows begin at 0 and 2; one that began at 4 would stick out. ⌊(5 − 2)/2⌋ + 1 = 2.",
    run: ({ conv2d }) =>
      close(conv2d([[[1, 2, 3, 4, 5]]], [[[[1, 10]]]], [0], { stride: 2, padding: 0 }), [[[21, 43]]]),
  },
  {
    name: "padding by hand: a single pixel under a 3 × 3 kernel meets its middle; a wide padding meets all of it",
    why: "With P = 1 the only window has zeros all around the pixel. With P = 2 the window moves over it, and the kernel comes out turned round.",
    run: ({ conv2d }) => {
      const W: Kernels = [nine];
      const turned = [
        [
          [9, 8, 7],
          [6, 5, 4],
          [3, 2, 1],
        ],
      ];
      return all(
        close(conv2d([[[2]]], W, [0], { stride: 1, padding: 1 }), [[[10]]]),
        close(conv2d([[[1]]], W, [0], { stride: 1, padding: 2 }), turned),
      );
    },
  },
  {
    name: "the size of the output, over many sizes, strides and paddings",
    why: "⌊(M + 2P − R)/S⌋ + 1: the padding counts twice, and a window that does not fit any more is left out.",
    run: ({ conv2d }) => {
      const found: number[][] = [];
      const expected: number[][] = [];
      for (const [H, R, stride, padding] of [
        [5, 3, 1, 0],
        [5, 3, 2, 0],
        [6, 3, 2, 0],
        [6, 3, 2, 1],
        [7, 2, 3, 1],
        [3, 5, 1, 1],
        [4, 1, 5, 0],
      ] as const) {
        const ones = (rows: number, columns: number) => image(() => 1, 1, rows, columns);
        found.push(shape(conv2d(ones(H, H + 1), [ones(R, R)], [0], { stride, padding })));
        const size = (side: number) => Math.floor((side + 2 * padding - R) / stride) + 1;
        expected.push([1, size(H), size(H + 1)]);
      }
      return equal(found, expected);
    },
  },
  {
    name: "random images agree with the formula, for four settings",
    probes: "convolution",
    why: "Each output was computed alone: two channels, three kernels of 3 × 2, an image of 5 × 6. Rows and columns are not to be exchanged.",
    run: ({ conv2d }) =>
      all(
        ...[plain, settings, { stride: 3, padding: 2 }, { stride: 1, padding: 1 }].map((these, n) => {
          const { X, W, b, G } = example(n + 1, these);
          const expected = G.map((plane, k) =>
            plane.map((row, i) => row.map((_, j) => at(X, W, b, these, k, i, j))),
          );
          return close(conv2d(X, W, b, these), expected);
        }),
      ),
  },
  {
    name: "an image that is moved gives an output that is moved",
    probes: "convolution",
    why: "The same weights are used at every place: without padding and with stride 1, what was seen at column j + 1 is now seen at j.",
    run: ({ conv2d }) => {
      const { X, W, b } = example(6, plain);
      const without = (columns: Image) => columns.map((plane) => plane.map((row) => row.slice(1)));
      return close(conv2d(without(X), W, b, plain), without(conv2d(X, W, b, plain)));
    },
  },
  {
    name: "the gradients of w and b by hand: every place has used them",
    probes: "chain-rule",
    why: "w at offset 0 met the pixels 1, 2, 3 and the one at offset 1 the pixels 2, 3, 4: 1 · 1 + 10 · 2 + 100 · 3 and 1 · 2 + 10 · 3 + 100 · 4. b was added at all three places: 1 + 10 + 100.",
    run: ({ conv2dBackward }) => {
      const { W, b } = conv2dBackward([[[1, 10, 100]]], [[[1, 2, 3, 4]]], [[[[0, 0]]]], plain);
      return all(close(W, [[[[321, 432]]]]), close(b, [111]));
    },
  },
  {
    name: "the gradient of x by hand: windows overlap, and what they send back adds up",
    probes: "chain-rule",
    why: "Under the kernel (2, 3): the first pixel was seen with 2 only, the second with 3 by the first window and with 2 by the second: 1 · 3 + 10 · 2.",
    run: ({ conv2dBackward }) =>
      close(conv2dBackward([[[1, 10, 100]]], [[[0, 0, 0, 0]]], [[[[2, 3]]]], plain).X, [[[2, 23, 230, 300]]]),
  },
  {
    name: "the gradients with stride 2 and padding 1 by hand, and a pixel that no window reaches",
    why: "The image is a single row of four; of the kernel only its middle row (2, 3) ever meets it. The windows begin at −1, 1 and 3, so the pixels get 3 · 1, 2 · 10, 3 · 10 and 2 · 100. Without padding, the last pixel of five is left over and gets 0.",
    run: ({ conv2dBackward }) => {
      const kernel = [
        [7, 7],
        [2, 3],
        [7, 7],
      ];
      const seen = [
        [0, 0],
        [420, 31],
        [0, 0],
      ];
      const { X, W, b } = conv2dBackward([[[1, 10, 100]]], [[[1, 2, 3, 4]]], [[kernel]], settings);
      const left = conv2dBackward([[[1, 10]]], [[[0, 0, 0, 0, 0]]], [[[[2, 3]]]], { stride: 2, padding: 0 });
      return all(
        close(X, [[[3, 20, 30, 200]]]),
        close(W, [[seen]]),
        close(b, [111]),
        close(left.X, [[[2, 3, 20, 30, 0]]]),
      );
    },
  },
  {
    name: "the gradient of X agrees with finite differences of your conv2d, stride 2 and padding 1",
    probes: "jacobian",
    why: "Each pixel was moved alone. It acts on all windows that hold it, in all kernels; the way back takes stride and padding into account as the way there does. The recipe of turned kernels over a padded G is right for stride 1 and no padding only.",
    run: ({ conv2d, conv2dBackward }) => {
      const { X, W, b, G } = example(7, settings);
      return gradientMatches(
        (moved: Image) => weighted(conv2d(moved, W, b, settings), G),
        conv2dBackward(G, X, W, settings).X,
        X,
      );
    },
  },
  {
    name: "the gradients of W and b agree with finite differences of your conv2d, stride 2 and padding 1",
    probes: "jacobian",
    why: "Each weight was moved alone. It is used at every place of the output, wherever its window lies.",
    run: ({ conv2d, conv2dBackward }) => {
      const { X, W, b, G } = example(8, settings);
      const found = conv2dBackward(G, X, W, settings);
      return all(
        gradientMatches((moved: Kernels) => weighted(conv2d(X, moved, b, settings), G), found.W, W),
        gradientMatches((moved: number[]) => weighted(conv2d(X, W, moved, settings), G), found.b, b),
      );
    },
  },
  {
    name: "at stride 1 the gradient of X is a convolution of G, padded, with the kernels turned round",
    why: "Pixel m was seen at offset r by output m − r: walking over the outputs, the offsets run backwards. Kernels and channels change places.",
    run: ({ conv2d, conv2dBackward }) => {
      const draw = random(9);
      const normal = () => draw.normal();
      const [X, G] = [image(normal, 2, 5, 5), image(normal, 3, 3, 3)];
      const W: Kernels = Array.from({ length: 3 }, () => image(normal, 2, 3, 3));
      const turned: Kernels = [0, 1].map((c) =>
        W.map((kernel) => kernel[c]!.map((row) => [...row].reverse()).reverse()),
      );
      return close(conv2dBackward(G, X, W, plain).X, conv2d(G, turned, [0, 0], { stride: 1, padding: 2 }));
    },
  },
  {
    name: "a stride of 0, half a pixel of padding and whatever else does not fit are refused",
    why: "A kernel with too few channels passes over the others in silence, a stride of 0 never ends, and half a pixel is undefined.",
    run: ({ conv2d, conv2dBackward }) => {
      const G: Image = [
        [
          [1, 1],
          [1, 1],
        ],
      ];
      return all(
        ...[0, -1, 1.5].map((stride) => refuses(() => conv2d(nine, four, [0], { stride, padding: 0 }))),
        ...[-1, 0.5].map((padding) => refuses(() => conv2dBackward(G, nine, four, { stride: 1, padding }))),
        refuses(() => conv2d([...nine, ...nine], four, [0], plain)),
        refuses(() => conv2dBackward(G, [...nine, ...nine], four, plain)),
        refuses(() => conv2d(nine, four, [0, 0], plain)),
        refuses(() => conv2d([[[1]]], four, [0], plain)),
        refuses(() => conv2dBackward([[[1, 1]]], nine, four, plain)),
        refuses(() => conv2dBackward([...G, ...G], nine, four, plain)),
        refuses(() => conv2dBackward(G, nine, four, { stride: 2, padding: 0 })),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "The gradients add up in arrays of their own, and the padding goes around a copy.",
    run: ({ conv2d, conv2dBackward }) => {
      const given = example(10, settings);
      const before = JSON.stringify(given);
      conv2d(given.X, given.W, given.b, settings);
      conv2dBackward(given.G, given.X, given.W, settings);
      return holds(
        JSON.stringify(given) === before,
        "X, W, b or G changed during a call",
        "all arguments unchanged",
      );
    },
  },
];
