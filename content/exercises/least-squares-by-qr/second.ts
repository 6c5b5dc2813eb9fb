export type Matrix = readonly (readonly number[])[];

/** Householder: reflections turn A into R; the same ones, applied backwards to the first columns of I, make Q. */
export function qr(A: Matrix): { Q: number[][]; R: number[][] } {
  const { mirrors, work, signs } = reflected(A);
  const N = signs.length;
  const Q = A.map((row, m) => row.map((_, j): number => (m === j ? 1 : 0)));
  for (const mirror of mirrors.reverse()) reflect(Q, mirror);
  return {
    Q: Q.map((row) => row.map((x, j) => x * signs[j]!)),
    R: work.slice(0, N).map((row, i) => row.map((x, j) => (j < i ? 0 : x * signs[i]!))),
  };
}

/** b as one more column takes part in the reflections: its first N numbers are Qᵀb, the length of the rest is the residual. */
export function leastSquares(A: Matrix, b: readonly number[]): { solution: number[]; residual: number } {
  if (b.length !== A.length) throw new RangeError("leastSquares: b and A do not fit");
  const { mirrors, work, signs } = reflected(A);
  const turned = b.map((x) => [x]);
  for (const mirror of mirrors) reflect(turned, mirror);
  const solution = new Array<number>(signs.length).fill(0);
  for (let i = signs.length - 1; i >= 0; i--) {
    let rest = turned[i]![0]!;
    for (let j = i + 1; j < signs.length; j++) rest -= work[i]![j]! * solution[j]!;
    solution[i] = rest / work[i]![i]!;
  }
  const beyond = turned.slice(signs.length).map(([x]) => x!);
  return { solution, residual: Math.sqrt(beyond.reduce((sum, x) => sum + x ** 2, 0)) };
}

interface Reflected {
  mirrors: number[][];
  work: number[][];
  signs: number[];
}

function reflected(A: Matrix): Reflected {
  const [M, N] = [A.length, A[0]!.length];
  if (N > M || !A.every((row) => row.length === N))
    throw new RangeError("qr: A has not the shape M × N, M ≥ N");
  const work = A.map((row) => [...row]);
  const mirrors: number[][] = [];
  const signs: number[] = [];
  for (let j = 0; j < N; j++) {
    const below = work.map((row, m) => (m < j ? 0 : row[j]!));
    const size = norm(below);
    if (size <= 1e-13 * norm(A.map((row) => row[j]!))) throw new RangeError("qr: dependent columns");
    const mirror = below.slice();
    mirror[j]! += below[j]! < 0 ? -size : size;
    reflect(work, mirror);
    mirrors.push(mirror);
    signs.push(Math.sign(work[j]![j]!));
  }
  return { mirrors, work, signs };
}

/** B ← B − 2 u uᵀB / uᵀu */
function reflect(B: number[][], u: readonly number[]): void {
  const size = norm(u) ** 2;
  for (let c = 0; c < B[0]!.length; c++) {
    let along = 0;
    B.forEach((row, m) => {
      along += (2 * u[m]! * row[c]!) / size;
    });
    B.forEach((row, m) => {
      row[c] = row[c]! - along * u[m]!;
    });
  }
}

function norm(x: readonly number[]): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}
