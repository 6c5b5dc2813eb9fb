import { log1mexp } from "../logs/log1mexp.ts";
import { logNdtr } from "./ndtr.ts";

const logRootTwoPi = 0.9189385332046728;

/**
 * ln(Φ(b) − Φ(a)) for a < b; `width` is b − a, for callers that know it better than the difference.
 *
 *   b − a < 0.01:  the density over the interval by Gauss and Legendre's rule of three points, with a relative error of (b − a)⁶ / 2,016,000
 *   else:          from the tail that the interval is in, ln Φ(b) + ln(1 − Φ(a)/Φ(b)), which holds also where both underflow
 */
export function logNdtrBetween(a: number, b: number, width = b - a): number {
  if (width < 1e-2 && Math.abs(a + b) * width < 0.1) {
    const [middle, reach] = [(a + b) / 2, (width / 2) * Math.sqrt(0.6)];
    const ratio = (x: number) => Math.exp(-0.5 * (x - middle) * (x + middle));
    const mean = (5 * ratio(middle - reach) + 8 + 5 * ratio(middle + reach)) / 18;
    return Math.log(width * mean) - 0.5 * middle * middle - logRootTwoPi;
  }
  const [low, high] = a > 0 ? [-b, -a] : [a, b];
  const whole = logNdtr(high);
  return whole + log1mexp(Math.min(0, logNdtr(low) - whole));
}
