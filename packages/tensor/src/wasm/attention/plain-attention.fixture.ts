import { type AttentionInputs, type AttentionOutputs, lengths } from "./attention.fixture.ts";

/**
 * The definition in float64, score by score, and for each number of the result the size that its rounding errors scale with.
 *
 * @param scale - what the scores are multiplied by
 * @param vanishing - added to the size of each weight: how much of it may vanish, in units of the relative error
 */
export function plainAttention(
  { size, q, k, v, dOut }: AttentionInputs,
  causal: boolean,
  scale: number,
  vanishing: number,
): { exact: AttentionOutputs; sizes: AttentionOutputs } {
  const { B, H, T, S, D, E } = size;
  const n = lengths(size);
  const empty = () => ({
    out: new Float64Array(n.out),
    dQ: new Float64Array(n.dQ),
    dK: new Float64Array(n.dK),
    dV: new Float64Array(n.dV),
  });
  const [exact, sizes] = [empty(), empty()];
  /** Adds to a sum of products, and the absolute products to its size. */
  const add = (
    name: keyof AttentionOutputs,
    at: number,
    [p, pSize]: readonly [number, number],
    x: number,
  ) => {
    exact[name][at]! += p * x;
    sizes[name][at]! += pSize * Math.abs(x);
  };
  const dot = (a: Float64Array, i: number, b: Float64Array, j: number, length: number) => {
    let [sum, size] = [0, 0];
    for (let d = 0; d < length; d++) {
      sum += a[i + d]! * b[j + d]!;
      size += Math.abs(a[i + d]! * b[j + d]!);
    }
    return [sum, size] as const;
  };
  for (let row = 0; row < B * T * H; row++) {
    const [b, t, h] = [Math.floor(row / (T * H)), Math.floor(row / H) % T, row % H];
    const keys = Array.from({ length: causal ? Math.min(S, t + 1) : S }, (_, s) => (b * S + s) * H + h);
    const scores = keys.map((key) => dot(q, row * D, k, key * D, D).map((x) => x * scale));
    const largest = Math.max(...scores.map(([s]) => s!));
    const powers = scores.map(([s]) => Math.exp(s! - largest));
    const sum = powers.reduce((a, p) => a + p, 0);
    const weights = powers.map((p) => p / sum);
    // A score is off by its own size, and its weight by as much of itself.
    const worst = 1 + Math.max(...scores.map(([, size]) => Math.abs(size!)));
    const slopes = keys.map((key) => dot(dOut, row * E, v, key * E, E));
    const mean = slopes.reduce((a, [dp], j) => a + weights[j]! * dp, 0);
    const meanSize = slopes.reduce((a, [, size], j) => a + weights[j]! * size, 0);
    keys.forEach((key, j) => {
      const p = [weights[j]!, weights[j]! * worst + vanishing] as const;
      const ds = [
        scale * p[0] * (slopes[j]![0] - mean),
        Math.abs(scale) * p[1] * (slopes[j]![1] + meanSize),
      ] as const;
      for (let e = 0; e < E; e++) {
        add("out", row * E + e, p, v[key * E + e]!);
        add("dV", key * E + e, p, dOut[row * E + e]!);
      }
      for (let d = 0; d < D; d++) {
        add("dQ", row * D + d, ds, k[key * D + d]!);
        add("dK", key * D + d, ds, q[row * D + d]!);
      }
    });
  }
  return { exact, sizes };
}
