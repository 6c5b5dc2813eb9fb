/**
 * Distances of two rows of F numbers, in flat arrays: row i of `a` begins at `at`, row j of `b` at `to`. No copies, no
 * allocation: they stand in the inner loops of everything that compares rows.
 */
export type RowDistance = (a: Float64Array, at: number, b: Float64Array, to: number, F: number) => number;

/** Σ (x_f − y_f)² */
export function squaredEuclidean(
  a: Float64Array,
  at: number,
  b: Float64Array,
  to: number,
  F: number,
): number {
  let sum = 0;
  for (let f = 0; f < F; f++) {
    const d = a[at + f]! - b[to + f]!;
    sum += d * d;
  }
  return sum;
}

/** √ Σ (x_f − y_f)² */
export function euclidean(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  return Math.sqrt(squaredEuclidean(a, at, b, to, F));
}

/** Σ |x_f − y_f| */
export function manhattan(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let sum = 0;
  for (let f = 0; f < F; f++) sum += Math.abs(a[at + f]! - b[to + f]!);
  return sum;
}

/** max |x_f − y_f| */
export function chebyshev(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let most = 0;
  for (let f = 0; f < F; f++) {
    const d = Math.abs(a[at + f]! - b[to + f]!);
    if (d > most) most = d;
  }
  return most;
}

/** (Σ w_f |x_f − y_f|ᵖ)^(1/p), w_f = 1 unless given. */
export function minkowskiOf(p: number, w?: ArrayLike<number>): RowDistance {
  return (a, at, b, to, F) => {
    let sum = 0;
    for (let f = 0; f < F; f++) sum += (w === undefined ? 1 : w[f]!) * Math.abs(a[at + f]! - b[to + f]!) ** p;
    return sum ** (1 / p);
  };
}

/** √ Σ (x_f − y_f)² / V_f */
export function seuclideanOf(V: ArrayLike<number>): RowDistance {
  return (a, at, b, to, F) => {
    let sum = 0;
    for (let f = 0; f < F; f++) {
      const d = a[at + f]! - b[to + f]!;
      sum += (d * d) / V[f]!;
    }
    return Math.sqrt(sum);
  };
}

/** √ ((x − y)ᵀ V⁻¹ (x − y)), VI = V⁻¹ row by row, [F, F]. */
export function mahalanobisOf(VI: Float64Array): RowDistance {
  return (a, at, b, to, F) => {
    let sum = 0;
    for (let f = 0; f < F; f++) {
      let inner = 0;
      for (let g = 0; g < F; g++) inner += VI[f * F + g]! * (a[at + g]! - b[to + g]!);
      sum += (a[at + f]! - b[to + f]!) * inner;
    }
    return Math.sqrt(Math.max(0, sum));
  };
}

/** Share of places where the rows differ. */
export function hamming(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let different = 0;
  for (let f = 0; f < F; f++) if (a[at + f] !== b[to + f]) different++;
  return different / F;
}

/** Of the places where one of both is not 0, the share where the other is 0; 0 for two rows of zeros. */
export function jaccard(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let [different, either] = [0, 0];
  for (let f = 0; f < F; f++) {
    const x = a[at + f] !== 0;
    const y = b[to + f] !== 0;
    if (x || y) either++;
    if (x !== y) different++;
  }
  return either === 0 ? 0 : different / either;
}

/** Σ |x_f − y_f| / (|x_f| + |y_f|), 0/0 = 0 */
export function canberra(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let sum = 0;
  for (let f = 0; f < F; f++) {
    const x = a[at + f]!;
    const y = b[to + f]!;
    if (x !== y) sum += Math.abs(x - y) / (Math.abs(x) + Math.abs(y));
  }
  return sum;
}

/** Σ |x_f − y_f| / Σ |x_f + y_f|, 0/0 = 0 */
export function braycurtis(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let [apart, together] = [0, 0];
  for (let f = 0; f < F; f++) {
    apart += Math.abs(a[at + f]! - b[to + f]!);
    together += Math.abs(a[at + f]! + b[to + f]!);
  }
  return apart === 0 ? 0 : apart / together;
}

/** 1 − x·y / (‖x‖ ‖y‖), from 0 to 2; 1 where a row is all zeros, which has no direction. */
export function cosine(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let [dot, xx, yy] = [0, 0, 0];
  for (let f = 0; f < F; f++) {
    const x = a[at + f]!;
    const y = b[to + f]!;
    dot += x * y;
    xx += x * x;
    yy += y * y;
  }
  if (xx === 0 || yy === 0) return 1;
  return Math.min(2, Math.max(0, 1 - dot / (Math.sqrt(xx) * Math.sqrt(yy))));
}

/**
 * The angle between two points on the sphere, rows [latitude, longitude] in radians: 2 asin √(sin²(Δφ/2) + cos φ₁ cos
 * φ₂ sin²(Δλ/2)). Times 6371 it is kilometres on the earth.
 */
export function haversine(a: Float64Array, at: number, b: Float64Array, to: number): number {
  const φ1 = a[at]!;
  const φ2 = b[to]!;
  const sinφ = Math.sin((φ1 - φ2) / 2);
  const sinλ = Math.sin((a[at + 1]! - b[to + 1]!) / 2);
  return 2 * Math.asin(Math.min(1, Math.sqrt(sinφ * sinφ + Math.cos(φ1) * Math.cos(φ2) * sinλ * sinλ)));
}

/**
 * √ (F / m · Σ (x_f − y_f)²) over the m places where neither is NaN; NaN where there is none. Dixon 1979,
 * https://doi.org/10.1109/TSMC.1979.4310090
 */
export function nanEuclidean(a: Float64Array, at: number, b: Float64Array, to: number, F: number): number {
  let [sum, present] = [0, 0];
  for (let f = 0; f < F; f++) {
    const d = a[at + f]! - b[to + f]!;
    if (Number.isNaN(d)) continue;
    sum += d * d;
    present++;
  }
  return present === 0 ? Number.NaN : Math.sqrt((sum * F) / present);
}
