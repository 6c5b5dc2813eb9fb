/**
 * How deep a decision tree should grow.
 *
 * Question: At what depth does a tree read new digits best, does it matter by which impurity it splits, and does pruning find a better tree than a limit?
 * Command: npx blankfile run classical/trees-and-overfitting
 * Expectation: Training accuracy reaches 1 at a depth of about 13, test accuracy is best a little before that; Gini and entropy are within a point; pruning wins little.
 * Minutes: 1.5
 *
 * One variable: what limits the tree. `gini` and `entropy`: the depth, 1 to 20, by that impurity. `pruned`: Gini, grown to the end and cut back by
 * cost-complexity at 20 strengths α spread over those that the training rows give (Breiman et al. 1984).
 *
 *   Gini 1 − Σ p²      entropy −Σ p log₂ p      pruning: min R(T) + α |leaves of T|
 *
 * Data: the digits, a fifth of each for test, split anew for each seed and ten times within it: one tree on 360 images is too rough a figure
 * to find a peak by.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { DecisionTreeClassifier, Matrix } from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { loadDigits, stratifiedSplit } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const digits = await loadDigits();
const images = new Matrix(Float64Array.from(digits.images.data as Float32Array), [1797, 64]);
const labels = digits.labels.data as Int32Array;

const variants = ["gini", "entropy", "pruned"];

await experiment({
  name: "classical/trees-and-overfitting",
  nearest,
  variants,
  seeds: 3,
  flags: {
    depths: { default: 20, says: "depths, or strengths of pruning" },
    splits: { default: 10, says: "splits into training and test in each seed" },
  },
  smoke: { depths: 3, splits: 1 },
  metrics: {
    depth: {},
    leaves: {},
    "train/accuracy": { goal: "maximize", unit: "%" },
    "test/accuracy": { goal: "maximize", unit: "%" },
    "best/setting": {},
    "best/accuracy": { goal: "maximize", unit: "%" },
    "full/accuracy": { goal: "maximize", unit: "%" },
    "full/depth": {},
    "reference/off": { goal: "minimize" },
  },

  predict: (variant) => ({
    text: `${variant}: the best tree reads 84 to 89 % of digits it has not seen.`,
    metric: "best/accuracy",
    range: [84, 89],
  }),

  async train({ variant, seed, config: { depths, splits }, run, progress }) {
    const trees: { train: number; test: number; depth: number; leaves: number }[] = Array.from(
      { length: depths },
      () => ({ train: 0, test: 0, depth: 0, leaves: 0 }),
    );
    for (let s = 0; s < splits; s++) {
      const parts = stratifiedSplit(labels, { testSize: 0.2, rng: new Philox(seed).fork(s) });
      const [train, test] = [parts.train, parts.test].map((rows) => ({
        X: images.takeRows(rows),
        y: rows.map((i) => labels[i]!),
      })) as [Rows, Rows];
      for (const [i, options] of settings(variant, depths, train, seed).entries()) {
        const model = new DecisionTreeClassifier({ ...options, randomState: seed }).fit(train.X, train.y);
        trees[i]!.train += (100 * model.score(train.X, train.y)) / splits;
        trees[i]!.test += (100 * model.score(test.X, test.y)) / splits;
        trees[i]!.depth += model.getDepth() / splits;
        trees[i]!.leaves += model.getNLeaves() / splits;
      }
      progress(s + 1, splits, `${depths} trees on split ${s + 1}`);
    }
    for (const [i, { train, test, depth, leaves }] of trees.entries())
      run.log({ depth, leaves, "train/accuracy": train, "test/accuracy": test }, { step: i + 1 });
    const best = trees.reduce((a, b) => (b.test > a.test ? b : a));
    // The last depth that grew the tree at all; of pruning, α = 0.
    const full = variant === "pruned" ? 0 : trees.findIndex(({ depth }) => depth === trees.at(-1)!.depth);
    return {
      "best/setting": trees.indexOf(best) + 1,
      "best/accuracy": best.test,
      "full/accuracy": trees[full]!.test,
      "full/depth": full + 1,
      "reference/off": offReference(variant),
    };
  },

  judge: (figures) => [
    ...variants.map((variant) => {
      const [best, full] = ["best/setting", "full/depth"].map((metric) => figures.of(variant, metric).values);
      const named = variant === "pruned" ? "strength (1: not pruned, 20: the root alone)" : "depth";
      return {
        text: `${variant}: ${named} of the best test accuracy, neither the first nor ${variant === "pruned" ? "the last" : "that at which the tree is whole"}, in every seed`,
        found:
          variant === "pruned"
            ? best!.join(", ")
            : `${best!.join(", ")}, where ${full!.join(", ")} are the whole trees`,
        met: best!.every((value, i) => value > 1 && value < (variant === "pruned" ? 20 : full![i]!)),
      };
    }),
    ...variants.map((variant) => ({
      text: `${variant}: thresholds and impurities off scikit-learn's tree, below 1e-9`,
      found: showFigure(figures.of(variant, "reference/off")),
      met: figures.of(variant, "reference/off").values.every((off) => off < 1e-9),
    })),
    ...variants.map((variant) => ({
      text: `${variant}: best test accuracy, and that of the whole tree`,
      found: `${showFigure(figures.of(variant, "best/accuracy"), "%")}; ${showFigure(figures.of(variant, "full/accuracy"), "%")}`,
    })),
  ],
});

interface Rows {
  X: Matrix;
  y: Int32Array;
}

/** What each tree is limited by, from the loosest pruning or the least depth. */
function settings(variant: string, count: number, { X, y }: Rows, randomState: number) {
  if (variant !== "pruned")
    return Array.from({ length: count }, (_, i) => ({
      criterion: variant as "gini" | "entropy",
      maxDepth: i + 1,
    }));
  const { ccpAlphas } = new DecisionTreeClassifier({ randomState }).costComplexityPruningPath(X, y);
  return Array.from({ length: count }, (_, i) => ({
    ccpAlpha: Math.max(0, ccpAlphas[Math.round((i * (ccpAlphas.length - 1)) / (count - 1))]!),
  }));
}

interface GoldenTree {
  kind: string;
  rows: string;
  y: number[];
  weighted: boolean;
  options: { criterion?: string; ccpAlpha?: number; monotonicCst?: number[] };
  threshold: unknown[];
  impurity: number[];
}

/** The largest difference in the thresholds and impurities of scikit-learn's trees that this variant is like. Different shapes are infinitely far. */
function offReference(variant: string): number {
  const file = path.join(import.meta.dirname, "../../golden/classical/trees.json");
  const { inputs, cases } = (
    JSON.parse(readFileSync(file, "utf8")) as {
      values: { inputs: { X: number[][] }; cases: GoldenTree[] };
    }
  ).values;
  const mine = cases.filter(({ kind, rows, weighted, options: { criterion = "gini", ccpAlpha } }) => {
    const like = ccpAlpha === undefined ? criterion : "pruned";
    return kind === "classifier" && rows === "X" && !weighted && like === variant;
  });
  if (mine.length === 0) throw new RangeError(`golden: no tree of ${variant}, one is needed`);
  const offs = mine.flatMap(({ y, options, threshold, impurity }) => {
    const { tree_ } = new DecisionTreeClassifier(options as object).fit(inputs.X, y);
    if (tree_.threshold.length !== threshold.length) return [Number.POSITIVE_INFINITY];
    return [
      ...threshold.map((value, i) => Math.abs(Number(value) - tree_.threshold[i]!)),
      ...impurity.map((value, i) => Math.abs(value - tree_.impurity[i]!)),
    ];
  });
  return Math.max(...offs);
}
