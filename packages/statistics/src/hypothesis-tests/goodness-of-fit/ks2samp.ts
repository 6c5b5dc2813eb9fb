/**
 * The test of Kolmogorov and Smirnov for two samples: do they come from one continuous distribution?
 *
 *   D⁺ = max (F̂ − Ĝ),   D⁻ = max (Ĝ − F̂),   D = max(D⁺, D⁻)
 *
 * Exact: under the hypothesis the merged samples are a random path of n₁ steps right and n₂ up. The chance h(i, j) that a path from
 * (i, j) on comes to a point with |i/n₁ − j/n₂| ≥ D is 1 at such points, and otherwise
 *
 *   h(i, j) = (n₁ − i)/r · h(i + 1, j) + (n₂ − j)/r · h(i, j + 1),   r = n₁ + n₂ − i − j;   p = h(0, 0)
 *
 * all sums of positive terms, so that small p keep their digits. Asymptotic: the one-sample distribution with n = n₁n₂/(n₁ + n₂),
 * rounded; one-sided exp(−2z² − 2z(m + 2n)/(3√(mn(m + n)))), z = D√(mn/(m + n)), m the larger size (Hodges 1957, equation 5.3).
 *
 * Hodges 1958, https://doi.org/10.1007/BF02589501. Ties between the samples make the exact p too large.
 */

import { type Alternative, type AlternativeOption, requireAlternative } from "../../samples/alternative.ts";
import { requireOneOf, type Sample, sampleOf } from "../../samples/sample.ts";
import { kolmogorovExactSf } from "../../special/ranges/kolmogorov-exact.ts";
import type { KsResult } from "./ks1samp.ts";

export interface Ks2sampOptions extends AlternativeOption {
  /** "auto", the default, is exact up to n₁n₂ = 10⁷. */
  method?: "auto" | "exact" | "asymptotic";
}

const MOST_EXACT = 1e7;

export function ks2samp(x: Sample, y: Sample, options: Ks2sampOptions = {}): KsResult {
  const { alternative = "two-sided", method = "auto" } = options;
  const where = "ks2samp";
  requireAlternative(where, alternative);
  requireOneOf(where, "method", method, ["auto", "exact", "asymptotic"]);
  const [a, b] = [sampleOf(where, "x", x).sort(), sampleOf(where, "y", y).sort()];
  const { above, below } = distances(a, b);
  const found =
    alternative === "greater" || (alternative === "two-sided" && above.scaled > below.scaled) ? above : below;
  const [n1, n2] = [a.length, b.length];
  const exact = method === "exact" || (method === "auto" && n1 * n2 <= MOST_EXACT);
  const statistic = found.scaled / (n1 * n2);
  const pvalue = exact
    ? crossingProbability([n1, n2], found.scaled, alternative)
    : asymptoticPvalue([n1, n2], statistic, alternative);
  return { statistic, pvalue: Math.min(1, pvalue), location: found.location, sign: found.sign };
}

/** The distances times n₁n₂, which are whole numbers: i n₂ − j n₁. */
function distances(a: Float64Array, b: Float64Array) {
  const above = { scaled: 0, location: Math.min(a[0]!, b[0]!), sign: 1 as const };
  const below = { scaled: 0, location: Math.min(a[0]!, b[0]!), sign: -1 as const };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const location = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    while (a[i] === location) i++;
    while (b[j] === location) j++;
    const scaled = i * b.length - j * a.length;
    if (scaled > above.scaled) Object.assign(above, { scaled, location });
    if (-scaled > below.scaled) Object.assign(below, { scaled: -scaled, location });
  }
  return { above, below };
}

function crossingProbability(
  [n1, n2]: readonly [number, number],
  scaled: number,
  alternative: Alternative,
): number {
  const reached = (i: number, j: number) => {
    const distance = i * n2 - j * n1;
    if (alternative === "greater") return distance >= scaled;
    return alternative === "less" ? -distance >= scaled : Math.abs(distance) >= scaled;
  };
  // h(i + 1, ·) becomes h(i, ·), from the end of the path back.
  const h = new Float64Array(n2 + 2);
  for (let i = n1; i >= 0; i--) {
    for (let j = n2; j >= 0; j--) {
      const rest = n1 + n2 - i - j;
      if (reached(i, j)) h[j] = 1;
      else if (rest === 0) h[j] = 0;
      else h[j] = ((n1 - i) * h[j]! + (n2 - j) * h[j + 1]!) / rest;
    }
  }
  return h[0]!;
}

function asymptoticPvalue([n1, n2]: readonly [number, number], d: number, alternative: Alternative): number {
  const [m, n] = [Math.max(n1, n2), Math.min(n1, n2)];
  const together = (m * n) / (m + n);
  if (alternative === "two-sided") return kolmogorovExactSf(d, Math.max(1, Math.round(together)));
  const z = d * Math.sqrt(together);
  return Math.exp(-2 * z * z - (2 * z * (m + 2 * n)) / (3 * Math.sqrt(m * n * (m + n))));
}
