import { describe, expect, it } from "vitest";
import { prune, pruningPath } from "./cost-complexity.ts";
import { DecisionTreeClassifier } from "./decision-tree-classifier.ts";
import { goldenTrees, inputs } from "./golden-trees.fixture.ts";
import { countLeaves, leavesOf } from "./tree.ts";

describe("by hand", () => {
  // The root (4 of 8 in class 1, Gini ½) is cut at 3.5 into 1 of 4 and 3 of 4 (⅜ each), and those into pure leaves.
  const X = [[0], [1], [2], [3], [4], [5], [6], [7]];
  const y = [0, 0, 0, 1, 0, 1, 1, 1];
  const { tree_ } = new DecisionTreeClassifier().fit(X, y);

  it("the whole tree is pure, the root alone has ½", () => {
    const { ccpAlphas, impurities } = pruningPath(tree_);
    expect([ccpAlphas[0], impurities[0], impurities.at(-1)]).toEqual([0, 0, 0.5]);
  });

  it("a link is cut from its own α on", () => {
    const { ccpAlphas } = pruningPath(tree_);
    expect(countLeaves(prune(tree_, ccpAlphas[1]! * 0.999))).toBe(countLeaves(tree_));
    expect(countLeaves(prune(tree_, ccpAlphas[1]!))).toBeLessThan(countLeaves(tree_));
    expect(countLeaves(prune(tree_, 1))).toBe(1);
  });
});

describe("pruning", () => {
  const golden = goldenTrees("classifier")[1]![1];
  const { tree_ } = new DecisionTreeClassifier().fit(inputs.X, golden.y);
  const { ccpAlphas, impurities } = pruningPath(tree_);

  it("α and the impurity rise along the path", () => {
    for (let k = 1; k < ccpAlphas.length; k++) {
      expect(ccpAlphas[k]!).toBeGreaterThanOrEqual(ccpAlphas[k - 1]! - 1e-15);
      expect(impurities[k]!).toBeGreaterThanOrEqual(impurities[k - 1]! - 1e-15);
    }
  });

  it("the subtrees are nested: who shares a leaf goes on sharing one", () => {
    let before = leavesOf(tree_, inputs.X);
    for (const alpha of ccpAlphas.slice(1)) {
      const after = leavesOf(prune(tree_, alpha), inputs.X);
      const merged = new Map<number, number>();
      for (const [i, leaf] of before.entries()) {
        expect(merged.get(leaf) ?? after[i]).toBe(after[i]);
        merged.set(leaf, after[i]!);
      }
      before = after;
    }
  });

  it("keeps the impurity it says", () => {
    const alpha = ccpAlphas[Math.floor(ccpAlphas.length / 2)]!;
    const tree = prune(tree_, alpha);
    let impurity = 0;
    for (let t = 0; t < tree.nodeCount; t++)
      if (tree.childrenLeft[t] === -1)
        impurity += (tree.weightedNNodeSamples[t]! * tree.impurity[t]!) / tree.weightedNNodeSamples[0]!;
    const last = ccpAlphas.findLastIndex((one) => one <= alpha);
    expect(impurity).toBeCloseTo(impurities[last]!, 12);
  });
});
