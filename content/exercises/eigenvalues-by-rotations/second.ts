export type Matrix = readonly (readonly number[])[];

/** With the angle itself, tan 2θ = 2A_pq / (A_qq − A_pp), and products of whole matrices. */
export function rotated(A: Matrix, p: number, q: number): number[][] {
  if (!isSymmetric(A)) throw new RangeError("rotated: a symmetric matrix is needed");
  if (A[p]?.[q] === undefined || p >= q) throw new RangeError("rotated: 0 ≤ p < q < N is needed");
  return conjugated(A, plane(A, p, q), p, q);
}

/** Classical: always the largest entry off the diagonal. */
export function eigenSymmetric(A: Matrix): { values: number[]; vectors: number[][] } {
  if (!isSymmetric(A)) throw new RangeError("eigenSymmetric: a symmetric matrix is needed");
  let D: Matrix = A;
  let V: Matrix = unit(A.length);
  const scale = Math.max(...A.flat().map(Math.abs));
  for (;;) {
    let [p, q] = [0, 1];
    D.forEach((row, i) => {
      row.forEach((x, j) => {
        if (i < j && Math.abs(x) > Math.abs(D[p]![q]!)) [p, q] = [i, j];
      });
    });
    if (A.length === 1 || Math.abs(D[p]![q]!) <= 1e-16 * scale) break;
    const J = plane(D, p, q);
    D = conjugated(D, J, p, q);
    V = product(V, J);
  }
  const pairs = transposed(V).map((vector, k) => ({ vector, value: D[k]![k]! }));
  pairs.sort((one, other) => other.value - one.value);
  return { values: pairs.map((pair) => pair.value), vectors: pairs.map((pair) => pair.vector) };
}

function plane(A: Matrix, p: number, q: number): number[][] {
  const J = unit(A.length);
  const gap = A[q]![q]! - A[p]![p]!;
  const twice = 2 * A[p]![q]!;
  const theta = twice === 0 ? 0 : gap === 0 ? -Math.PI / 4 : Math.atan(twice / gap) / 2;
  J[p]![p] = Math.cos(theta);
  J[q]![q] = Math.cos(theta);
  J[p]![q] = Math.sin(theta);
  J[q]![p] = -Math.sin(theta);
  return J;
}

function conjugated(A: Matrix, J: Matrix, p: number, q: number): number[][] {
  const B = product(transposed(J), product(A, J));
  return B.map((row, i) =>
    row.map((_, j) =>
      Math.min(i, j) === p && Math.max(i, j) === q ? 0 : B[Math.min(i, j)]![Math.max(i, j)]!,
    ),
  );
}

const unit = (N: number) => [...Array(N).keys()].map((i) => [...Array(N).keys()].map((j) => Number(i === j)));
const transposed = (A: Matrix) => A[0]!.map((_, j) => A.map((row) => row[j]!));
const isSymmetric = (A: Matrix) =>
  A.every((row) => row.length === A.length) && A.every((row, i) => row.every((x, j) => x === A[j]![i]));

function product(A: Matrix, B: Matrix): number[][] {
  const columns = transposed(B);
  return A.map((row) => columns.map((column) => column.reduce((sum, x, k) => sum + x * row[k]!, 0)));
}
