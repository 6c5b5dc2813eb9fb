import { all, type Check, close, equal, random } from "@blankfile/curriculum/check";
import type { Attention, Block, Matrix, Norm } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);
const filled = (rows: number, cols: number, value: number): Matrix =>
  Array.from({ length: rows }, () => Array(cols).fill(value));

/** T = 5, C = 6, F = 7, so that no size can stand for another. */
function example(seed: number, heads = 2): { X: Matrix; parameters: Block } {
  const draw = random(seed);
  const matrix = (rows: number, cols: number): Matrix =>
    Array.from({ length: rows }, () => draw.normals(cols));
  const norm = (): Norm => ({ gamma: draw.normals(6), beta: draw.normals(6), epsilon: 0.1 });
  const attention: Attention = {
    query: matrix(6, 6),
    key: matrix(6, 6),
    value: matrix(6, 6),
    output: matrix(6, 6),
    heads,
  };
  const mlp = { W1: matrix(6, 7), b1: draw.normals(7), W2: matrix(7, 6), b2: draw.normals(6) };
  return { X: matrix(5, 6), parameters: { norm1: norm(), attention, norm2: norm(), mlp } };
}

/** Two channels, one head, two hidden units, all weights 0, γ = 1, β = 0, ε = 0. */
function silent(): Block {
  const norm = (): Norm => ({ gamma: [1, 1], beta: [0, 0], epsilon: 0 });
  const zero = (): Matrix => filled(2, 2, 0);
  return {
    norm1: norm(),
    attention: { query: zero(), key: zero(), value: zero(), output: zero(), heads: 1 },
    norm2: norm(),
    mlp: { W1: zero(), b1: [0, 0], W2: zero(), b2: [0, 0] },
  };
}

const identity: Matrix = [
  [1, 0],
  [0, 1],
];

function geluOf(z: number): number {
  return z / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
}

function normOf(x: readonly number[], { gamma, beta, epsilon }: Norm): number[] {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((v) => v * v)) / x.length - mean * mean;
  return x.map((v, j) => (gamma[j]! * (v - mean)) / Math.sqrt(variance + epsilon) + beta[j]!);
}

const times = (x: readonly number[], W: Matrix): number[] =>
  W[0]!.map((_, j) => sum(x.map((v, i) => v * W[i]![j]!)));

/** Entry by entry from the formulas of attention, for scores of moderate size. */
function attentionOf(A: Matrix, { query, key, value, output, heads }: Attention): Matrix {
  const [Q, K, V] = [query, key, value].map((W) => A.map((x) => times(x, W))) as [Matrix, Matrix, Matrix];
  const D = A[0]!.length / heads;
  const mixed = Q.map((q, t) =>
    q.map((_, c) => {
      const first = Math.floor(c / D) * D;
      const shares = K.slice(0, t + 1).map((k) =>
        Math.exp(sum(k.slice(first, first + D).map((x, d) => x * q[first + d]!)) / Math.sqrt(D)),
      );
      return sum(shares.map((share, j) => share * V[j]![c]!)) / sum(shares);
    }),
  );
  return mixed.map((x) => times(x, output));
}

function blockOf(X: Matrix, { norm1, attention, norm2, mlp }: Block): Matrix {
  const written = attentionOf(
    X.map((x) => normOf(x, norm1)),
    attention,
  );
  return X.map((x, t) => {
    const u = x.map((v, j) => v + written[t]![j]!);
    const hidden = times(normOf(u, norm2), mlp.W1).map((z, f) => geluOf(z + mlp.b1[f]!));
    return times(hidden, mlp.W2).map((y, j) => u[j]! + y + mlp.b2[j]!);
  });
}

export const checks: Check<Module>[] = [
  {
    name: "layerNorm by hand: 1 and 3 with ε = 3 become −1/2 and 1/2, then 2 · −1/2 + 10 and 4 · 1/2 + 20",
    probes: "layer-normalization",
    why: "The mean is 2, the variance (1 + 1)/2 = 1, and the divisor √(1 + 3) = 2. Each row is normalised by itself.",
    run: ({ layerNorm }) =>
      close(
        layerNorm(
          [
            [1, 3],
            [103, 101],
          ],
          { gamma: [2, 4], beta: [10, 20], epsilon: 3 },
        ),
        [
          [9, 22],
          [11, 18],
        ],
      ),
  },
  {
    name: "gelu: 0 stays 0, gelu(z) − gelu(−z) = z, and values from the formula",
    probes: "activations",
    why: "The tanh is odd, so the two halves of z add up. At 1 the value is 0.8412; the exact GELU, z Φ(z), is 0.8413 there, and the ReLU 1.",
    run: ({ gelu }) => {
      const z = [-3, -1, -0.2, 0.5, 1, 2.5];
      return all(
        equal(gelu(0), 0),
        close(gelu(1), 0.841191990608),
        close(z.map(gelu), z.map(geluOf)),
        close(
          z.map((x) => gelu(x) - gelu(-x)),
          z,
        ),
      );
    },
  },
  {
    name: "gelu of ±1000 is 1000 and 0, and of ±10⁵⁰ it is 10⁵⁰ and 0",
    probes: "floating-point",
    why: "Math.tanh is right for every size; (e^u − e^(−u)) / (e^u + e^(−u)) is Infinity / Infinity for a large u.",
    run: ({ gelu }) => close([1000, -1000, 1e50, -1e50].map(gelu), [1000, 0, 1e50, 0]),
  },
  {
    name: "mlp by hand: the bias comes before GELU, the second bias after everything",
    probes: "mlp",
    why: "The hidden units get 2 − 1 = 1 and 3 − 3 = 0; GELU acts on these, and nothing acts on the output.",
    run: ({ mlp }) => {
      const weights = { W1: [[2, 3]], b1: [-1, -3], W2: [[10], [7]], b2: [-5] };
      return close(mlp([[1]], weights), [[10 * geluOf(1) - 5]]);
    },
  },
  {
    name: "where both branches write nothing, the stream comes out as it went in",
    probes: "residual-connections",
    why: "All weights are 0, so Y = X. If yours is normalised or 0, a branch was put in the place of the stream, or a norm on it.",
    run: ({ block }) => {
      const X = [
        [1, 3],
        [-5, 40],
      ];
      return close(block(X, silent()), X);
    },
  },
  {
    name: "attention alone, by hand: 1 and 3 get −1 and 1 added, and become 0 and 4",
    probes: "residual-connections",
    why: "Attention reads the normalised row, (−1, 1), and with W_V = W_O = 1 a single token gets it back. It is added to X, not to the normalised row: that would give (−2, 2).",
    run: ({ block }) => {
      const parameters = silent();
      parameters.attention = { ...parameters.attention, value: identity, output: identity };
      return close(block([[1, 3]], parameters), [[0, 4]]);
    },
  },
  {
    name: "the MLP alone, by hand: 1 and 3 get gelu(−1) and gelu(1) added",
    probes: "residual-connections",
    why: "The MLP reads norm₂ of the stream, here (−1, 1), and its result is added to the stream itself.",
    run: ({ block }) => {
      const parameters = silent();
      parameters.mlp = { ...parameters.mlp, W1: identity, W2: identity };
      return close(block([[1, 3]], parameters), [[1 + geluOf(-1), 3 + geluOf(1)]]);
    },
  },
  {
    name: "the MLP reads what attention has just written",
    why: "Attention reads (−1, 1) and writes (2, −2), so the stream is (3, 1), and norm₂ makes (1, −1) of it. A branch that still reads X gets (−1, 1).",
    run: ({ block }) => {
      const parameters = silent();
      const turned = [
        [-2, 0],
        [0, -2],
      ];
      parameters.attention = { ...parameters.attention, value: turned, output: identity };
      parameters.mlp = { ...parameters.mlp, W1: identity, W2: identity };
      return close(block([[1, 3]], parameters), [[3 + geluOf(1), 1 + geluOf(-1)]]);
    },
  },
  {
    name: "the two norms have parameters of their own",
    why: "norm₁ stands before attention, norm₂ before the MLP. Here norm₂ has β = (1, 2) and γ = 0, so the MLP reads 1 and 2 whatever the stream holds.",
    run: ({ block }) => {
      const parameters = silent();
      parameters.norm2 = { gamma: [0, 0], beta: [1, 2], epsilon: 0 };
      parameters.mlp = { ...parameters.mlp, W1: identity, W2: identity };
      return close(block([[1, 3]], parameters), [[1 + geluOf(1), 3 + geluOf(2)]]);
    },
  },
  {
    name: "7 added to every number of a token adds 7 to its output and changes nothing else",
    probes: "layer-normalization",
    why: "The norms take the mean away before a branch sees it, and the stream carries it through. A norm on the stream loses it, a branch without a norm feels it.",
    run: ({ block }) => {
      const { X, parameters } = example(1);
      const raise = (M: Matrix): Matrix => M.map((row, t) => (t === 2 ? row.map((v) => v + 7) : row));
      return close(block(raise(X), parameters), raise(block(X, parameters)), 1e-8);
    },
  },
  {
    name: "a later token changes no earlier output",
    probes: "multi-head-attention",
    why: "Norms and MLP work on rows, not on columns; only attention looks across tokens, and only back.",
    run: ({ block }) => {
      const { X, parameters } = example(2, 3);
      const Y = block(X, parameters);
      const later = block([...X.slice(0, 4), [9, 1, -4, 2, 7, 3]], parameters);
      return close(later.slice(0, 4), Y.slice(0, 4));
    },
  },
  {
    name: "random examples agree with the formula, with 1, 2 and 6 heads",
    why: "Five tokens, six channels, seven hidden units, ε = 0.1. If everything above passes, compare the two lines of the formula with yours.",
    run: ({ block }) =>
      all(
        ...[1, 2, 6].map((heads) => {
          const { X, parameters } = example(10 + heads, heads);
          return close(block(X, parameters), blockOf(X, parameters), 1e-8);
        }),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "The stream is added to: += on a row of X changes the caller's array.",
    run: ({ block, layerNorm, mlp }) => {
      const { X, parameters } = example(3);
      block(X, parameters);
      layerNorm(X, parameters.norm1);
      mlp(X, parameters.mlp);
      return equal({ X, parameters }, example(3));
    },
  },
];
