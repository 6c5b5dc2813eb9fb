import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  choice,
  custom,
  either,
  integer,
  type Options,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { buildIndex } from "../../neighbors/search/neighbor-index.ts";
import { searchParameters } from "../../neighbors/search-parameters.ts";
import { Embedder } from "../embedder.ts";
import { principalScores } from "../principal-scores.ts";
import { barnesHutGradient } from "./barnes-hut-gradient.ts";
import { exactGradient } from "./exact-gradient.ts";
import { jointProbabilities } from "./joint-probabilities.ts";
import { momentumDescent } from "./momentum-descent.ts";

const parameters = {
  nComponents: integer(2, { min: 1 }),
  /** About how many neighbours a row has, between 5 and 50 most often. */
  perplexity: real(30, { min: 1 }),
  /** p is multiplied by this in the first 250 steps. */
  earlyExaggeration: real(12, { min: 1 }),
  /** η; "auto" is max(N / (4 · earlyExaggeration), 50). */
  learningRate: either(choice("auto"), real(200, { above: 0 })),
  /** Steps at most. */
  maxIter: integer(1000, { min: 250 }),
  nIterWithoutProgress: integer(300, { min: 1 }),
  minGradNorm: real(1e-7, { min: 0 }),
  /** As in NearestNeighbors; its squares are used. */
  metric: searchParameters.metric,
  /** Where rows begin: the principal components in small, by chance, or an [N, nComponents]. */
  init: either(
    choice("pca", "random"),
    custom<Matrix>(Matrix.zeros(0, 0), (value) => value instanceof Matrix, "a Matrix [N, nComponents]"),
  ),
  /** barnesHut: N log N steps, up to three dimensions. exact: N². */
  method: choice("barnesHut", "exact"),
  /** Of Barnes–Hut: side over distance up to which a cell counts as one point. 0 is exact, above 0.8 coarse. */
  angle: real(0.5, { min: 0, max: 1 }),
  randomState,
};
export type TSNEOptions = Options<typeof parameters>;

/**
 * t-distributed stochastic neighbour embedding: places rows in the plane so that who is near whom there, by a distribution with long tails, is what it
 * is in the data. Distances between clusters and their sizes say little. Van der Maaten and Hinton 2008,
 * https://www.jmlr.org/papers/v9/vandermaaten08a.html; Barnes–Hut: van der Maaten 2014, https://www.jmlr.org/papers/v15/vandermaaten14a.html
 */
export class TSNE extends Embedder<typeof parameters> {
  static {
    nameClass("TSNE", TSNE);
  }
  /** C at the end. */
  declare klDivergence_: number;
  /** Steps taken: scikit-learn's is the number of the last, one less. */
  declare nIter_: number;
  /** η */
  declare learningRate_: number;

  constructor(options: TSNEOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2, isRandom: true };
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { nComponents, perplexity, metric, method, angle, learningRate, ...descent } = this.params;
    const N = X.rows;
    this.#refuseUnfit(N);
    const k = method === "exact" ? N - 1 : Math.min(N - 1, Math.floor(3 * perplexity + 1));
    const where = `${this.name}.fit`;
    const P = jointProbabilities(where, buildIndex(where, X, { metric }), { k, perplexity });
    const objective =
      method === "exact" ? exactGradient(P, nComponents) : barnesHutGradient(P, nComponents, angle);
    const rate = learningRate === "auto" ? Math.max(N / descent.earlyExaggeration / 4, 50) : learningRate;
    const Y = this.#start(X);
    const { error, iterations } = momentumDescent(objective, Y, {
      ...descent,
      learningRate: rate,
      onProgress,
    });
    if (!Y.every(Number.isFinite))
      this.refuse(
        "fit",
        `learningRate ${rate} made the embedding overflow, a smaller one is needed; "auto" chooses one`,
      );
    this.embedding_ = new Matrix(Y, [N, nComponents]);
    this.klDivergence_ = error;
    this.nIter_ = iterations;
    this.learningRate_ = rate;
  }

  #refuseUnfit(N: number): void {
    const { nComponents, perplexity, metric, method, init } = this.params;
    if (perplexity >= N)
      this.refuse("fit", `perplexity ${perplexity} with ${N} rows, less than ${N} is needed`);
    if (method === "barnesHut" && nComponents > 3)
      this.refuse(
        "fit",
        `nComponents ${nComponents} with method "barnesHut", at most 3 are needed; method "exact" takes more`,
      );
    if (metric === "precomputed" && init === "pca")
      this.refuse(
        "fit",
        'init "pca" with metric "precomputed", "random" or a Matrix is needed; distances have no principal components',
      );
    if (init instanceof Matrix && (init.rows !== N || init.cols !== nComponents))
      this.refuse("fit", `init is ${init.rows} × ${init.cols}, ${N} × ${nComponents} is needed`);
  }

  /** Where rows begin, [N, D] row by row. */
  #start(X: Matrix): Float64Array {
    const { nComponents: D, init, randomState: seed } = this.params;
    if (init instanceof Matrix) return init.data.slice();
    const rng = new Philox(seed);
    const Y = Float64Array.from({ length: X.rows * D }, () => 1e-4 * rng.normal());
    if (init === "random") return Y;
    // The first component gets a standard deviation of 10⁻⁴; dimensions that X has no components for stay as chance has it.
    const scores = principalScores(X, Math.min(D, X.cols));
    const deviation = Math.sqrt(scores.column(0).reduce((sum, s) => sum + s * s, 0) / X.rows);
    if (!(deviation > 0)) return Y;
    for (let i = 0; i < X.rows; i++)
      for (let d = 0; d < scores.cols; d++) Y[i * D + d] = (scores.at(i, d) / deviation) * 1e-4;
    return Y;
  }
}
