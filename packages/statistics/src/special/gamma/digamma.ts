import { digammaCoefficients, digammaRoot } from "./digamma-coefficients.ts";
import { sinPi } from "./lgamma.ts";

/**
 * ψ(x) = d/dx ln Γ(x).
 *
 *   |x − x₀| < 0.3:   Σ ψ⁽ᵏ⁾(x₀)/k! (x − x₀)ᵏ about the zero x₀ = 1.4616…, held as two doubles
 *   x ≥ 10:           ln x − 1/(2x) − Σ B₂ₖ / (2k x²ᵏ)
 *   below:            ψ(x + n) − Σ 1/(x + i)
 *   x < 0:            ψ(−x) − 1/x − π cot πx
 *
 * Abramowitz and Stegun 6.3. Relative error below 8 ulp for x > 0. NaN at 0, −1, −2, …
 */
export function digamma(x: number): number {
  if (x <= 0) {
    if (x === Math.floor(x)) return Number.NaN;
    return digamma(-x) - 1 / x - (Math.PI * sinPi(x + 0.5)) / sinPi(x);
  }
  const d = x - digammaRoot.high - digammaRoot.low;
  if (Math.abs(d) < 0.3) {
    let sum = 0;
    for (let k = digammaCoefficients.length - 1; k >= 0; k--) sum = sum * d + digammaCoefficients[k]!;
    return sum * d;
  }
  let [shifted, below] = [x, 0];
  for (; shifted < 10; shifted++) below += 1 / shifted;
  const square = 1 / (shifted * shifted);
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = (sum + coefficients[k]!) * square;
  return Math.log(shifted) - (0.5 / shifted + sum + below);
}

// B₂ₖ / 2k
const coefficients = [
  1 / 12,
  -1 / 120,
  1 / 252,
  -1 / 240,
  1 / 132,
  -691 / 32760,
  1 / 12,
  -3617 / 8160,
  43867 / 14364,
];
