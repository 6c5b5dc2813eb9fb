/** θ_i = base^(−2i/D), for i = 0 … D/2 − 1. */
export function frequencies(D: number, base: number): number[] {
  if (D % 2 !== 0) throw new RangeError(`frequencies: width ${D}, an even one is needed`);
  return Array.from({ length: D / 2 }, (_, i) => base ** ((-2 * i) / D));
}

/** Pair (x_2i, x_2i+1) turned by position · θ_i; D numbers. */
export function rotate(x: readonly number[], position: number, base: number): number[] {
  const y = [...x];
  frequencies(x.length, base).forEach((theta, i) => {
    const [cos, sin] = [Math.cos(position * theta), Math.sin(position * theta)];
    const [a, b] = [x[2 * i]!, x[2 * i + 1]!];
    y[2 * i] = a * cos - b * sin;
    y[2 * i + 1] = y[2 * i]! * sin + b * cos;
  });
  return y;
}

/** ∂L/∂x for g = ∂L/∂y, y = rotate(x, position, base): the transpose of a turn is the turn back. */
export function rotateGradient(g: readonly number[], position: number, base: number): number[] {
  return rotate(g, -position, base);
}

/** Turned queries times turned keys over √D, T × S; key j at position j, query t at start + t. */
export function scores(
  Q: readonly (readonly number[])[],
  K: readonly (readonly number[])[],
  start: number,
  base: number,
): number[][] {
  const keys = K.map((k, j) => rotate(k, j, base));
  return Q.map((q, t) => {
    const turned = rotate(q, start + t, base);
    return keys.map((k) => turned.reduce((sum, x, i) => sum + x * k[i]!, 0) / Math.sqrt(q.length));
  });
}
