import { checkVector, type Effect, effectOf } from "./effect.ts";
import { designOf, leastSquares } from "./least-squares.ts";

export interface RegressionDiscontinuityOptions {
  /** R, [n]: units are treated from the cutoff on. */
  running: ArrayLike<number>;
  /** Y, [n]. */
  outcome: ArrayLike<number>;
  /** Default 0. */
  cutoff?: number;
  /** h: units within it count; by default `discontinuityBandwidth`. */
  bandwidth?: number;
  /** Weights within h: 1 − |r|/h, best at an edge (Cheng, Fan and Marron 1997), or 1; default "triangular". */
  kernel?: "triangular" | "uniform";
}

export interface DiscontinuityEffect extends Effect {
  bandwidth: number;
  /** Units below and above that have weight. */
  counts: [below: number, above: number];
}

/**
 * Sharp regression discontinuity: the jump at the cutoff between two local lines.
 *
 *   min Σ K(r/h) (Y − α − τ D − β r − γ D r)²,   r = R − cutoff,  D = [r ≥ 0]
 *
 * Hahn, Todd and van der Klaauw 2001, https://doi.org/10.1111/1468-0262.00183. Standard error HC1; it does not count the
 * bias of curvature within h, which falls with h².
 */
export function regressionDiscontinuity(options: RegressionDiscontinuityOptions): DiscontinuityEffect {
  const where = "regressionDiscontinuity";
  const { cutoff = 0, kernel = "triangular" } = options;
  const n = options.running.length;
  const r = checkVector(where, "running", options.running, n).map((value) => value - cutoff);
  const y = checkVector(where, "outcome", options.outcome, n);
  const h = options.bandwidth ?? discontinuityBandwidth(options);
  if (!(h > 0)) throw new RangeError(`${where}: bandwidth ${h}, a positive number is needed`);
  if (kernel !== "triangular" && kernel !== "uniform") {
    throw new RangeError(`${where}: kernel ${kernel}, "triangular" or "uniform" is needed`);
  }
  const weightOf = (value: number) =>
    Math.abs(value) > h ? 0 : kernel === "uniform" ? 1 : 1 - Math.abs(value) / h;
  const near = Array.from(r.keys()).filter((i) => weightOf(r[i]!) > 0);
  const above = near.filter((i) => r[i]! >= 0).length;
  const counts: [number, number] = [near.length - above, above];
  if (Math.min(...counts) < 3) {
    throw new RangeError(
      `${where}: ${counts[0]} units below and ${counts[1]} above within ${h}, three of each at least are needed`,
    );
  }
  const local = Float64Array.from(near, (i) => r[i]!);
  const D = local.map((value) => (value >= 0 ? 1 : 0));
  const design = designOf(where, near.length, [D, local, local.map((value, i) => value * D[i]!)]);
  const outcome = Float64Array.from(near, (i) => y[i]!);
  const fit = leastSquares(where, design, outcome, local.map(weightOf));
  const error = Math.sqrt(fit.covariance("HC1").data[design.columns + 1]!);
  return { ...effectOf(fit.coefficients[1]!, error), bandwidth: h, counts };
}

/**
 * The bandwidth of Imbens and Kalyanaraman for the triangular kernel.
 *
 *   h = 3.4375 ((σ²₋ + σ²₊) / (f ((m″₊ − m″₋)² + r₊ + r₋)))^(1/5) n^(−1/5)
 *
 * f the density and σ² the variances at the cutoff within 1.84 s n^(−1/5); m″ from local quadratics within pilots that a
 * global cubic suggests; r their uncertainty, which keeps h finite when the curvatures agree. Imbens and Kalyanaraman 2012,
 * https://doi.org/10.1093/restud/rdr043, section 4.2.
 */
export function discontinuityBandwidth({
  running,
  outcome,
  cutoff = 0,
}: Pick<RegressionDiscontinuityOptions, "running" | "outcome" | "cutoff">): number {
  const where = "discontinuityBandwidth";
  const n = running.length;
  const r = checkVector(where, "running", running, n).map((value) => value - cutoff);
  const y = checkVector(where, "outcome", outcome, n);
  const all = Array.from(r.keys());
  const sides = [all.filter((i) => r[i]! < 0), all.filter((i) => r[i]! >= 0)];
  // Step 1
  const mean = r.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(r.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const h1 = 1.84 * deviation * n ** (-1 / 5);
  const close = sides.map((side) => side.filter((i) => Math.abs(r[i]!) <= h1));
  if (close.some((side) => side.length < 3)) {
    throw new RangeError(
      `${where}: ${close[0]!.length} units below and ${close[1]!.length} above within ${h1}, three of each at least are needed; pass bandwidth`,
    );
  }
  const density = (close[0]!.length + close[1]!.length) / (2 * n * h1);
  const variances = close.map((side) => varianceOf(side.map((i) => y[i]!)));
  // Step 2: the third derivative from a global cubic with a jump, then the second on each side.
  const jump = r.map((value) => (value >= 0 ? 1 : 0));
  const cubic = designOf(where, n, [jump, r, r.map((v) => v ** 2), r.map((v) => v ** 3)]);
  const third = 6 * leastSquares(where, cubic, y).coefficients[4]!;
  const curvatures = sides.map((side, s) => {
    const h2 = 3.56 * (variances[s]! / (density * third ** 2)) ** (1 / 7) * side.length ** (-1 / 7);
    const near = side.filter((i) => Math.abs(r[i]!) <= h2);
    if (near.length < 4) {
      throw new RangeError(
        `${where}: ${near.length} units ${s ? "above" : "below"} within ${h2}, four at least are needed; pass bandwidth`,
      );
    }
    const x = Float64Array.from(near, (i) => r[i]!);
    const quadratic = designOf(where, near.length, [x, x.map((v) => v * v)]);
    const fit = leastSquares(
      where,
      quadratic,
      Float64Array.from(near, (i) => y[i]!),
    );
    return {
      second: 2 * fit.coefficients[2]!,
      regularization: (2160 * variances[s]!) / (near.length * h2 ** 4),
    };
  });
  // Step 3
  const [below, above] = [curvatures[0]!, curvatures[1]!];
  const bias = (above.second - below.second) ** 2 + above.regularization + below.regularization;
  return 3.4375 * ((variances[0]! + variances[1]!) / (density * bias)) ** (1 / 5) * n ** (-1 / 5);
}

function varianceOf(x: readonly number[]): number {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  return x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (x.length - 1);
}
