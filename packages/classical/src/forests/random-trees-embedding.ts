import { Philox } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { integer, type Options, randomState, withDefault } from "../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import { Matrix } from "../matrix/matrix.ts";
import { learnRandomTree } from "../trees/learn-tree.ts";
import { rankColumns } from "../trees/ranked-columns.ts";
import { isLeaf, leavesOf, type Tree } from "../trees/tree.ts";
import { ones, total } from "../trees/tree-data.ts";
import { growthParameters, settingsOf } from "../trees/tree-parameters.ts";

const { maxDepth, minSamplesSplit, minSamplesLeaf, minWeightFractionLeaf } = growthParameters;

const parameters = {
  nEstimators: integer(100, { min: 1 }),
  maxDepth: withDefault<number | null>(5, maxDepth),
  minSamplesSplit,
  minSamplesLeaf,
  minWeightFractionLeaf,
  randomState,
};

export type RandomTreesEmbeddingOptions = Options<typeof parameters>;

/**
 * Rows as the leaves they fall into: totally random trees, each of which cuts one random feature at one random threshold at every node, and a column of 0 and 1
 * for every leaf. Near rows share many leaves, so that a linear model of the new columns is a model of neighbourhoods.
 *
 * Geurts, Ernst, Wehenkel 2006, https://doi.org/10.1007/s10994-006-6226-1; Moosmann, Triggs, Jurie 2006, "Fast discriminative visual codebooks using
 * randomized clustering forests". The matrix is dense; scikit-learn's is sparse, and its trees fit random targets, which grows the same.
 */
export class RandomTreesEmbedding extends Transformer<typeof parameters> {
  static {
    nameClass("RandomTreesEmbedding", RandomTreesEmbedding);
  }
  declare trees_: Tree[];
  /** For each tree the column of each node; −1 of those that are no leaves. */
  declare columns_: Int32Array[];

  constructor(options: RandomTreesEmbeddingOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true, takesWeight: true, isRandom: true };
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    const names: string[] = [];
    for (const [t, columns] of this.columns_.entries())
      for (const [node, column] of columns.entries())
        if (column >= 0) names.push(`randomtreesembedding_${t}_${node}`);
    return names;
  }

  protected learn({ X, sampleWeight, onProgress }: Unlabelled): void {
    const { params } = this;
    const weight = sampleWeight ?? ones(X.rows);
    const growth = { ...params, maxLeafNodes: null, minImpurityDecrease: 0, ccpAlpha: 0, maxFeatures: 1 };
    const lesson = {
      columns: rankColumns(X),
      sampleWeight: weight,
      settings: settingsOf(growth, X, total(weight)),
    };
    this.trees_ = [];
    for (let i = 0; i < params.nEstimators; i++) {
      this.trees_.push(learnRandomTree({ ...lesson, rng: new Philox(params.randomState).fork(i) }));
      onProgress(i + 1, params.nEstimators);
    }
    let next = 0;
    this.columns_ = this.trees_.map((tree) =>
      Int32Array.from({ length: tree.nodeCount }, (_, node) => (isLeaf(tree, node) ? next++ : -1)),
    );
  }

  protected change(X: Matrix): Matrix {
    const width = this.columns_.reduce((sum, columns) => sum + columns.filter((at) => at >= 0).length, 0);
    const out = Matrix.zeros(X.rows, width);
    for (const [t, tree] of this.trees_.entries())
      for (const [i, leaf] of leavesOf(tree, X).entries()) out.data[i * width + this.columns_[t]![leaf]!] = 1;
    return out;
  }
}
