/**
 * Nodes and weights of Gauss and Legendre's rule on [−1, 1]: exact for polynomials of degree 2n − 1.
 *
 *   P_n(x_i) = 0 by Newton's method from cos(π (i − ¼)/(n + ½)),   w_i = 2 / ((1 − x_i²) P_n′(x_i)²)
 *
 * Abramowitz and Stegun 25.4.29.
 */
export function gaussLegendre(n: number): readonly { node: number; weight: number }[] {
  const rule: { node: number; weight: number }[] = [];
  for (let i = 1; i <= n; i++) {
    let x = Math.cos((Math.PI * (i - 0.25)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++)
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    rule.push({ node: x, weight: 2 / ((1 - x * x) * slope * slope) });
  }
  return rule;
}

/** ∫ f over [a, b] by one panel of a rule. */
export function panel(
  f: (x: number) => number,
  [a, b]: readonly [number, number],
  rule: readonly { node: number; weight: number }[],
): number {
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  let sum = 0;
  for (const { node, weight } of rule) sum += weight * f(middle + half * node);
  return sum * half;
}
