import { noGrad, type Philox, type Tensor, tensor } from "@blankfile/tensor";
import { drawNormal, drawUniform } from "./draw.ts";

/** x ← U(a, b), from 0 to 1 unless told. */
export function uniform_(x: Tensor, { a = 0, b = 1, rng }: { a?: number; b?: number; rng: Philox }): Tensor {
  if (!(Number.isFinite(a) && Number.isFinite(b) && a <= b))
    throw new RangeError(`uniform_: a ${a} and b ${b}, finite numbers with a ≤ b are needed`);
  return drawUniform(x, rng, [a, b]);
}

export interface NormalOptions {
  /** 0 unless told. */
  mean?: number;
  /** 1 unless told. */
  std?: number;
  rng: Philox;
}

/** x ← N(mean, std²) */
export function normal_(x: Tensor, { mean = 0, std = 1, rng }: NormalOptions): Tensor {
  checkNormal("normal_", mean, std);
  return drawNormal(x, rng, { mean, std });
}

/** Refuses a mean or a deviation that is no finite number, and a negative deviation. */
export function checkNormal(where: string, mean: number, std: number): void {
  if (!(Number.isFinite(mean) && Number.isFinite(std) && std >= 0))
    throw new RangeError(`${where}: mean ${mean} and std ${std}, finite numbers with std ≥ 0 are needed`);
}

/**
 * x [rows, columns] ← N(0, std²), and in each column a share of ⌈sparsity · rows⌉ entries, drawn by lot, is 0. Martens 2010, section 5,
 * https://www.cs.toronto.edu/~jmartens/docs/Deep_HessianFree.pdf
 */
export function sparse_(
  x: Tensor,
  { sparsity, std = 0.01, rng }: { sparsity: number; std?: number; rng: Philox },
): Tensor {
  const [rows = 0, columns = 0] = x.shape;
  if (x.ndim !== 2) throw new RangeError(`sparse_: a weight [${x.shape.join(", ")}], a matrix is needed`);
  if (!(sparsity >= 0 && sparsity <= 1))
    throw new RangeError(`sparse_: sparsity ${sparsity}, a number from 0 to 1 is needed`);
  checkNormal("sparse_", 0, std);
  const values = Float64Array.from({ length: rows * columns }, () => std * rng.normal());
  for (let column = 0; column < columns; column++) {
    const order = rng.shuffle(Array.from({ length: rows }, (_, row) => row));
    for (const row of order.slice(0, Math.ceil(sparsity * rows))) values[row * columns + column] = 0;
  }
  return noGrad(() => x.copy_(tensor(values, { dtype: x.dtype, shape: x.shape })));
}
