import { logNdtrBetween } from "../error/log-ndtr-between.ts";
import { logNdtr } from "../error/ndtr.ts";

const logRootTwoPi = 0.9189385332046728;

export interface RangeOfNormals {
  /** P(W ≤ w). */
  cdf: (w: number) => number;
  /** P(W > w). */
  sf: (w: number) => number;
  /** d/dw P(W ≤ w). */
  pdf: (w: number) => number;
}

/**
 * The range of k independent standard normals, W = max − min. With z the largest of them:
 *
 *   P(W ≤ w) = k ∫ φ(z) (Φ(z) − Φ(z − w))^(k−1) dz
 *   P(W > w) = k ∫ φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − w))^(k−1)) dz
 *   p(w)     = k (k − 1) ∫ φ(z) φ(z − w) (Φ(z) − Φ(z − w))^(k−2) dz
 *
 * In the second the difference is Φ^(k−1) · −expm1((k−1) log1p(−Φ(z−w)/Φ(z))), so that small p-values keep their digits. By the trapezoidal
 * rule: the integrands fall off like a normal density of a width from 1/√k on, for which a step of 0.7 widths is exact to 1e-17.
 */
export function rangeOfNormals(k: number): RangeOfNormals {
  const step = Math.min(0.25, 0.7 / Math.sqrt(k));
  const first = Math.ceil(-9 / step);
  // What does not depend on w: z, ln Φ(z) and ln φ(z); beyond 39 φ underflows.
  const z = Float64Array.from({ length: Math.ceil(48 / step) }, (_, i) => (first + i) * step);
  const logBelow = z.map(logNdtr);
  const logDensity = z.map((value) => -0.5 * value * value - logRootTwoPi);
  const base = z.map((_, i) => Math.exp((k - 1) * logBelow[i]! + logDensity[i]!));
  // In the far tail the peak is at w/2.
  const last = (w: number) => Math.min(z.length, Math.ceil((0.5 * w + 9) / step) - first + 1);
  /** ln(1 − Φ(z − w)/Φ(z)). */
  const logInside = (i: number, w: number) => {
    const share = Math.exp(logNdtr(z[i]! - w) - logBelow[i]!);
    return share < 0.9 ? Math.log1p(-share) : logNdtrBetween(z[i]! - w, z[i]!, w) - logBelow[i]!;
  };
  const sum = (w: number, term: (i: number) => number) => {
    let total = 0;
    for (let i = 0; i < last(w); i++) if (base[i]! > 0) total += term(i);
    return k * step * total;
  };
  const inner = (i: number, w: number) => (k === 2 ? 0 : (k - 2) * (logInside(i, w) + logBelow[i]!));
  return {
    cdf: (w) =>
      Math.min(
        1,
        sum(w, (i) => base[i]! * Math.exp((k - 1) * logInside(i, w))),
      ),
    sf: (w) =>
      Math.min(
        1,
        sum(w, (i) => -base[i]! * Math.expm1((k - 1) * logInside(i, w))),
      ),
    pdf: (w) => {
      const density = (i: number) => logDensity[i]! - 0.5 * (z[i]! - w) ** 2 - logRootTwoPi;
      return (k - 1) * sum(w, (i) => Math.exp(density(i) + inner(i, w)));
    },
  };
}

/** E Wᵐ = m ∫ w^(m−1) P(W > w) dw, by the trapezoidal rule over w = e^t. */
export function rangeRawMoment(m: number, k: number): number {
  const { sf } = rangeOfNormals(k);
  let sum = 0;
  for (let t = -30; t <= 4; t += 0.0625) {
    const w = Math.exp(t);
    sum += w ** m * sf(w);
  }
  return m * sum * 0.0625;
}
