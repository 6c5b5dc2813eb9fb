import { Philox } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { OutlierDetector } from "../estimator/outlier-detector.ts";
import { type Options, optional, randomState, real } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { minCovDet, squaredDistances } from "./min-cov-det.ts";

const parameters = {
  /** The share of rows that the first, raw covariance is of; null: as few as are safe. */
  supportFraction: optional(real(0.5, { above: 0, max: 1 })),
  /** The share of rows that are called outliers. */
  contamination: real(0.1, { above: 0, max: 0.5 }),
  randomState,
};
export type EllipticEnvelopeOptions = Options<typeof parameters>;

/**
 * Outliers of a normal sample: rows far out in units of a covariance that outliers have not moved (min-cov-det.ts). Scores are −(x − m)ᵀ S⁻¹ (x − m).
 *
 * Rousseeuw and Van Driessen 1999, https://doi.org/10.1080/00401706.1999.10485670
 */
export class EllipticEnvelope extends OutlierDetector<typeof parameters> {
  static {
    nameClass("EllipticEnvelope", EllipticEnvelope);
  }
  /** m, [F]. */
  declare location_: Float64Array;
  /** S, [F, F]. */
  declare covariance_: Matrix;
  /** S⁻¹, [F, F]. */
  declare precision_: Matrix;
  /** 1 for rows that m and S are of, [N]. */
  declare support_: Uint8Array;
  /** Squared Mahalanobis distances of the rows of fit, [N]. */
  declare dist_: Float64Array;

  constructor(options: EllipticEnvelopeOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2, isRandom: true };
  }

  /** (x − m)ᵀ S⁻¹ (x − m) of each row, [N]. */
  mahalanobis(X: MatrixLike): Float64Array {
    return this.#distances(this.checked("mahalanobis", X));
  }

  protected learn({ X }: Unlabelled): void {
    const { supportFraction, contamination, randomState: seed } = this.params;
    const found = minCovDet(X, { supportFraction, trials: 100, rng: new Philox(seed) });
    if (!found)
      this.refuse(
        "fit",
        "more than half of the rows lie in a plane that others leave, rows that spread in all directions are needed; a larger supportFraction or fewer columns",
      );
    this.location_ = found.location;
    this.covariance_ = found.covariance;
    this.precision_ = found.precision;
    this.support_ = found.support;
    this.dist_ = found.distances;
    this.offset_ = quantile(
      this.dist_.map((distance) => -distance),
      contamination,
    );
  }

  protected scores(X: Matrix): Float64Array {
    return this.#distances(X).map((distance) => -distance);
  }

  #distances(X: Matrix): Float64Array {
    return squaredDistances(X, { location: this.location_, precision: this.precision_ });
  }
}

/** Linear between the order statistics. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
