/** ½ ln 2π. */
export const halfLogTwoPi = 0.9189385332046728;

/**
 * What Stirling's formula leaves of ln Γ, for x ≥ 10:
 *
 *   Δ(x) = ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) ~ Σ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹)
 *
 * DLMF 5.11.1. Relative error below 2 ulp; the first term left out is 1.4e-19 at x = 10.
 */
export function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) sum = sum * square + coefficients[k]!;
  return sum * inverse;
}

/** Δ(x + h) − Δ(x) for x ≥ 10, h > 0, without the subtraction: a polynomial's divided difference between 1/(x + h) and 1/x. */
export function stirlingDifference(x: number, h: number): number {
  const [u, v] = [1 / (x + h), 1 / x];
  let [value, quotient] = [0, 0];
  for (let k = coefficients.length - 1; k >= 0; k--) {
    // Two steps of Horner's rule, since only the odd powers are there.
    quotient = quotient * u + value;
    value = value * v + coefficients[k]!;
    quotient = quotient * u + value;
    value *= v;
  }
  return (-h / (x * (x + h))) * quotient;
}

const coefficients = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];
