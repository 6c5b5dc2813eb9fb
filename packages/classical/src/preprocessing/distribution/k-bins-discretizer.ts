import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  choice,
  either,
  integer,
  list,
  type Options,
  optional,
  randomState,
  withDefault,
} from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { binEdges } from "./bin-edges.ts";

const parameters = {
  /** k, for all columns or for each. */
  nBins: either(integer(5, { min: 2 }), list<number>([], integer(5, { min: 2 }))),
  /** "onehot" gives a column of 0 and 1 for each bin, "ordinal" the bin's place, from 0. */
  encode: choice("onehot", "ordinal"),
  strategy: choice("quantile", "uniform", "kmeans"),
  /** How quantiles are taken between values. Weights have a meaning for the first alone. */
  quantileMethod: choice("averaged_inverted_cdf", "linear"),
  /** With more rows than so many, edges are those of so many drawn ones; null for all. */
  subsample: withDefault<number | null>(200_000, optional(integer(200_000, { min: 1 }))),
  randomState,
};

export type KBinsDiscretizerOptions = Options<typeof parameters>;

/**
 * Numbers as the bin they lie in. Bin b of edges e is e_b ≤ x < e_b₊₁; below the first and above the last edge the outermost bins. A constant
 * column has one bin. The inverse gives the middle of the bin.
 */
export class KBinsDiscretizer extends Transformer<typeof parameters> {
  static {
    nameClass("KBinsDiscretizer", KBinsDiscretizer);
  }

  /** Of each column, [F][kⱼ + 1]. */
  declare binEdges_: Float64Array[];
  /** kⱼ, [F]. */
  declare nBins_: Int32Array;

  constructor(options: KBinsDiscretizerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  override getFeatureNamesOut(): string[] {
    const names = this.namesIn();
    if (this.params.encode === "ordinal") return names;
    return names.flatMap((name, j) => Array.from({ length: this.nBins_[j]! }, (_, b) => `${name}_${b}.0`));
  }

  /** The middle of each bin, [N, F]. */
  inverseTransform(X: MatrixLike): Matrix {
    this.requireFitted("inverseTransform");
    const bins = this.params.encode === "ordinal" ? this.checked("inverseTransform", X) : this.#fromOneHot(X);
    const out = new Float64Array(bins.data.length);
    for (let at = 0; at < out.length; at++) {
      const edges = this.binEdges_[at % bins.cols]!;
      const b = Math.min(Math.max(Math.trunc(bins.data[at]!), 0), edges.length - 2);
      out[at] = (edges[b]! + edges[b + 1]!) / 2;
    }
    return new Matrix(out, [bins.rows, bins.cols]).withNames(this.namesIn());
  }

  protected learn({ X, sampleWeight }: Unlabelled): void {
    const { nBins, strategy, quantileMethod, subsample } = this.params;
    if (typeof nBins !== "number" && nBins.length !== X.cols)
      this.refuse("fit", `nBins has ${nBins.length} numbers, ${X.cols} are needed, one for each column`);
    if (sampleWeight && strategy === "quantile" && quantileMethod === "linear")
      this.refuse("fit", 'sampleWeight with quantileMethod "linear", "averaged_inverted_cdf" is needed');
    const rows = subsample !== null && X.rows > subsample ? this.#draw(X.rows, subsample) : undefined;
    const sample = rows ? X.takeRows(rows) : X;
    const weight = rows && sampleWeight ? Float64Array.from(rows, (i) => sampleWeight[i]!) : sampleWeight;
    this.binEdges_ = Array.from({ length: X.cols }, (_, j) =>
      binEdges(sample.column(j), {
        nBins: typeof nBins === "number" ? nBins : nBins[j]!,
        strategy,
        quantileMethod,
        sampleWeight: weight,
      }),
    );
    this.nBins_ = Int32Array.from(this.binEdges_, (edges) => edges.length - 1);
  }

  protected change(X: Matrix): Matrix {
    const { rows, cols } = X;
    const bins = new Float64Array(X.data.length);
    for (let j = 0; j < cols; j++) {
      const edges = this.binEdges_[j]!;
      for (let at = j; at < bins.length; at += cols) bins[at] = binOf(X.data[at]!, edges);
    }
    if (this.params.encode === "ordinal") return new Matrix(bins, [rows, cols]);
    const starts = this.#starts();
    const width = starts.at(-1)!;
    const out = Matrix.zeros(rows, width);
    for (let i = 0, at = 0; i < rows; i++)
      for (let j = 0; j < cols; j++, at++) out.data[i * width + starts[j]! + bins[at]!] = 1;
    return out;
  }

  #draw(rows: number, count: number): Uint32Array {
    const order = Uint32Array.from({ length: rows }, (_, i) => i);
    return new Philox(this.params.randomState).shuffle(order).subarray(0, count);
  }

  /** Where each column's bins begin, and their number. */
  #starts(): number[] {
    const starts = [0];
    for (const count of this.nBins_) starts.push(starts.at(-1)! + count);
    return starts;
  }

  #fromOneHot(X: MatrixLike): Matrix {
    const starts = this.#starts();
    const given = X instanceof Matrix ? X : Matrix.fromRows(X as readonly ArrayLike<number>[]);
    if (given.cols !== starts.at(-1))
      this.refuse(
        "inverseTransform",
        `X has ${given.cols} columns, ${starts.at(-1)} are needed, one for each bin`,
      );
    const out = Matrix.zeros(given.rows, this.nFeaturesIn_!);
    for (let i = 0; i < given.rows; i++) {
      for (let j = 0; j < out.cols; j++) {
        const hot = given.row(i).subarray(starts[j]!, starts[j + 1]!);
        out.data[i * out.cols + j] = hot.indexOf(Math.max(...hot));
      }
    }
    return out;
  }
}

/** The last bin whose lower edge is not above x. */
function binOf(x: number, edges: Float64Array): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (x >= edges[middle]!) low = middle;
    else high = middle - 1;
  }
  return low;
}
