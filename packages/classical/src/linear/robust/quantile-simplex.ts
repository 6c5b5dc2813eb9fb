/**
 * The linear programme of quantile regression, solved exactly from corner to corner.
 *
 *   minimise over θ   Σᵢ uᵢ (yᵢ − aᵢᵀθ)₊ + dᵢ (aᵢᵀθ − yᵢ)₊
 *
 * At a corner P independent rows B fit exactly. Along the edge that frees row k ∈ B, θ moves by ± column k of A_B⁻¹ and the objective has
 * slope d_k + h_k (a_kᵀθ grows) or u_k − h_k (it shrinks), h the gradient of the other rows along it. From the steepest edge the walk goes on over rows that change
 * sign, each adding |aᵢᵀδ| (uᵢ + dᵢ) to the slope, until the slope is no longer negative; that row takes the place of k. No negative
 * slope: the corner is the minimum, as 0 lies in the subgradient.
 *
 * Barrodale and Roberts 1973, https://doi.org/10.1137/0710069; Koenker and d'Orey 1987, https://doi.org/10.2307/2347802. Corners
 * where more than P rows meet could be walked round for ever: y is shifted by 10⁻¹⁰ of its size, by parts of the golden ratio, which
 * decides every tie; the corner found is then solved with y itself.
 */

import { solve, Tensor } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";
import { timesVector, transposedTimesVector } from "../../matrix/products.ts";

export interface PinballRows {
  /** aᵢ, [M, P]. Its last P rows are independent: they are the first corner. */
  A: Matrix;
  /** [M] */
  y: Float64Array;
  /** uᵢ, the price of a unit below yᵢ, [M]. */
  up: Float64Array;
  /** dᵢ, the price of a unit above it, [M]. */
  down: Float64Array;
}

export interface Corner {
  theta: Float64Array;
  /** The rows that fit exactly, [P]. */
  basis: number[];
  iterations: number;
  /** Whether no edge descends. */
  converged: boolean;
}

export function minimizePinball(rows: PinballRows, maxIter: number): Corner {
  const { A, y, up, down } = rows;
  const P = A.cols;
  const shifted = apart(y);
  const basis = Array.from({ length: P }, (_, k) => A.rows - P + k);
  const inBasis = new Uint8Array(A.rows);
  for (const i of basis) inBasis[i] = 1;
  for (let iterations = 0; iterations < maxIter; iterations++) {
    const { inverse, r } = cornerOf(A, { y: shifted, basis });
    const pull = r.map((value, i) => (inBasis[i] ? 0 : value > 0 ? -up[i]! : down[i]!));
    const edge = steepestEdge(inverse, transposedTimesVector(A, pull), { basis, up, down });
    if (!edge) return { theta: solveRows(A, { y, basis }), basis, iterations, converged: true };
    const comes = lastCrossing({ z: timesVector(A, edge.delta), r, inBasis }, edge.slope, rows);
    if (comes < 0) break;
    inBasis[basis[edge.k]!] = 0;
    inBasis[comes] = 1;
    basis[edge.k] = comes;
  }
  return { theta: solveRows(A, { y, basis }), basis, iterations: maxIter, converged: false };
}

/** y with ties told apart. */
function apart(y: Float64Array): Float64Array {
  const scale = y.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  return y.map((value, i) => value + 1e-10 * scale * (((i + 1) * 0.6180339887498949) % 1));
}

interface Basis {
  y: Float64Array;
  basis: readonly number[];
}

/** A_B⁻¹, [P, P], and the residuals y − A θ. */
function cornerOf(A: Matrix, { y, basis }: Basis): { inverse: Float64Array; r: Float64Array } {
  const P = A.cols;
  const unit = new Float64Array(P * P);
  for (let k = 0; k < P; k++) unit[k * P + k] = 1;
  const inverse = solve(A.takeRows(basis).toTensor(), new Tensor(unit, [P, P], "float64"))
    .data as Float64Array;
  const theta = new Float64Array(P);
  for (let j = 0; j < P; j++) for (const [k, i] of basis.entries()) theta[j]! += inverse[j * P + k]! * y[i]!;
  const r = timesVector(A, theta).map((fitted, i) => y[i]! - fitted);
  for (const i of basis) r[i] = 0;
  return { inverse, r };
}

function solveRows(A: Matrix, { y, basis }: Basis): Float64Array {
  const target = Float64Array.from(basis, (i) => y[i]!);
  return solve(A.takeRows(basis).toTensor(), new Tensor(target, [A.cols], "float64")).data as Float64Array;
}

interface Prices {
  basis: readonly number[];
  up: Float64Array;
  down: Float64Array;
}

/** The edge of the most negative slope; none where there is none below rounding. */
function steepestEdge(inverse: Float64Array, g: Float64Array, { basis, up, down }: Prices) {
  const P = basis.length;
  let best: { k: number; sign: number; slope: number } | undefined;
  for (const [k, i] of basis.entries()) {
    let h = 0;
    let size = 0;
    for (let j = 0; j < P; j++) {
      h += g[j]! * inverse[j * P + k]!;
      size += Math.abs(g[j]! * inverse[j * P + k]!);
    }
    const rounding = 1e-11 * (size + up[i]! + down[i]!);
    for (const [sign, slope] of [
      [1, h + down[i]!],
      [-1, up[i]! - h],
    ] as const)
      if (slope < -rounding && slope < (best?.slope ?? 0)) best = { k, sign, slope };
  }
  if (!best) return undefined;
  const { k, sign, slope } = best;
  const delta = Float64Array.from({ length: P }, (_, j) => sign * inverse[j * P + k]!);
  return { k, slope, delta };
}

interface Line {
  /** aᵢᵀδ. */
  z: Float64Array;
  r: Float64Array;
  inBasis: Uint8Array;
}

/** The row at whose crossing the slope is no longer negative. */
function lastCrossing({ z, r, inBasis }: Line, start: number, { up, down }: PinballRows): number {
  const crossings: { i: number; t: number }[] = [];
  for (let i = 0; i < z.length; i++) {
    if (inBasis[i] || Math.abs(z[i]!) < 1e-12) continue;
    const t = r[i]! / z[i]!;
    if (t > 0 || r[i] === 0) crossings.push({ i, t });
  }
  crossings.sort((a, b) => a.t - b.t || a.i - b.i);
  let slope = start;
  for (const { i } of crossings) {
    slope += Math.abs(z[i]!) * (up[i]! + down[i]!);
    if (slope >= 0) return i;
  }
  return -1;
}
