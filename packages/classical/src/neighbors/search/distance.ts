/**
 * Distances between points x and y of F numbers.
 *
 *   euclidean  √Σ (xⱼ − yⱼ)²      manhattan  Σ |xⱼ − yⱼ|      chebyshev  max |xⱼ − yⱼ|
 *   minkowski  (Σ |xⱼ − yⱼ|ᵖ)^(1/p)      cosine  1 − x·y / (‖x‖ ‖y‖), 1 where one of them is 0
 *
 * Searches compare reduced distances, which keep the order and spare the root: Σ (xⱼ − yⱼ)² and Σ |xⱼ − yⱼ|ᵖ. Every algorithm computes
 * them here, summed from the first column to the last, so that all give the same bits.
 */

/** A distance of the caller's own. */
export type DistanceFunction = (x: Float64Array, y: Float64Array) => number;

/** By name, or a function; "precomputed" where row i of a query holds the distances to all points. */
export type Metric =
  | "euclidean"
  | "manhattan"
  | "chebyshev"
  | "minkowski"
  | "cosine"
  | "precomputed"
  | DistanceFunction;

/** A metric with its power, as plain values. */
export interface Distance {
  kind: "euclidean" | "manhattan" | "chebyshev" | "minkowski" | "cosine" | "precomputed" | "function";
  /** The power of minkowski. */
  p: number;
  /** Where the kind is function. */
  own: DistanceFunction | null;
}

/** Minkowski with p of 1, 2 and ∞ are manhattan, euclidean and chebyshev. */
export function distanceOf(metric: Metric, p = 2): Distance {
  if (typeof metric === "function") return { kind: "function", p, own: metric };
  if (metric !== "minkowski") return { kind: metric, p, own: null };
  const named = { 1: "manhattan", 2: "euclidean", [Number.POSITIVE_INFINITY]: "chebyshev" } as const;
  return { kind: named[p as 1 | 2] ?? "minkowski", p, own: null };
}

/** The distance whose reduced value is given. */
export function fromReduced({ kind, p }: Distance, reduced: number): number {
  if (kind === "euclidean") return Math.sqrt(reduced);
  return kind === "minkowski" ? reduced ** (1 / p) : reduced;
}

/** The reduced value of a distance. */
export function toReduced({ kind, p }: Distance, distance: number): number {
  if (kind === "euclidean") return distance * distance;
  return kind === "minkowski" ? distance ** p : distance;
}

/** Writes the reduced distances of `query`, [F], to the points from … to − 1 into the start of `out`. */
export type Scan = (query: Float64Array, from: number, to: number, out: Float64Array) => void;

/** The scan over `points`, [N, F] row by row. */
export function scanOf(distance: Distance, points: Float64Array, F: number): Scan {
  switch (distance.kind) {
    case "euclidean":
      return euclidean(points, F);
    case "manhattan":
      return manhattan(points, F);
    case "chebyshev":
      return chebyshev(points, F);
    case "minkowski":
      return minkowski(points, F, distance.p);
    case "cosine":
      return cosine(points, F);
    case "precomputed":
      return (query, from, to, out) => out.set(query.subarray(from, to));
    case "function":
      return own(points, F, distance.own!);
  }
}

function euclidean(points: Float64Array, F: number): Scan {
  return (query, from, to, out) => {
    for (let i = from, at = from * F; i < to; i++) {
      let sum = 0;
      for (let j = 0; j < F; j++) {
        const gap = query[j]! - points[at++]!;
        sum += gap * gap;
      }
      out[i - from] = sum;
    }
  };
}

function manhattan(points: Float64Array, F: number): Scan {
  return (query, from, to, out) => {
    for (let i = from, at = from * F; i < to; i++) {
      let sum = 0;
      for (let j = 0; j < F; j++) sum += Math.abs(query[j]! - points[at++]!);
      out[i - from] = sum;
    }
  };
}

function chebyshev(points: Float64Array, F: number): Scan {
  return (query, from, to, out) => {
    for (let i = from, at = from * F; i < to; i++) {
      let most = 0;
      for (let j = 0; j < F; j++) most = Math.max(most, Math.abs(query[j]! - points[at++]!));
      out[i - from] = most;
    }
  };
}

function minkowski(points: Float64Array, F: number, p: number): Scan {
  return (query, from, to, out) => {
    for (let i = from, at = from * F; i < to; i++) {
      let sum = 0;
      for (let j = 0; j < F; j++) sum += Math.abs(query[j]! - points[at++]!) ** p;
      out[i - from] = sum;
    }
  };
}

function cosine(points: Float64Array, F: number): Scan {
  const lengths = rowLengths(points, F);
  return (query, from, to, out) => {
    const own = rowLengths(query, F)[0]!;
    for (let i = from, at = from * F; i < to; i++) {
      let dot = 0;
      for (let j = 0; j < F; j++) dot += query[j]! * points[at++]!;
      const scale = own * lengths[i]!;
      out[i - from] = scale > 0 ? Math.min(2, Math.max(0, 1 - dot / scale)) : 1;
    }
  };
}

function own(points: Float64Array, F: number, metric: DistanceFunction): Scan {
  return (query, from, to, out) => {
    for (let i = from; i < to; i++) {
      const d = metric(query, points.subarray(i * F, i * F + F));
      if (!(d >= 0)) throw new RangeError(`metric: the function gave ${d}, a number of at least 0 is needed`);
      out[i - from] = d;
    }
  };
}

/** ‖x‖ of each row. */
export function rowLengths(points: Float64Array, F: number): Float64Array {
  const out = new Float64Array(points.length / F);
  for (let i = 0, at = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < F; j++, at++) sum += points[at]! * points[at]!;
    out[i] = Math.sqrt(sum);
  }
  return out;
}
