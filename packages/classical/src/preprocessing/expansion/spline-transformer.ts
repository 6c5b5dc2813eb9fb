import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, either, integer, list, type Options, real } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { requireFiniteResult } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { LEAST_SPREAD } from "../scaling/column-moments.ts";
import { averagedQuantile, quantileOfSorted } from "../scaling/sample-quantiles.ts";
import { type SplinePoint, spanOf, splineSlopesAt, splinesAt } from "./b-splines.ts";

const parameters = {
  /** Where the pieces meet; used unless knots are given by hand. */
  nKnots: integer(5, { min: 2 }),
  /** p, of the polynomials between knots. */
  degree: integer(3, { min: 0 }),
  /** "uniform" knots have one distance, "quantile" as many values between them; or by hand for all columns, upwards. */
  knots: either(choice("uniform", "quantile"), list<number>([], real(0))),
  /** What splines are beyond the outermost knots: their value there, a line, their polynomial, the same again and again, or refused. */
  extrapolation: choice("constant", "error", "linear", "continue", "periodic"),
  /** Whether the last spline of each column is there; all of them sum to 1. */
  includeBias: boolean(true),
  /** "zeros" gives a row of zeros for NaN. */
  handleMissing: choice("error", "zeros"),
};

export type SplineTransformerOptions = Options<typeof parameters>;

/**
 * Each column as B-splines of degree p over K knots: K + p − 1 columns, smooth bumps of which p + 1 are not 0 at any x (K − 1 where periodic). A
 * linear model of them is a smooth curve. Eilers and Marx 1996, "Flexible smoothing with B-splines and penalties",
 * https://doi.org/10.1214/ss/1038425655
 *
 * Knots beyond the ends go on at the distance of the outermost two. A constant column, or one that varies by less than 1e-200, has
 * knots from ½ below to ½ above it.
 */
export class SplineTransformer extends Transformer<typeof parameters> {
  static {
    nameClass("SplineTransformer", SplineTransformer);
  }

  /** All knots of each column, with p at both ends beyond it, [F][K + 2p]. */
  declare knots_: Float64Array[];

  constructor(options: SplineTransformerOptions = {}) {
    super(parameters, options);
    const { knots } = this.params;
    if (typeof knots === "string") return;
    if (knots.length < 2 || knots.some((knot, k) => k > 0 && knot <= knots[k - 1]!))
      throw new RangeError(
        `SplineTransformer: knots are [${knots.join(", ")}], two or more upwards are needed`,
      );
  }

  override get traits(): Traits {
    return { takesWeight: true, allowsNaN: this.params.handleMissing === "zeros" };
  }

  override getFeatureNamesOut(): string[] {
    const width = this.#width(this.nFeaturesIn_ ? this.knots_[0]!.length : 0);
    return this.namesIn().flatMap((name) => Array.from({ length: width }, (_, s) => `${name}_sp_${s}`));
  }

  protected learn({ X, sampleWeight }: Unlabelled): void {
    const { degree, extrapolation } = this.params;
    const base = Array.from({ length: X.cols }, (_, j) => this.#baseKnots(X, j, sampleWeight));
    if (extrapolation === "periodic" && degree > 0 && base[0]!.length <= degree)
      this.refuse(
        "fit",
        `${base[0]!.length} knots, more than degree ${degree} are needed for periodic splines`,
      );
    this.knots_ = base.map((knots) =>
      extrapolation === "periodic" ? periodic(knots, degree) : extended(knots, degree),
    );
  }

  protected change(X: Matrix): Matrix {
    const width = this.#width(this.knots_[0]!.length);
    const out = Matrix.zeros(X.rows, width * X.cols);
    for (let j = 0; j < X.cols; j++) this.#changeColumn(X, j, { out, width });
    requireFiniteResult(`${this.name}.transform`, "the spline at", out);
    return out;
  }

  #changeColumn(X: Matrix, j: number, { out, width }: { out: Matrix; width: number }): void {
    const { degree, extrapolation } = this.params;
    const knots = this.knots_[j]!;
    const [first, last] = [degree, knots.length - degree - 2];
    const [min, max] = [knots[first]!, knots[last + 1]!];
    // Periodic splines beyond the last are the first ones again.
    const whole = extrapolation === "periodic" ? last - first + 1 : knots.length;
    const [values, slopes] = [new Float64Array(degree + 1), new Float64Array(degree + 1)];
    const point: SplinePoint = { x: 0, span: 0, degree };
    for (let i = 0; i < X.rows; i++) {
      const given = X.data[i * X.cols + j]!;
      if (Number.isNaN(given)) continue;
      const beyond = given < min || given > max;
      if (beyond && extrapolation === "error")
        this.refuse(
          "transform",
          `X[${i}, ${j}] is ${given}, a value between the outer knots ${min} and ${max} is needed`,
        );
      point.x = inside(given, [min, max], extrapolation);
      point.span = spanOf(knots, point.x, first, last);
      splinesAt(knots, point, values);
      if (beyond && extrapolation === "linear") {
        splineSlopesAt(knots, point, slopes);
        for (let r = 0; r <= degree; r++) values[r]! += (given - point.x) * slopes[r]!;
      }
      const row = i * out.cols + j * width;
      for (let r = 0; r <= degree; r++) {
        const place = point.span - degree + r;
        const s = place < whole ? place : place - whole;
        if (s < width) out.data[row + s]! += values[r]!;
      }
    }
  }

  #width(knotCount: number): number {
    const { degree, extrapolation, includeBias } = this.params;
    const splines = extrapolation === "periodic" ? knotCount - 2 * degree - 1 : knotCount - degree - 1;
    return splines - (includeBias ? 0 : 1);
  }

  #baseKnots(X: Matrix, j: number, sampleWeight: Float64Array | undefined): Float64Array {
    const { knots, nKnots } = this.params;
    if (typeof knots !== "string") return Float64Array.from(knots);
    const column = X.column(j);
    const isKept = (x: number, i: number) => !Number.isNaN(x) && (sampleWeight?.[i] ?? 1) > 0;
    const sorted = column.filter(isKept).sort();
    if (sorted.length === 0) this.refuse("fit", `column ${j} has no values, one that is not NaN is needed`);
    const [min, max] = [sorted[0]!, sorted.at(-1)!];
    const shares = Float64Array.from({ length: nKnots }, (_, k) => k / (nKnots - 1));
    if (max - min < LEAST_SPREAD) return shares.map((share) => min - 0.5 + share);
    if (knots === "uniform") return shares.map((share) => (share === 1 ? max : min + share * (max - min)));
    if (!sampleWeight) return shares.map((share) => quantileOfSorted(sorted, share));
    const order = Uint32Array.from(column.keys())
      .filter((i) => isKept(column[i]!, i))
      .sort((a, b) => column[a]! - column[b]!);
    const weight = Float64Array.from(order, (i) => sampleWeight[i]!);
    return shares.map((share) => averagedQuantile(sorted, share, weight));
  }
}

/** p more knots at each end, at the distance of the outermost two. */
function extended(knots: Float64Array, degree: number): Float64Array {
  const n = knots.length;
  const [low, high] = [knots[1]! - knots[0]!, knots[n - 1]! - knots[n - 2]!];
  const before = Array.from({ length: degree }, (_, k) => knots[0]! - (degree - k) * low);
  const after = Array.from({ length: degree }, (_, k) => knots[n - 1]! + (k + 1) * high);
  return Float64Array.from([...before, ...knots, ...after]);
}

/** p more knots at each end, from the other end. */
function periodic(knots: Float64Array, degree: number): Float64Array {
  const n = knots.length;
  const period = knots[n - 1]! - knots[0]!;
  const before = Array.from(knots.subarray(n - 1 - degree, n - 1), (knot) => knot - period);
  const after = Array.from(knots.subarray(1, degree + 1), (knot) => knot + period);
  return Float64Array.from([...before, ...knots, ...after]);
}

/** Where the splines are looked up for x. */
function inside(x: number, [min, max]: readonly [number, number], extrapolation: string): number {
  if (extrapolation === "continue") return x;
  if (extrapolation === "periodic") return min + ((((x - min) % (max - min)) + (max - min)) % (max - min));
  return x < min ? min : Math.min(x, max);
}
