import type { SparseMatrix } from "../../matrix/sparse-matrix.ts";
import { BarnesHutTree } from "./barnes-hut-tree.ts";
import { degreesOfFreedom, type EmbeddingGradient, smallest } from "./embedding-gradient.ts";

/**
 * The gradient of `embedding-gradient.ts` in N log N: the pull is over the neighbours that P holds; in the push a cell of n points around c counts as n
 * points at c where it is small from where y_i stands,
 *
 *   side / ‖y_i − c‖ < angle
 *
 * With angle 0 all points are looked at, and this is the exact gradient. Van der Maaten 2014, https://www.jmlr.org/papers/v15/vandermaaten14a.html,
 * section 4.2. For D of 1, 2 and 3.
 */
export function barnesHutGradient(P: SparseMatrix, D: number, angle: number): EmbeddingGradient {
  const N = P.rows;
  const alpha = degreesOfFreedom(D);
  const tree = new BarnesHutTree(N, D === 3 ? 3 : 2);
  const pairs = pairsOf(P);
  const push = new Float64Array(N * D);
  const scale = (2 * (alpha + 1)) / alpha;
  return (Y, gradient, { exaggeration, wantsError }) => {
    tree.build(Y, D);
    const Z = D === 3 ? pushInSpace(tree, angle, push) : pushInPlane(tree, { angle, stride: D }, push);
    gradient.fill(0);
    const factor = scale * exaggeration;
    if (D === 2) pullInPlane(pairs, factor, Y, gradient);
    else pull(pairs, { factor, D, alpha }, Y, gradient);
    for (let at = 0; at < gradient.length; at++) gradient[at]! -= (scale * push[at]!) / Z;
    return wantsError ? divergence(pairs, { exaggeration, D, alpha, Z }, Y) : Number.NaN;
  };
}

/** p of i < j, once each. */
interface Pairs {
  i: Int32Array;
  j: Int32Array;
  p: Float64Array;
}

function pairsOf({ rows, indptr, indices, data }: SparseMatrix): Pairs {
  const [i, j, p]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < rows; row++) {
    for (let at = indptr[row]!; at < indptr[row + 1]!; at++) {
      if (indices[at]! <= row) continue;
      i.push(row);
      j.push(indices[at]!);
      p.push(data[at]!);
    }
  }
  return { i: Int32Array.from(i), j: Int32Array.from(j), p: Float64Array.from(p) };
}

/** Σ_j w u (y_i − y_j) by row into `push`, and Z; α = 1, so that u = w. */
function pushInPlane(
  tree: BarnesHutTree,
  { angle, stride }: { angle: number; stride: number },
  push: Float64Array,
): number {
  const { x, y, cells, meanX, meanY, width2, from, to, next, order } = tree;
  const angle2 = angle * angle;
  let Z = 0;
  for (let place = 0; place < order.length; place++) {
    const px = x[place]!;
    const py = y[place]!;
    let fx = 0;
    let fy = 0;
    let sum = 0;
    for (let cell = 0; cell < cells; ) {
      const side2 = width2[cell]!;
      if (side2 === 0) {
        for (let other = from[cell]!, end = to[cell]!; other < end; other++) {
          const dx = px - x[other]!;
          const dy = py - y[other]!;
          const w = 1 / (1 + dx * dx + dy * dy);
          sum += w;
          fx += w * w * dx;
          fy += w * w * dy;
        }
        cell++;
        continue;
      }
      const dx = px - meanX[cell]!;
      const dy = py - meanY[cell]!;
      const squared = dx * dx + dy * dy;
      if (side2 < angle2 * squared && (place < from[cell]! || place >= to[cell]!)) {
        const w = 1 / (1 + squared);
        const all = (to[cell]! - from[cell]!) * w;
        sum += all;
        fx += all * w * dx;
        fy += all * w * dy;
        cell = next[cell]!;
      } else cell++;
    }
    // The point itself was counted, with w = 1.
    Z += sum - 1;
    const at = order[place]! * stride;
    push[at] = fx;
    if (stride > 1) push[at + 1] = fy;
  }
  return Z;
}

/** The same in three dimensions, α = 2: w = u^(3/2). */
function pushInSpace(tree: BarnesHutTree, angle: number, push: Float64Array): number {
  const { x, y, z, cells, meanX, meanY, meanZ, width2, from, to, next, order } = tree;
  const angle2 = angle * angle;
  let Z = 0;
  for (let place = 0; place < order.length; place++) {
    const px = x[place]!;
    const py = y[place]!;
    const pz = z[place]!;
    let fx = 0;
    let fy = 0;
    let fz = 0;
    let sum = 0;
    for (let cell = 0; cell < cells; ) {
      const side2 = width2[cell]!;
      if (side2 === 0) {
        for (let other = from[cell]!, end = to[cell]!; other < end; other++) {
          const dx = px - x[other]!;
          const dy = py - y[other]!;
          const dz = pz - z[other]!;
          const u = 1 / (1 + (dx * dx + dy * dy + dz * dz) / 2);
          const w = u * Math.sqrt(u);
          sum += w;
          fx += w * u * dx;
          fy += w * u * dy;
          fz += w * u * dz;
        }
        cell++;
        continue;
      }
      const dx = px - meanX[cell]!;
      const dy = py - meanY[cell]!;
      const dz = pz - meanZ[cell]!;
      const squared = dx * dx + dy * dy + dz * dz;
      if (side2 < angle2 * squared && (place < from[cell]! || place >= to[cell]!)) {
        const u = 1 / (1 + squared / 2);
        const all = (to[cell]! - from[cell]!) * u * Math.sqrt(u);
        sum += all;
        fx += all * u * dx;
        fy += all * u * dy;
        fz += all * u * dz;
        cell = next[cell]!;
      } else cell++;
    }
    Z += sum - 1;
    const at = order[place]! * 3;
    push[at] = fx;
    push[at + 1] = fy;
    push[at + 2] = fz;
  }
  return Z;
}

function pullInPlane({ i, j, p }: Pairs, factor: number, Y: Float64Array, gradient: Float64Array): void {
  for (let pair = 0; pair < p.length; pair++) {
    const a = 2 * i[pair]!;
    const b = 2 * j[pair]!;
    const dx = Y[a]! - Y[b]!;
    const dy = Y[a + 1]! - Y[b + 1]!;
    const force = (factor * p[pair]!) / (1 + dx * dx + dy * dy);
    gradient[a]! += force * dx;
    gradient[a + 1]! += force * dy;
    gradient[b]! -= force * dx;
    gradient[b + 1]! -= force * dy;
  }
}

function pull(
  { i, j, p }: Pairs,
  { factor, D, alpha }: { factor: number; D: number; alpha: number },
  Y: Float64Array,
  gradient: Float64Array,
): void {
  for (let pair = 0; pair < p.length; pair++) {
    const a = D * i[pair]!;
    const b = D * j[pair]!;
    const force = factor * p[pair]! * uOf(Y, a, b, D, alpha);
    for (let d = 0; d < D; d++) {
      const part = force * (Y[a + d]! - Y[b + d]!);
      gradient[a + d]! += part;
      gradient[b + d]! -= part;
    }
  }
}

function divergence(
  { i, j, p }: Pairs,
  { exaggeration, D, alpha, Z }: { exaggeration: number; D: number; alpha: number; Z: number },
  Y: Float64Array,
): number {
  let error = 0;
  for (let pair = 0; pair < p.length; pair++) {
    const pij = exaggeration * p[pair]!;
    const q = uOf(Y, D * i[pair]!, D * j[pair]!, D, alpha) ** ((alpha + 1) / 2) / Z;
    error += 2 * pij * Math.log(pij / Math.max(q, smallest));
  }
  return error;
}

function uOf(Y: Float64Array, a: number, b: number, D: number, alpha: number): number {
  let squared = 0;
  for (let d = 0; d < D; d++) {
    const gap = Y[a + d]! - Y[b + d]!;
    squared += gap * gap;
  }
  return 1 / (1 + squared / alpha);
}
