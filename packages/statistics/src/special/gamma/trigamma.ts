import { sinPi } from "./lgamma.ts";

/**
 * ψ′(x) = d²/dx² ln Γ(x) = Σ 1/(x + n)².
 *
 *   x ≥ 10:   1/x + 1/(2x²) + Σ B₂ₖ / x²ᵏ⁺¹
 *   below:    ψ′(x + n) + Σ 1/(x + i)²
 *   x < 0:    π² / sin² πx + 1/x² − ψ′(−x)
 *
 * Abramowitz and Stegun 6.4.12. Relative error below 6 ulp for x > 0. ∞ at 0, −1, −2, …
 */
export function trigamma(x: number): number {
  if (x <= 0) {
    if (x === Math.floor(x)) return Number.POSITIVE_INFINITY;
    return (Math.PI / sinPi(x)) ** 2 + 1 / (x * x) - trigamma(-x);
  }
  let [shifted, below] = [x, 0];
  for (; shifted < 10; shifted++) below += 1 / (shifted * shifted);
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = (sum + coefficients[k]!) * square;
  return below + (inverse + (0.5 * square + sum * inverse));
}

// B₂ₖ
const coefficients = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798];
