/** How far a tree grows: the options with counts for fractions, and infinity where there is no limit. */
export interface Settings {
  splitter: "best" | "random";
  maxDepth: number;
  minSamplesSplit: number;
  minSamplesLeaf: number;
  minWeightLeaf: number;
  /** How many features are drawn at a node. */
  maxFeatures: number;
  maxLeafNodes: number;
  minImpurityDecrease: number;
  /** A sign for each feature, [F]; none where nothing is constrained. */
  monotonicCst: ArrayLike<number> | undefined;
}
