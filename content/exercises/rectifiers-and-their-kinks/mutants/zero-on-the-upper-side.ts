// 0 counts as above 0 on the way back.
/** max(0, x_i); Math.max hands a NaN on. */
export function relu(x: number[]): number[] {
  return x.map((value) => Math.max(0, value));
}

/** g_i where x_i > 0, else 0. */
export function reluBackward(g: number[], x: number[]): number[] {
  return leakyReluBackward(g, x, 0).x;
}

/** x_i where x_i > 0, else a x_i; NaN > 0 is false, and a · NaN is NaN. */
export function leakyRelu(x: number[], slope: number): number[] {
  return x.map((value) => (value > 0 ? value : slope * value));
}

/** ∂L/∂x_i = g_i or a g_i by the sign of x_i,   ∂L/∂a = Σ g_i x_i over x_i ≤ 0 */
export function leakyReluBackward(g: number[], x: number[], slope: number): { x: number[]; slope: number } {
  if (g.length !== x.length)
    throw new RangeError(`leakyReluBackward: ${g.length} gradients, ${x.length} are needed as in x`);
  return {
    x: x.map((value, i) => (Number.isNaN(value) ? value : value >= 0 ? g[i]! : slope * g[i]!)),
    slope: x.reduce((sum, value, i) => sum + (value > 0 ? 0 : g[i]! * value), 0),
  };
}

/** |x_i| < h */
export function straddles(x: number[], h: number): boolean[] {
  return x.map((value) => Math.abs(value) < h);
}
