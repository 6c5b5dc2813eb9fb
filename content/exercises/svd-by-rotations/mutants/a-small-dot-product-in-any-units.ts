// The dot product is compared with a fixed number.
export type Matrix = readonly (readonly number[])[];

export interface Parts {
  /** Shape M × r, perpendicular columns of length 1. */
  U: number[][];
  /** The r singular values, from the largest. */
  values: number[];
  /** Shape N × r, perpendicular columns of length 1. */
  V: number[][];
}

/** Turns a and b into c·a + s·b and −s·a + c·b, which are perpendicular, the first at least as long. */
export function rotation(a: readonly number[], b: readonly number[]): { c: number; s: number } {
  const angle = Math.atan2(2 * dot(a, b), dot(a, a) - dot(b, b)) / 2;
  return { c: Math.cos(angle), s: Math.sin(angle) };
}

/** A = U Σ Vᵀ, without singular values of at most `tolerance` times the largest. */
export function svd(A: Matrix, tolerance: number): Parts {
  const count = A[0]!.length;
  const images = Array.from({ length: count }, (_, j) => A.map((row) => row[j]!)); // columns of AV
  const inputs = images.map((_, j) => images.map((_, i) => (i === j ? 1 : 0))); // columns of V
  const floor = 1e-15 * Math.hypot(...images.flat()); // shorter columns are rounding
  for (let round = 0; round < 60; round++) if (!turnAll(images, inputs, floor)) break;

  const found = images.map((image, j) => ({ value: length(image), image, input: inputs[j]! }));
  found.sort((one, other) => other.value - one.value);
  const largest = found[0]!.value;
  const kept = found.filter(({ value }) => value > tolerance * largest);
  return {
    U: A.map((_, i) => kept.map(({ image, value }) => image[i]! / value)),
    values: kept.map(({ value }) => value),
    V: inputs.map((_, j) => kept.map(({ input }) => input[j]!)),
  };
}

/** Σ σ_i u_i v_iᵀ over the first k pieces, shape M × N. */
export function lowRank({ U, values, V }: Parts, k: number): number[][] {
  const first = values.slice(0, k);
  return U.map((u) => V.map((v) => first.reduce((sum, value, l) => sum + value * u[l]! * v[l]!, 0)));
}

/** The least and the largest length of Ax among all x of length 1. */
export function stretches(A: Matrix): { least: number; most: number } {
  const { values } = svd(A, 1e-12);
  const hasKernel = values.length < A[0]!.length;
  return { least: hasKernel ? 0 : values.at(-1)!, most: values[0] ?? 0 };
}

/** One round over all pairs of columns; whether any of them had to be turned. */
function turnAll(images: number[][], inputs: number[][], floor: number): boolean {
  let turned = false;
  for (let i = 0; i < images.length; i++) {
    for (let j = i + 1; j < images.length; j++) {
      const [a, b] = [images[i]!, images[j]!];
      const [sizeA, sizeB] = [length(a), length(b)];
      if (Math.min(sizeA, sizeB) <= floor || Math.abs(dot(a, b)) <= 1e-12) continue;
      const angle = rotation(a, b);
      turn(images, [i, j], angle);
      turn(inputs, [i, j], angle);
      turned = true;
    }
  }
  return turned;
}

function turn(columns: number[][], [i, j]: [number, number], { c, s }: { c: number; s: number }): void {
  const [a, b] = [columns[i]!, columns[j]!];
  columns[i] = a.map((x, k) => c * x + s * b[k]!);
  columns[j] = a.map((x, k) => -s * x + c * b[k]!);
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

function length(x: readonly number[]): number {
  return Math.hypot(...x);
}
