import { SparseMatrix } from "../../matrix/sparse-matrix.ts";

/** Values of each row's k neighbours, [N, k] both. */
export interface NeighborValues {
  k: number;
  indices: Int32Array;
  values: Float64Array;
}

/** c with c_ij = combine(a_ij, a_ji) of the square a that holds the values of neighbours; zeros are left out. combine(0, 0) is to be 0. */
export function withTranspose(
  { k, indices, values }: NeighborValues,
  combine: (own: number, other: number) => number,
): SparseMatrix {
  const N = indices.length / k;
  const back = transposed(N, k, indices, values);
  const [own, other] = [new Float64Array(N), new Float64Array(N)];
  const [columns, data]: [number[], number[]] = [[], []];
  const indptr = new Int32Array(N + 1);
  for (let i = 0; i < N; i++) {
    const found = new Set<number>();
    for (let at = i * k; at < (i + 1) * k; at++) {
      own[indices[at]!]! += values[at]!;
      found.add(indices[at]!);
    }
    for (let at = back.indptr[i]!; at < back.indptr[i + 1]!; at++) {
      other[back.indices[at]!]! += back.values[at]!;
      found.add(back.indices[at]!);
    }
    for (const j of Int32Array.from(found).sort()) {
      const value = combine(own[j]!, other[j]!);
      own[j] = 0;
      other[j] = 0;
      if (value === 0) continue;
      columns.push(j);
      data.push(value);
    }
    indptr[i + 1] = columns.length;
  }
  return new SparseMatrix({ data: Float64Array.from(data), indices: Int32Array.from(columns), indptr }, [
    N,
    N,
  ]);
}

function transposed(N: number, k: number, indices: Int32Array, values: Float64Array) {
  const indptr = new Int32Array(N + 1);
  for (const j of indices) indptr[j + 1]!++;
  for (let j = 0; j < N; j++) indptr[j + 1]! += indptr[j]!;
  const place = indptr.slice();
  const rows = new Int32Array(indices.length);
  const moved = new Float64Array(values.length);
  for (let at = 0; at < indices.length; at++) {
    const to = place[indices[at]!]!++;
    rows[to] = Math.floor(at / k);
    moved[to] = values[at]!;
  }
  return { indptr, indices: rows, values: moved };
}
