import { gaussLegendre, panel } from "../quadrature/gauss-legendre.ts";
import { expSquare } from "./exp-square.ts";
import { ndtr } from "./ndtr.ts";

/**
 * Owen's function: P(X > h, 0 < Y < aX) of two independent standard normals.
 *
 *   T(h, a) = 1/(2π) ∫₀^a e^(−h²(1+x²)/2) / (1 + x²) dx,   T(h, ∞) = ½ Φ(−|h|)
 *
 * Owen 1956, https://doi.org/10.1214/aoms/1177728074. By Gauss and Legendre's rule over x = tan θ for |a| ≤ 1; beyond, for h ≥ 0,
 *
 *   T(h, a) = ½ Φ(−h) + ½ Φ(−ah) − Φ(−h) Φ(−ah) − T(ah, 1/a)
 *
 * Relative error below 1e-14.
 */
export function owensT(h: number, a: number): number {
  if (a < 0) return -owensT(h, -a);
  if (a > 1) {
    const size = Math.abs(h);
    const [near, far] = [ndtr(-size), size === 0 ? 0.5 : ndtr(-a * size)];
    if (a === Number.POSITIVE_INFINITY) return 0.5 * near;
    return 0.5 * near + 0.5 * far - near * far - owensT(a * size, 1 / a);
  }
  // e^(−½ h² / cos² θ) = e^(−½ h²) e^(−½ h² tan² θ)
  const end = Math.atan(a);
  let sum = 0;
  for (let i = 0; i < 16; i++) {
    const ends = [(end * i) / 16, (end * (i + 1)) / 16] as const;
    sum += panel((theta) => Math.exp(-0.5 * (h * Math.tan(theta)) ** 2), ends, rule);
  }
  return (expSquare(h, 0.5) * sum) / (2 * Math.PI);
}

/**
 * Φ(−|h|) − 2 T(h, a) = 1/π ∫_a^∞ e^(−h²(1+x²)/2) / (1 + x²) dx, a ≥ 0: the thin tail of the skew normal distribution, without the
 * subtraction. Over x = cot φ, from where the exponent has fallen by 40 up to φ = arccot a, in panels that widen by one factor, since the
 * integrand e^(−½ h² / sin² φ) rises at φ ≈ h and is flat beyond. Relative error below 3e-13 down to 1e-300.
 */
export function owensRest(h: number, a: number): number {
  const most = Math.atan2(1, a);
  if (h === 0) return most / Math.PI;
  const least = Math.atan(1 / Math.hypot(a, Math.sqrt(80) / Math.abs(h)));
  const flat = Math.min(most, least * 2 ** 32);
  const count = Math.max(12, Math.ceil(2 * Math.log2(flat / least)));
  const f = (phi: number) => Math.exp(-0.5 * (h / Math.sin(phi)) ** 2);
  let [sum, left] = [0, least];
  for (let i = 1; i <= count; i++) {
    const right = i === count ? flat : least * (flat / least) ** (i / count);
    sum += panel(f, [left, right], rule);
    left = right;
  }
  return (sum + panel(f, [left, most], rule)) / Math.PI;
}

const rule = gaussLegendre(24);
