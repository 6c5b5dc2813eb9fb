/**
 * Shattering: a class shatters points where it can label them in all 2^m ways. The VC dimension is the size of the largest set
 * that it shatters.
 *
 * A set found is a proof that the dimension is at least its size. That none is found among the candidates proves the upper
 * half for these candidates only. Vapnik and Chervonenkis 1971.
 */

import { requireWhole } from "../samples/sample.ts";
import type { HypothesisClass, Point } from "./hypothesis-classes.ts";

/** How many of the 2^m labellings the class gives: the growth function at these points. */
export function dichotomies(hypotheses: HypothesisClass, points: readonly Point[]): number {
  requireFew("dichotomies", points);
  let count = 0;
  for (const labels of labellings(points.length)) if (hypotheses.realizes(points, labels)) count++;
  return count;
}

export function shatters(hypotheses: HypothesisClass, points: readonly Point[]): boolean {
  requireFew("shatters", points);
  for (const labels of labellings(points.length)) if (!hypotheses.realizes(points, labels)) return false;
  return true;
}

export interface Shattered {
  /** Of the largest set shattered. */
  size: number;
  points: Point[];
  /** How many sets of size + 1 were tried, all in vain. */
  refuted: number;
}

/** Tries all subsets of the candidates, of growing size, up to `maxSize`. */
export function largestShattered(
  hypotheses: HypothesisClass,
  candidates: readonly Point[],
  { maxSize = 6 }: { maxSize?: number } = {},
): Shattered {
  requireWhole("largestShattered", "maxSize", maxSize, 1);
  let found: Point[] = [];
  for (let size = 1; size <= Math.min(maxSize, candidates.length); size++) {
    let tried = 0;
    let shattered: Point[] | null = null;
    for (const subset of subsets(candidates, size)) {
      tried++;
      if (!shatters(hypotheses, subset)) continue;
      shattered = subset;
      break;
    }
    // A subset of a shattered set is shattered: where no set of this size is, none larger is.
    if (shattered === null) return { size: size - 1, points: found, refuted: tried };
    found = shattered;
  }
  return { size: found.length, points: found, refuted: 0 };
}

function* labellings(m: number): Generator<boolean[]> {
  for (let code = 0; code < 2 ** m; code++)
    yield Array.from({ length: m }, (_, i) => ((code >> i) & 1) === 1);
}

function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield [];
  else {
    for (let i = from; i <= items.length - size; i++) {
      for (const rest of subsets(items, size - 1, i + 1)) yield [items[i]!, ...rest];
    }
  }
}

function requireFew(where: string, points: readonly Point[]): void {
  if (points.length <= 20) return;
  throw new RangeError(
    `${where}: ${points.length} points have 2^${points.length} labellings, at most 20 points are needed`,
  );
}
