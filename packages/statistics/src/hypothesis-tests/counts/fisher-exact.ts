/**
 * Fisher's exact test of a 2 × 2 table [[a, b], [c, d]] with its sums fixed.
 *
 *   P(A = k; ψ) ∝ C(a + b, k) C(c + d, a + c − k) ψ^k            ψ the odds ratio; hypergeometric for ψ = 1
 *   less P(A ≤ a),   greater P(A ≥ a),   two-sided Σ of all P(A = k) ≤ P(A = a)
 *
 *   sample odds ratio        ad/(bc)
 *   conditional estimate     the ψ with E[A; ψ] = a, which maximises P(A = a; ψ); its interval from P(A ≥ a; ψ) = α/2 = P(A ≤ a; ψ)
 *
 * Fisher 1935, The Design of Experiments; Cornfield 1956 (interval).
 */

import { findRoot } from "../../roots/find-root.ts";
import {
  type Alternative,
  type AlternativeOption,
  type ConfidenceInterval,
  requireAlternative,
} from "../../samples/alternative.ts";
import { requireProbability, type Sample } from "../../samples/sample.ts";
import { fourOf } from "./table.ts";

export interface FisherExactResult {
  /** ad/(bc). */
  statistic: number;
  pvalue: number;
  /** The conditional maximum likelihood estimate of ψ. */
  oddsRatio: number;
  confidenceInterval: ConfidenceInterval;
}

export function fisherExact(
  table: readonly Sample[],
  {
    alternative = "two-sided",
    confidenceLevel = 0.95,
  }: AlternativeOption & { confidenceLevel?: number } = {},
): FisherExactResult {
  const where = "fisherExact";
  requireAlternative(where, alternative);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  const [a, b, c, d] = fourOf(where, table);
  const cells = cellDistribution(a, b, c, d);
  return {
    statistic: (a * d) / (b * c),
    pvalue: pvalueOf(cells, a, alternative),
    oddsRatio: conditionalEstimate(cells, a),
    confidenceInterval: conditionalInterval(cells, a, { alternative, confidenceLevel }),
  };
}

/** What the first cell can be, k = first, first + 1, …, and its weights log C(a + b, k) C(c + d, a + c − k) less the largest. */
interface Cells {
  first: number;
  logWeights: Float64Array;
}

function cellDistribution(a: number, b: number, c: number, d: number): Cells {
  const [row, other, column] = [a + b, c + d, a + c];
  const first = Math.max(0, column - other);
  const last = Math.min(row, column);
  const logWeights = new Float64Array(last - first + 1);
  for (let k = first; k < last; k++) {
    const ratio = ((row - k) * (column - k)) / ((k + 1) * (other - column + k + 1));
    logWeights[k - first + 1] = logWeights[k - first]! + Math.log(ratio);
  }
  const largest = logWeights.reduce((x, y) => Math.max(x, y), -Infinity);
  return { first, logWeights: logWeights.map((w) => w - largest) };
}

/** P(A = k; ψ) for all k. */
function probabilities({ first, logWeights }: Cells, logOdds: number): Float64Array {
  const tilted = logWeights.map((w, i) => w + (first + i) * logOdds);
  const largest = tilted.reduce((x, y) => Math.max(x, y), -Infinity);
  const weights = tilted.map((w) => Math.exp(w - largest));
  const total = weights.reduce((x, y) => x + y, 0);
  return weights.map((w) => w / total);
}

/** P(A ≤ k) and P(A ≥ k). */
function tails(p: Float64Array, place: number): { atMost: number; atLeast: number } {
  const add = (x: number, y: number) => x + y;
  return { atMost: p.subarray(0, place + 1).reduce(add, 0), atLeast: p.subarray(place).reduceRight(add, 0) };
}

function pvalueOf(cells: Cells, a: number, alternative: Alternative): number {
  const p = probabilities(cells, 0);
  const place = a - cells.first;
  const { atMost, atLeast } = tails(p, place);
  if (alternative === "less") return Math.min(1, atMost);
  if (alternative === "greater") return Math.min(1, atLeast);
  // Probabilities equal on paper may differ by rounding.
  const limit = p[place]! * (1 + 1e-7);
  return Math.min(
    1,
    p.reduce((total, each) => total + (each <= limit ? each : 0), 0),
  );
}

function conditionalEstimate(cells: Cells, a: number): number {
  const last = cells.first + cells.logWeights.length - 1;
  if (cells.first === last) return Number.NaN;
  if (a === cells.first) return 0;
  if (a === last) return Infinity;
  const excess = (logOdds: number) =>
    probabilities(cells, logOdds).reduce((mean, p, i) => mean + p * (cells.first + i), 0) - a;
  return Math.exp(findLogOdds(excess));
}

interface IntervalOptions {
  alternative: Alternative;
  confidenceLevel: number;
}

function conditionalInterval(
  cells: Cells,
  a: number,
  { alternative, confidenceLevel }: IntervalOptions,
): ConfidenceInterval {
  const place = a - cells.first;
  const tail = alternative === "two-sided" ? (1 - confidenceLevel) / 2 : 1 - confidenceLevel;
  const lowest = place === 0 || alternative === "less";
  const highest = place === cells.logWeights.length - 1 || alternative === "greater";
  return {
    low: lowest ? 0 : Math.exp(findLogOdds((t) => tails(probabilities(cells, t), place).atLeast - tail)),
    high: highest
      ? Infinity
      : Math.exp(findLogOdds((t) => tail - tails(probabilities(cells, t), place).atMost)),
  };
}

/** The root of a function that rises with log ψ. */
function findLogOdds(f: (logOdds: number) => number): number {
  let reach = 1;
  while (reach < 700 && (f(-reach) > 0 || f(reach) < 0)) reach *= 2;
  return findRoot("fisherExact", f, [-reach, reach], { rtol: 1e-15, atol: 1e-15 });
}
