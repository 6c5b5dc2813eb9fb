/**
 * Non-negative matrix factorisation: X ≈ W H with no number below 0, so that rows are sums of parts and nothing cancels.
 *
 *   min Σ d_β(X | W H) + α_W F (ρ ΣW + (1 − ρ)/2 ‖W‖²) + α_H N (ρ ΣH + (1 − ρ)/2 ‖H‖²),   ρ the l1Ratio
 *
 * Lee and Seung 1999, https://doi.org/10.1038/44565. The objective is not convex in both: another beginning may end elsewhere. "cd" descends by coordinates
 * (squared error only), "mu" multiplies (all β).
 *
 * `transform` finds W for new rows with H kept. Each row ends by itself, so that what is said of it does not depend on the others; scikit-learn stops all rows
 * together, which agrees within tol.
 */

import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  boolean,
  choice,
  custom,
  either,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply } from "../../matrix/products.ts";
import { validateComponents } from "../principal/principal-projection.ts";
import { betaDivergence, betaOf } from "./beta-divergence.ts";
import { descend, type Penalty, solveRows } from "./coordinate-descent.ts";
import { type Factors, initializeFactors } from "./initialize-factors.ts";
import { updateByMultiplying, updateRows } from "./multiplicative-updates.ts";

const factor = custom<Matrix | null>(
  null,
  (value) =>
    value === null || (value instanceof Matrix && value.data.every((one) => one >= 0 && one < Infinity)),
  "a Matrix of finite numbers ≥ 0, or null",
);

const parameters = {
  /** K; null, scikit-learn's "auto", for as many as hInit has, else F. */
  nComponents: optional(integer(2, { min: 1 })),
  /** null: "nndsvda" where K ≤ min(N, F), else "random". "custom" begins from wInit and hInit. */
  init: optional(choice("nndsvda", "random", "nndsvd", "nndsvdar", "custom")),
  solver: choice("cd", "mu"),
  /** A word, or β. */
  betaLoss: either(choice("frobenius", "kullback-leibler", "itakura-saito"), real(2)),
  tol: real(1e-4, { min: 0 }),
  maxIter: integer(200, { min: 1 }),
  /** α_W */
  alphaW: real(0, { min: 0 }),
  /** α_H, "same" for that of W. */
  alphaH: either(choice("same"), real(0, { min: 0 })),
  /** ρ: 0 for squares alone, 1 for sums alone. */
  l1Ratio: real(0, { min: 0, max: 1 }),
  /** Whether "cd" draws the order of components anew each sweep. */
  shuffle: boolean(false),
  /** W to begin with, [N, K]; scikit-learn takes it in fit. */
  wInit: factor,
  /** H to begin with, [K, F]. */
  hInit: factor,
  randomState,
};

export type NMFOptions = Options<typeof parameters>;

export class NMF extends Transformer<typeof parameters> {
  static {
    nameClass("NMF", NMF);
  }

  /** H, the parts in rows, [K, F]. */
  declare components_: Matrix;
  /** K */
  declare nComponents_: number;
  /** √(2 Σ d_β(X | W H)), for squared error ‖X − W H‖. */
  declare reconstructionErr_: number;
  declare nIter_: number;
  /** W of the last fit, for fitTransform alone. */
  #lastW: Matrix | undefined;

  constructor(options: NMFOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { nonNegative: true };
  }

  /** The W found together with H, [N, K]. `transform` of the same rows solves for W again and agrees within tol. */
  override fitTransform(X: MatrixLike, y?: unknown, options = {}): Matrix {
    this.fit(X, y, options);
    const W = this.#lastW!;
    this.#lastW = undefined;
    return W.withNames(this.getFeatureNamesOut());
  }

  /** W, [N, K], to W H, [N, F]. */
  inverseTransform(W: MatrixLike): Matrix {
    return multiply(validateComponents(this, W, this.components_), this.components_).withNames(
      this.namesIn(),
    );
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("nmf", this.nComponents_);
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { solver, tol, maxIter, randomState, shuffle } = this.params;
    const beta = this.#requireLoss(X);
    const rng = new Philox(randomState);
    const start = this.#start(X, rng.fork(0));
    const { penaltyW, penaltyH } = this.#penalties(X);
    const shared = { penaltyW, penaltyH, tol, maxIter, onProgress };
    const { W, H, nIter, gap } =
      solver === "cd"
        ? descend(X, start, { ...shared, shuffle: shuffle ? rng.fork(1) : undefined })
        : updateByMultiplying(X, start, { ...shared, beta });
    if (nIter === maxIter && tol > 0 && gap > tol)
      this.warn(
        `stopped after ${maxIter} iterations with a gap of ${gap.toExponential(1)}, ${tol} is needed; a larger maxIter or tol helps`,
      );
    this.components_ = H;
    this.nComponents_ = H.rows;
    this.nIter_ = nIter;
    this.reconstructionErr_ = Math.sqrt(2 * Math.max(0, betaDivergence(X, multiply(W, H), beta)));
    this.#lastW = W;
  }

  protected change(X: Matrix): Matrix {
    const { solver, tol, maxIter } = this.params;
    const { penaltyW } = this.#penalties(X);
    if (solver === "cd") return solveRows(X, this.components_, { penaltyW, tol, maxIter });
    const beta = this.#requireLoss(X, "transform");
    return updateRows(X, this.components_, { beta, penaltyW, tol, maxIter });
  }

  protected override forget(): void {
    super.forget();
    this.#lastW = undefined;
  }

  #requireLoss(X: Matrix, method = "fit"): number {
    const { betaLoss, solver, init } = this.params;
    const beta = betaOf(betaLoss);
    if (solver === "cd" && beta !== 2)
      this.refuse(
        method,
        `betaLoss is ${JSON.stringify(betaLoss)} with solver "cd", "frobenius" is needed; solver "mu" takes every loss`,
      );
    const zero = beta <= 0 ? X.data.indexOf(0) : -1;
    if (zero >= 0)
      this.refuse(
        method,
        `X[${Math.floor(zero / X.cols)}, ${zero % X.cols}] is 0 with β = ${beta}, numbers above 0 are needed; add a small one, or take β > 0`,
      );
    if (method === "fit" && solver === "mu" && init === "nndsvd")
      this.warn(
        'init is "nndsvd" with solver "mu", which never leaves the zeros that it begins with; "nndsvda" has none',
      );
    return beta;
  }

  #penalties({ rows: N, cols: F }: Matrix): { penaltyW: Penalty; penaltyH: Penalty } {
    const { alphaW, alphaH, l1Ratio } = this.params;
    const onW = F * alphaW;
    const onH = N * (alphaH === "same" ? alphaW : alphaH);
    return {
      penaltyW: { l1: onW * l1Ratio, l2: onW * (1 - l1Ratio) },
      penaltyH: { l1: onH * l1Ratio, l2: onH * (1 - l1Ratio) },
    };
  }

  #start(X: Matrix, rng: Philox): Factors {
    const { init, nComponents, wInit, hInit } = this.params;
    const K = nComponents ?? hInit?.rows ?? X.cols;
    if (init === "custom") return this.#given(X, K);
    if (wInit || hInit)
      this.refuse("fit", `wInit or hInit is given with init ${JSON.stringify(init)}, "custom" is needed`);
    const side = Math.min(X.rows, X.cols);
    if (K > side && init !== null && init !== "random")
      this.refuse(
        "fit",
        `nComponents is ${K} for ${X.rows} × ${X.cols} with init "${init}", at most ${side} is needed; "random" takes more`,
      );
    return initializeFactors(X, K, init ?? (K <= side ? "nndsvda" : "random"), rng);
  }

  #given(X: Matrix, K: number): Factors {
    const { wInit: W, hInit: H } = this.params;
    if (!W || !H) this.refuse("fit", 'init is "custom", wInit and hInit are needed');
    if (W.rows !== X.rows || W.cols !== K || H.rows !== K || H.cols !== X.cols)
      this.refuse(
        "fit",
        `wInit is ${W.rows} × ${W.cols} and hInit ${H.rows} × ${H.cols}, ${X.rows} × ${K} and ${K} × ${X.cols} are needed`,
      );
    return { W, H };
  }
}
