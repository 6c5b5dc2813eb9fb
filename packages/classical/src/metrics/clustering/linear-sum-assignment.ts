import type { Matrix } from "../../matrix/matrix.ts";

/**
 * The column for each row so that Σ_i C_{i, column(i)} is least, each column taken at most once; N ≤ M. For the most,
 * give −C.
 *
 * Rows are added one by one. With potentials u, v such that C_ij − u_i − v_j ≥ 0 and 0 on the pairs taken, the cheapest
 * way to a free column is a shortest path (Dijkstra) whose pairs are then exchanged: O(N² M).
 *
 * Kuhn 1955, https://doi.org/10.1002/nav.3800020109; in this form Jonker and Volgenant 1987,
 * https://doi.org/10.1007/BF02278710
 */
export function linearSumAssignment(C: Matrix): Int32Array {
  const { rows: N, cols: M } = C;
  if (N > M)
    throw new RangeError(
      `linearSumAssignment: ${N} rows and ${M} columns, at least as many columns are needed; transpose()`,
    );
  const u = new Float64Array(N);
  const v = new Float64Array(M);
  const rowOf = new Int32Array(M).fill(-1);
  for (let i = 0; i < N; i++) exchange(rowOf, shortestPath(C, i, { u, v, rowOf }));
  const columnOf = new Int32Array(N);
  rowOf.forEach((row, column) => {
    if (row >= 0) columnOf[row] = column;
  });
  return columnOf;
}

interface Potentials {
  u: Float64Array;
  v: Float64Array;
  /** The row that has each column, −1 where none has. */
  rowOf: Int32Array;
}

/** A free column and, for each column on the way, the row from which it was reached. */
interface Path {
  end: number;
  from: Int32Array;
  start: number;
}

function shortestPath(C: Matrix, start: number, { u, v, rowOf }: Potentials): Path {
  const M = C.cols;
  const distance = new Float64Array(M).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(M).fill(-1);
  const done: number[] = [];
  const isDone = new Uint8Array(M);
  let [row, reached, end] = [start, 0, -1];
  while (end < 0) {
    let next = -1;
    for (let j = 0; j < M; j++) {
      if (isDone[j]) continue;
      const d = reached + C.at(row, j) - u[row]! - v[j]!;
      if (d < distance[j]!) {
        distance[j] = d;
        from[j] = row;
      }
      if (next < 0 || distance[j]! < distance[next]!) next = j;
    }
    reached = distance[next]!;
    isDone[next] = 1;
    if (rowOf[next]! < 0) end = next;
    else {
      done.push(next);
      row = rowOf[next]!;
    }
  }
  // New potentials keep all reduced costs at least 0 and those on the path at 0.
  u[start]! += reached;
  for (const j of done) {
    u[rowOf[j]!]! += reached - distance[j]!;
    v[j]! -= reached - distance[j]!;
  }
  return { end, from, start };
}

/** Gives each column on the path to the row that it was reached from, from the free one back. */
function exchange(rowOf: Int32Array, { end, from, start }: Path): void {
  let column = end;
  while (true) {
    const row = from[column]!;
    const before = rowOf.indexOf(row);
    rowOf[column] = row;
    if (row === start) return;
    column = before;
  }
}
