import { type Dense, zerosOf } from "./dense.ts";

/**
 * The lower triangular L, [n, n], with L Lᵀ = A Aᵀ, for A [n, k], k ≥ n: the transposed R of a QR decomposition of Aᵀ by
 * Householder reflections, so that A Aᵀ, whose condition is the square of A's, is never formed. Golub and Van Loan, Matrix
 * Computations, 4th edition, section 5.2.2. The diagonal is made ≥ 0.
 */
export function triangularize(a: Dense): Dense {
  const [n, k] = [a.rows, a.columns];
  const w = Float64Array.from(a.data);
  const v = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    // Row i from column i on is reflected to (±norm, 0, …, 0); so are the rows below, by the same reflection.
    let square = 0;
    for (let j = i; j < k; j++) square += w[i * k + j]! ** 2;
    if (square === 0) continue;
    const norm = Math.sqrt(square);
    const alpha = w[i * k + i]! > 0 ? -norm : norm;
    for (let j = i; j < k; j++) v[j] = w[i * k + j]! - (j === i ? alpha : 0);
    // 2 / vᵀv
    const scale = 1 / (square - alpha * w[i * k + i]!);
    for (let row = i; row < n; row++) {
      let dot = 0;
      for (let j = i; j < k; j++) dot += v[j]! * w[row * k + j]!;
      for (let j = i; j < k; j++) w[row * k + j]! -= scale * dot * v[j]!;
    }
  }
  const l = zerosOf(n, n);
  for (let j = 0; j < n; j++) {
    const sign = w[j * k + j]! < 0 ? -1 : 1;
    for (let i = j; i < n; i++) l.data[i * n + j] = sign * w[i * k + j]!;
  }
  return l;
}

/** A lower triangular L with L Lᵀ = A for a positive semidefinite A: Cholesky's, with the columns of zero pivots left 0. */
export function semidefiniteFactor(where: string, name: string, a: Dense): Dense {
  const n = a.rows;
  const l = zerosOf(n, n);
  let largest = 0;
  for (let j = 0; j < n; j++) largest = Math.max(largest, a.data[j * n + j]!);
  const tolerance = n * Number.EPSILON * largest;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l.data[i * n + k]! * l.data[j * n + k]!;
      const pivot = l.data[j * n + j]!;
      if (i === j) {
        if (sum < -tolerance) {
          throw new RangeError(
            `${where}: ${name} has a negative direction (pivot ${j} is ${sum}), a covariance is needed`,
          );
        }
        l.data[j * n + j] = sum > tolerance ? Math.sqrt(sum) : 0;
      } else if (pivot > 0) {
        l.data[i * n + j] = sum / pivot;
      } else if (Math.abs(sum) > Math.sqrt(Number.EPSILON) * largest) {
        throw new RangeError(
          `${where}: ${name}[${i}][${j}] with no variance at ${j}, a covariance is needed`,
        );
      }
    }
  }
  return l;
}

/** [A B; C D], null for zeros. */
export function blocks(rows: readonly (readonly (Dense | null)[])[]): Dense {
  const heights = rows.map((row) => row.find((each) => each !== null)!.rows);
  const widths = rows[0]!.map((_, j) => rows.map((row) => row[j]).find((each) => each != null)!.columns);
  const out = zerosOf(sum(heights), sum(widths));
  let top = 0;
  rows.forEach((row, r) => {
    let left = 0;
    row.forEach((each, c) => {
      for (let i = 0; each && i < each.rows; i++) {
        const line = each.data.subarray(i * each.columns, (i + 1) * each.columns);
        out.data.set(line, (top + i) * out.columns + left);
      }
      left += widths[c]!;
    });
    top += heights[r]!;
  });
  return out;
}

function sum(x: readonly number[]): number {
  return x.reduce((a, b) => a + b, 0);
}
