/**
 * The error function.
 *
 *   erf x = 2/√π · ∫₀ˣ e^(−t²) dt,   ∂/∂x = 2/√π · e^(−x²)
 *
 * Around the nodes c = 0, 1/16, …, 6 it is a Taylor polynomial in h = x − c, |h| ≤ 1/32. With f = erf and f″ = −2x f′,
 * the coefficients b of f′(c + h) = Σ b_k h^k follow from b_0 = 2/√π · e^(−c²) and (k + 1) b_(k+1) = −2 (c b_k + b_(k−1)).
 * By Cramér's bound on Hermite polynomials (DLMF 18.14.9) what is left out after h⁹ is below 5e-18, so the error is that of
 * rounding: below 5e-16, and in relative terms too, since the polynomial around 0 has no constant. Beyond 6 the function
 * is 1 to within 3e-17. The values at the nodes come from a series of positive terms (DLMF 7.6.2) and from the continued
 * fraction of erfc = 1 − erf (DLMF 7.9.1).
 */
import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { mul, neg } from "../arithmetic.ts";
import { toFloating } from "../cast.ts";
import { exp } from "../powers.ts";

const slopeAt0 = 2 / Math.sqrt(Math.PI);
const end = 6;
const nodesPerUnit = 16;
const terms = 10;

/** erf x. ∂/∂x = 2/√π · e^(−x²). */
export function erf(x: Tensor): Tensor {
  const a = toFloating("erf", x);
  const y = compute("erf", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = errorFunction(p[i]!);
  });
  return record("erf", y, [[a, (g) => mul(g, mul(exp(neg(mul(a, a))), slopeAt0)), a]]);
}

/** erf of one number. */
export function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (!(size < end)) return size >= end ? Math.sign(x) : x;
  polynomials ??= table();
  const node = Math.round(size * nodesPerUnit);
  const h = size - node / nodesPerUnit;
  const first = node * terms;
  let value = polynomials[first + terms - 1]!;
  for (let k = terms - 2; k >= 0; k--) value = value * h + polynomials[first + k]!;
  return Math.sign(x) * value;
}

let polynomials: Float64Array | undefined;

/** The coefficients of h⁰ to h⁹ for each node. */
function table(): Float64Array {
  const rows = new Float64Array((end * nodesPerUnit + 1) * terms);
  for (let node = 0; node <= end * nodesPerUnit; node++) {
    const c = node / nodesPerUnit;
    const row = rows.subarray(node * terms, (node + 1) * terms);
    row[0] = atNode(c);
    let [before, b] = [0, slopeAt0 * Math.exp(-c * c)];
    for (let k = 0; k < terms - 1; k++) {
      row[k + 1] = b / (k + 1);
      [before, b] = [b, (-2 * (c * b + before)) / (k + 1)];
    }
  }
  return rows;
}

/** erf c for c ≥ 0: below 1 the sum of positive terms, from 1 on as 1 minus the small rest. */
function atNode(c: number): number {
  const bell = Math.exp(-c * c);
  if (c >= 1) {
    // erfc c = e^(−c²)/√π · 1/(c + ½/(c + 1/(c + ³⁄₂/(c + …))))
    let fraction = c;
    for (let k = 200; k >= 1; k--) fraction = c + k / 2 / fraction;
    return 1 - bell / Math.sqrt(Math.PI) / fraction;
  }
  // c + 2c³/3 + 4c⁵/(3·5) + …, from the inside out
  let series = 1;
  for (let n = 30; n >= 1; n--) series = 1 + ((2 * c * c) / (2 * n + 1)) * series;
  return slopeAt0 * bell * c * series;
}
