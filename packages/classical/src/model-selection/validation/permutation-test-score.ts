import { Philox } from "@blankfile/tensor";
import type { AnyEstimator } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { takeValues } from "../../matrix/take-rows.ts";
import { type CrossValidateOptions, crossValScore } from "./cross-validate.ts";
import type { Scoring } from "./scoring.ts";

export interface PermutationTest {
  /** Mean over the splits, with the labels as they are. */
  score: number;
  /** The same with labels in random order, one for each permutation. */
  permutationScores: Float64Array;
  /** (C + 1) / (permutations + 1), C how many permuted scores are at least as good. */
  pvalue: number;
}

/**
 * Whether a score could be chance: the same cross-validation with y in random order, again and again; within groups, where groups are given.
 *
 * Ojala and Garriga 2010, Permutation tests for studying classifier performance, https://www.jmlr.org/papers/v11/ojala10a.html
 */
export function permutationTestScore(
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label>,
  options: Pick<CrossValidateOptions, "cv" | "groups"> & {
    scoring?: Exclude<Scoring, Readonly<Record<string, unknown>>>;
    nPermutations?: number;
    randomState?: number;
    onProgress?: (done: number, total: number) => void;
  } = {},
): PermutationTest {
  const { nPermutations = 100, randomState = 0, onProgress, ...rest } = options;
  if (!(Number.isInteger(nPermutations) && nPermutations >= 1))
    throw new RangeError(
      `permutationTestScore: nPermutations is ${nPermutations}, a whole number ≥ 1 is needed`,
    );
  const scoreOf = (target: ArrayLike<Label>) => mean(crossValScore(estimator, X, target, rest));
  const score = scoreOf(y);
  const rng = new Philox(randomState);
  const permutationScores = Float64Array.from({ length: nPermutations }, (_, i) => {
    const permuted = scoreOf(takeValues(y, shuffledWithin(y.length, options.groups, rng.fork(i))));
    onProgress?.(i + 1, nPermutations);
    return permuted;
  });
  const atLeast = permutationScores.filter((permuted) => permuted >= score).length;
  return { score, permutationScores, pvalue: (atLeast + 1) / (nPermutations + 1) };
}

/** Each place's new place: anywhere, or within its group. */
function shuffledWithin(rows: number, groups: ArrayLike<Label> | undefined, rng: Philox): Int32Array {
  const all = Array.from({ length: rows }, (_, i) => i);
  const sets = groups ? [...Map.groupBy(all, (i) => groups[i]!).values()] : [all];
  const out = new Int32Array(rows);
  for (const set of sets) {
    const order = rng.shuffle(set.slice());
    for (const [at, place] of set.entries()) out[place] = order[at]!;
  }
  return out;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
