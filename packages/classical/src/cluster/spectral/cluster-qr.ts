import { svd, Tensor } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";

/**
 * Labels from an embedding of k columns without draws: k rows that point most differently are chosen by QR with pivoting of Vᵀ, V is turned towards them
 * by the nearest orthogonal matrix, and each row goes to the column in which it is largest.
 *
 * Damle, Minden and Ying 2019, Simple, direct and efficient multi-way spectral clustering, https://arxiv.org/abs/1708.07481
 */
export function clusterQR(V: Matrix): Int32Array {
  const k = V.cols;
  const chosen = V.takeRows(pivots(V));
  // chosenᵀ = U Σ Wᵀ; the nearest orthogonal matrix is U Wᵀ.
  const { U, Vh } = svd(new Tensor(chosen.transpose().data, [k, k], "float64"));
  const turn = U.matmul(Vh).data as Float64Array;
  return Int32Array.from({ length: V.rows }, (_, i) => {
    let [best, most] = [0, Number.NEGATIVE_INFINITY];
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += V.at(i, j) * turn[j * k + c]!;
      if (Math.abs(sum) > most) [best, most] = [c, Math.abs(sum)];
    }
    return best;
  });
}

/** The rows that Gram and Schmidt with pivoting takes: each time the one of which most is left. */
function pivots(V: Matrix): number[] {
  const left = V.data.slice();
  const { rows, cols: k } = V;
  const chosen: number[] = [];
  for (let n = 0; n < k; n++) {
    let [best, most] = [0, -1];
    for (let i = 0; i < rows; i++) {
      let square = 0;
      for (let j = 0; j < k; j++) square += left[i * k + j]! ** 2;
      if (square > most && !chosen.includes(i)) [best, most] = [i, square];
    }
    chosen.push(best);
    const size = Math.sqrt(most) || 1;
    const axis = left.slice(best * k, (best + 1) * k).map((value) => value / size);
    for (let i = 0; i < rows; i++) {
      let share = 0;
      for (let j = 0; j < k; j++) share += left[i * k + j]! * axis[j]!;
      for (let j = 0; j < k; j++) left[i * k + j]! -= share * axis[j]!;
    }
  }
  return chosen;
}
