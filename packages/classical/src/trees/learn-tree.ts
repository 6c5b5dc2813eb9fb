import type { Philox } from "@blankfile/tensor";
import { AbsoluteError } from "./criteria/absolute-error.ts";
import type { Criterion } from "./criteria/criterion.ts";
import { Entropy } from "./criteria/entropy.ts";
import { Gini } from "./criteria/gini.ts";
import { Indifferent } from "./criteria/indifferent.ts";
import { Poisson } from "./criteria/poisson.ts";
import { SquaredError } from "./criteria/squared-error.ts";
import { growTree } from "./growing/grow-tree.ts";
import type { Settings } from "./growing/settings.ts";
import type { RankedColumns } from "./ranked-columns.ts";
import type { Tree } from "./tree.ts";

export type ClassCriterion = "gini" | "entropy" | "log_loss";
export type ValueCriterion = "squared_error" | "friedman_mse" | "absolute_error" | "poisson";

interface Lesson {
  columns: RankedColumns;
  /** [N]; rows of weight 0 do not count at all. */
  sampleWeight: Float64Array;
  settings: Settings;
  rng: Philox;
}

/** A tree whose nodes hold the shares of K classes. `y` are codes from 0, [N]. */
export function learnClassTree(
  lesson: Lesson,
  y: Int32Array,
  { nClasses, criterion }: { nClasses: number; criterion: ClassCriterion },
): Tree {
  const Kind = criterion === "gini" ? Gini : Entropy;
  return grow(lesson, new Kind(y, lesson.sampleWeight, nClasses));
}

/** A tree whose nodes hold one number: a mean, or a median for "absolute_error". */
export function learnValueTree(lesson: Lesson, y: Float64Array, criterion: ValueCriterion): Tree {
  const kinds = {
    squared_error: SquaredError,
    friedman_mse: SquaredError,
    absolute_error: AbsoluteError,
    poisson: Poisson,
  };
  return grow(lesson, new kinds[criterion](y, lesson.sampleWeight));
}

/** A tree that looks at no target: at each node one random threshold of one random feature. Its impurities are 1 but for single samples. */
export function learnRandomTree({ columns, sampleWeight, settings, rng }: Lesson): Tree {
  const random: Settings = { ...settings, splitter: "random", maxFeatures: 1 };
  return grow({ columns, sampleWeight, settings: random, rng }, new Indifferent(sampleWeight));
}

function grow({ columns, sampleWeight, settings, rng }: Lesson, criterion: Criterion): Tree {
  return growTree({ columns, criterion, settings, ids: positive(sampleWeight), rng });
}

/** The rows of a weight above 0. */
function positive(sampleWeight: Float64Array): Int32Array {
  const ids = new Int32Array(sampleWeight.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) if (sampleWeight[i]! > 0) ids[count++] = i;
  return ids.subarray(0, count);
}
