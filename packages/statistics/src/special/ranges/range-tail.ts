import { logNdtrBetween } from "../error/log-ndtr-between.ts";
import { logNdtr } from "../error/ndtr.ts";

const logRootTwoPi = 0.9189385332046728;

/**
 * The range of k independent standard normals, W = max − min.
 *
 *   P(W ≤ w) = k ∫ φ(z) (Φ(z) − Φ(z − w))^(k−1) dz
 *   P(W > w) = k ∫ φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − w))^(k−1)) dz
 *
 * (z is the largest of them.) In the second the difference is Φ^(k−1) · −expm1((k−1) log1p(−Φ(z−w)/Φ(z))), so that small p-values keep
 * their digits. The trapezoidal rule with a step of ⅛ is exact to rounding for integrands like these.
 */
export function rangeTails(w: number, k: number): readonly [lower: number, upper: number] {
  if (w <= 0) return [0, 1];
  if (w === Number.POSITIVE_INFINITY) return [1, 0];
  let [lower, upper] = [0, 0];
  // Above max(8.5, w/2 + 8.5) φ times the rest is nothing beside the peak, which is at or before w/2 in the far tail.
  const last = Math.ceil((0.5 * w + 9) / step);
  for (let i = Math.ceil(-9 / step); i <= last; i++) {
    const z = i * step;
    const logBelow = logNdtr(z);
    // Φ(z − w)/Φ(z), and 1 minus it from the other tails when it is near 1.
    const share = Math.exp(logNdtr(z - w) - logBelow);
    const logInside = share < 0.5 ? Math.log1p(-share) : logNdtrBetween(z - w, z) - logBelow;
    const base = Math.exp((k - 1) * logBelow - 0.5 * z * z - logRootTwoPi);
    lower += base * Math.exp((k - 1) * logInside);
    upper -= base * Math.expm1((k - 1) * logInside);
  }
  return [Math.min(1, k * step * lower), Math.min(1, k * step * upper)];
}

/** r(w) = k (k − 1) ∫ φ(z) φ(z − w) (Φ(z) − Φ(z − w))^(k−2) dz, the density of the range. */
export function rangeDensity(w: number, k: number): number {
  if (w <= 0 || w === Number.POSITIVE_INFINITY) return w === 0 && k === 2 ? 1 / Math.sqrt(Math.PI) : 0;
  let sum = 0;
  const last = Math.ceil((0.5 * w + 9) / step);
  for (let i = Math.ceil(-9 / step); i <= last; i++) {
    const z = i * step;
    const exponent = -0.5 * (z * z + (z - w) ** 2) - 2 * logRootTwoPi;
    sum += Math.exp(exponent + (k === 2 ? 0 : (k - 2) * logNdtrBetween(z - w, z)));
  }
  return k * (k - 1) * step * sum;
}

const step = 0.125;

/** E Wᵐ = m ∫ w^(m−1) P(W > w) dw, by the trapezoidal rule over w = e^t. */
export function rangeRawMoment(m: number, k: number): number {
  let sum = 0;
  for (let t = -30; t <= 4; t += 0.0625) {
    const w = Math.exp(t);
    sum += w ** m * rangeTails(w, k)[1];
  }
  return m * sum * 0.0625;
}
