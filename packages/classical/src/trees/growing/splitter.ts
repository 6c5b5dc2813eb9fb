import type { Philox } from "@blankfile/tensor";
import { type Criterion, FREE, type Monotone } from "../criteria/criterion.ts";
import type { RankedColumns } from "../ranked-columns.ts";
import type { Settings } from "./settings.ts";
import { sortRun, type Workspace, workspace } from "./sort-run.ts";

/** The lowest and highest value that the predictions of a node may have. */
export interface Bounds {
  lower: number;
  upper: number;
}

/** A node with more than this part of all rows takes their order from the columns; a smaller one sorts its own. */
const LARGE = 5;

/**
 * Finds the cut of a node that the criterion likes best, and parts the node's samples by it.
 *
 * At a node `maxFeatures` features are drawn without replacement; where all of those are constant, more are drawn until one is not.
 * Splitter "best" sorts the node's samples along each and lets the criterion scan all cuts between different values; "random" draws one
 * threshold evenly between the smallest and the largest value. Of equally good cuts (up to rounding) the lowest feature with the lowest threshold wins.
 *
 * Missing values: the scan is made with them on the right and again with them on the left. Where a node has none, a later missing value goes
 * to the child with more samples.
 */
export class Splitter {
  /** The cut found last. */
  feature = -1;
  threshold = 0;
  missingGoesLeft = false;
  readonly #columns: RankedColumns;
  readonly #criterion: Criterion;
  readonly #settings: Settings;
  readonly #rng: Philox;
  readonly #features: Int32Array;
  readonly #work: Workspace;
  /** Of each row in a large node its place there, else −1. */
  readonly #placeOf: Int32Array;
  readonly #monotone: Monotone = { ...FREE };
  #score = 0;
  /** Ranks up to this one go left. */
  #lastLeft = 0;

  constructor(columns: RankedColumns, criterion: Criterion, settings: Settings, rng: Philox) {
    this.#columns = columns;
    this.#criterion = criterion;
    this.#settings = settings;
    this.#rng = rng;
    this.#features = Int32Array.from(columns.ranks, (_, j) => j);
    this.#work = workspace(columns.rows);
    this.#placeOf = new Int32Array(columns.rows).fill(-1);
  }

  /** Whether the node ids[start … end), which the criterion has just measured, can be cut. */
  find(ids: Int32Array, start: number, end: number, bounds: Bounds): boolean {
    const features = this.#features;
    const { maxFeatures, splitter } = this.#settings;
    const isDrawn = maxFeatures < features.length;
    this.#score = Number.NEGATIVE_INFINITY;
    this.feature = -1;
    let varying = 0;
    const isLarge = splitter === "best" && LARGE * (end - start) > this.#columns.rows;
    if (isLarge) for (let p = start; p < end; p++) this.#placeOf[ids[p]!] = p - start;
    for (let drawn = 0; drawn < features.length; drawn++) {
      if (drawn >= maxFeatures && varying > 0) break;
      if (isDrawn) this.#draw(drawn);
      const j = features[drawn]!;
      if (isLarge ? this.#walk(j, end - start) : this.#gather(j, ids, start, end)) {
        varying++;
        this.#constrain(j, bounds);
        if (splitter === "random") this.#tryThreshold(j, end - start);
        else this.#tryCuts(j, end - start);
      }
    }
    if (isLarge) for (let p = start; p < end; p++) this.#placeOf[ids[p]!] = -1;
    return this.feature >= 0;
  }

  /** Puts the left samples before the right ones, both in the order they had; where the right ones start. */
  part(ids: Int32Array, start: number, end: number): number {
    const ranks = this.#columns.ranks[this.feature]!;
    const missing = this.#columns.values[this.feature]!.length;
    const { sparePlaces } = this.#work;
    let [left, right] = [start, 0];
    for (let p = start; p < end; p++) {
      const i = ids[p]!;
      const rank = ranks[i]!;
      if (rank === missing ? this.missingGoesLeft : rank <= this.#lastLeft) ids[left++] = i;
      else sparePlaces[right++] = i;
    }
    for (let p = 0; p < right; p++) ids[left + p] = sparePlaces[p]!;
    return left;
  }

  /** Exchanges a feature that has not been drawn yet, at random, to this place. */
  #draw(place: number): void {
    const features = this.#features;
    const other = place + this.#rng.integer(features.length - place);
    const j = features[other]!;
    features[other] = features[place]!;
    features[place] = j;
  }

  #low = 0;
  #high = 0;

  /** Takes the samples of a large node to the workspace in the order that all rows have in feature j; false where all are equal. */
  #walk(j: number, n: number): boolean {
    const [ranks, order] = [this.#columns.ranks[j]!, this.#columns.orders[j]!];
    const placeOf = this.#placeOf;
    const { places, keys } = this.#work;
    for (let at = 0, p = 0; p < n; at++) {
      const i = order[at]!;
      const place = placeOf[i]!;
      if (place < 0) continue;
      places[p] = place;
      keys[p++] = ranks[i]!;
    }
    this.#low = keys[0]!;
    this.#high = keys[n - 1]!;
    return this.#low < this.#high;
  }

  /** Takes the node's samples with their ranks in feature j to the workspace, sorted for "best"; false where all are equal. */
  #gather(j: number, ids: Int32Array, start: number, end: number): boolean {
    const ranks = this.#columns.ranks[j]!;
    const { places, keys } = this.#work;
    let low = ranks[ids[start]!]!;
    let high = low;
    for (let p = start, at = 0; p < end; p++, at++) {
      const rank = ranks[ids[p]!]!;
      if (rank < low) low = rank;
      else if (rank > high) high = rank;
      places[at] = at;
      keys[at] = rank;
    }
    this.#low = low;
    this.#high = high;
    if (low === high) return false;
    if (this.#settings.splitter === "best") sortRun(this.#work, end - start, [low, high]);
    return true;
  }

  /** All cuts of a sorted run, with missing values on the right, then on the left. */
  #tryCuts(j: number, n: number): void {
    const { keys } = this.#work;
    const missing = this.#columns.values[j]!.length;
    const cut = this.#scan(n);
    if (cut > 0 && this.#isBetter(j)) {
      const last = keys[cut - 1]!;
      const isPure = this.#high < missing;
      this.#keep(j, last, between(this.#columns.values[j]!, last, keys[cut]!), isPure && cut > n - cut);
    }
    if (this.#high < missing) return;
    const shifted = this.#missingFirst(n, missing);
    const again = this.#scan(n);
    if (again <= 0 || !this.#isBetter(j)) return;
    const [last, next] = [shifted[again - 1]!, shifted[again]!];
    this.#keep(j, last, between(this.#columns.values[j]!, last, next), true);
  }

  /** Extremely random: one threshold from [smallest, largest), the side of missing values by a coin. */
  #tryThreshold(j: number, n: number): void {
    const values = this.#columns.values[j]!;
    const { keys } = this.#work;
    const hasMissing = this.#high === values.length;
    let top = hasMissing ? -1 : this.#high;
    if (hasMissing)
      for (let p = 0; p < n; p++) if (keys[p]! < values.length && keys[p]! > top) top = keys[p]!;
    const [smallest, largest] = [values[this.#low]!, values[top]!];
    let threshold = smallest + this.#rng.uniform() * (largest - smallest);
    if (!(threshold < largest)) threshold = smallest;
    const missingLeft = hasMissing && this.#low < top && this.#rng.integer(2) === 1;
    if (this.#low === top) threshold = Number.POSITIVE_INFINITY;
    const last = lastUpTo(values, threshold, this.#low, top);
    const left = this.#halve(n, last, missingLeft ? values.length : -1);
    const cut = this.#scan(n, left);
    if (cut <= 0 || !this.#isBetter(j)) return;
    this.#keep(j, last, threshold, hasMissing ? missingLeft : left > n - left);
  }

  /** Left samples first, with key 0, then key 1: a scan up to there sees one cut. How many go left. */
  #halve(n: number, last: number, missingLeft: number): number {
    const { places, keys, sparePlaces } = this.#work;
    let [left, right] = [0, 0];
    for (let p = 0; p < n; p++) {
      const key = keys[p]!;
      // 1 where key ≤ last: half of all samples go either way, which no processor foresees.
      const goesLeft = ((key - last - 1) >>> 31) | Number(key === missingLeft);
      places[left] = p;
      keys[left] = 0;
      sparePlaces[right] = p;
      left += goesLeft;
      right += 1 - goesLeft;
    }
    for (let p = 0; p < right; p++) places[left + p] = sparePlaces[p]!;
    keys[left] = 1;
    return left;
  }

  /** The sorted run with its missing values moved to the front, where no cut parts them from the first value. */
  #missingFirst(n: number, missing: number): Int32Array {
    const { places, keys, sparePlaces, spareKeys } = this.#work;
    let count = 0;
    while (keys[n - 1 - count] === missing) count++;
    for (let p = 0; p < count; p++) {
      sparePlaces[p] = places[n - count + p]!;
      spareKeys[p] = keys[0]!;
    }
    for (let p = count; p < n; p++) {
      sparePlaces[p] = places[p - count]!;
      spareKeys[p] = keys[p - count]!;
    }
    Object.assign(this.#work, { places: sparePlaces, keys: spareKeys, sparePlaces: places, spareKeys: keys });
    return spareKeys;
  }

  #constrain(j: number, { lower, upper }: Bounds): void {
    this.#monotone.sign = this.#settings.monotonicCst?.[j] ?? 0;
    this.#monotone.lower = lower;
    this.#monotone.upper = upper;
  }

  #scan(n: number, until = n): number {
    const { places, keys } = this.#work;
    return this.#criterion.scan({ places, keys, n, until }, this.#settings, this.#monotone);
  }

  /** Whether the criterion's last cut, of feature j, beats the best so far. */
  #isBetter(j: number): boolean {
    const { score, slack } = this.#criterion;
    if (score > this.#score + slack) return true;
    return score >= this.#score - slack && j < this.feature;
  }

  #keep(j: number, lastLeft: number, threshold: number, missingGoesLeft: boolean): void {
    this.#score = this.#criterion.score;
    this.feature = j;
    this.threshold = threshold;
    this.missingGoesLeft = missingGoesLeft;
    this.#lastLeft = lastLeft;
  }
}

/** The middle between two different values; the lower where floating point has none. Infinity before missing values: every number goes left. */
function between(values: Float64Array, last: number, next: number): number {
  if (next === values.length) return Number.POSITIVE_INFINITY;
  const [low, high] = [values[last]!, values[next]!];
  const middle = low / 2 + high / 2;
  return middle < high && middle >= low ? middle : low;
}

/** The last rank from `low` to `high` whose value is at most `bound`. */
function lastUpTo(values: Float64Array, bound: number, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (values[middle]! <= bound) from = middle;
    else to = middle - 1;
  }
  return from;
}
