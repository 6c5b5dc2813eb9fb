/**
 * Least squares with polynomials of degree 0 to D at once, with an optional penalty:
 *
 *   minimise Σ_i (y_i − Σ_j c_j P_j(x_i))² + λ N Σ_{j ≥ 1} c_j²,     P_j Legendre's polynomials on [−1, 1]
 *
 * The columns are made orthogonal one by one, so the factors of degree d are a corner of those of degree D.
 */

/** P_0(x) … P_D(x): (j + 1) P_{j+1} = (2j + 1) x P_j − j P_{j−1}. */
export function legendre(x: number, degree: number): number[] {
  const values = [1, x];
  for (let j = 1; j < degree; j++) values.push(((2 * j + 1) * x * values[j]! - j * values[j - 1]!) / (j + 1));
  return values.slice(0, degree + 1);
}

/** The coefficients for each degree from 0 to `degree`; entry d has d + 1 numbers. */
export function fitAll(
  x: readonly number[],
  y: readonly number[],
  { degree, penalty }: { degree: number; penalty: number },
): number[][] {
  const { columns, target } = equations(x, y, degree, penalty);
  const size = degree + 1;
  const R = columns.map(() => new Array<number>(size).fill(0));
  const z: number[] = [];
  for (let j = 0; j < size; j++) {
    const column = columns[j]!;
    // Twice is enough: the second pass takes out what rounding left in the first.
    for (let pass = 0; pass < 2; pass++)
      for (let i = 0; i < j; i++) {
        const share = dot(columns[i]!, column);
        R[i]![j]! += share;
        subtract(column, columns[i]!, share);
      }
    const length = Math.sqrt(dot(column, column));
    R[j]![j] = length;
    for (let k = 0; k < column.length; k++) column[k]! /= length;
    z.push(dot(column, target));
  }
  return Array.from({ length: size }, (_, d) => backSubstitute(R, z, d + 1));
}

export function evaluate(coefficients: readonly number[], basis: readonly number[]): number {
  return coefficients.reduce((sum, c, j) => sum + c * basis[j]!, 0);
}

/** Columns of the basis at the points, with rows for the penalty below. */
function equations(x: readonly number[], y: readonly number[], degree: number, penalty: number) {
  const rows = x.map((value) => legendre(value, degree));
  const target = [...y];
  if (penalty > 0)
    for (let j = 1; j <= degree; j++) {
      rows.push(Array.from({ length: degree + 1 }, (_, i) => (i === j ? Math.sqrt(penalty * x.length) : 0)));
      target.push(0);
    }
  return {
    columns: Array.from({ length: degree + 1 }, (_, j) => Float64Array.from(rows, (row) => row[j]!)),
    target: Float64Array.from(target),
  };
}

function backSubstitute(R: number[][], z: readonly number[], size: number): number[] {
  const c = new Array<number>(size).fill(0);
  for (let j = size - 1; j >= 0; j--) {
    let rest = z[j]!;
    for (let i = j + 1; i < size; i++) rest -= R[j]![i]! * c[i]!;
    c[j] = rest / R[j]![j]!;
  }
  return c;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function subtract(from: Float64Array, column: Float64Array, share: number): void {
  for (let i = 0; i < from.length; i++) from[i]! -= share * column[i]!;
}
