import { eye, noGrad, type Tensor, tensor } from "@blankfile/tensor";
import { checkSizes } from "../layers/check-sizes.ts";

/** x ← 0 */
export function zeros_(x: Tensor): Tensor {
  return constant_(x, 0);
}

/** x ← 1 */
export function ones_(x: Tensor): Tensor {
  return constant_(x, 1);
}

/** x ← value */
export function constant_(x: Tensor, value: number): Tensor {
  return noGrad(() => x.fill_(value));
}

/** x ← the identity, as far as it goes, for a matrix x. */
export function eye_(x: Tensor): Tensor {
  const [rows, columns] = x.shape;
  if (x.ndim !== 2) throw new RangeError(`eye_: a weight [${x.shape.join(", ")}], a matrix is needed`);
  return noGrad(() => x.copy_(eye(rows!, { m: columns!, dtype: x.dtype })));
}

/**
 * x ← kernels [out, in / groups, …kernel] that pass as many input channels on as there are: 1 at the kernel's middle where output and
 * input channel have one number within their group, 0 elsewhere.
 */
export function dirac_(x: Tensor, { groups = 1 }: { groups?: number } = {}): Tensor {
  checkSizes("dirac_", { groups });
  const [out = 0, inside = 0, ...kernel] = x.shape;
  if (x.ndim < 3 || x.ndim > 5 || out % groups !== 0) {
    throw new RangeError(
      `dirac_: a weight [${x.shape.join(", ")}] in ${groups} groups, [out, in / groups, …kernel] with one to three kernel sizes and out divisible by the groups is needed`,
    );
  }
  const elements = kernel.reduce((product, n) => product * n, 1);
  const middle = kernel.reduce((at, n) => at * n + Math.floor(n / 2), 0);
  const values = new Float64Array(x.numel());
  for (let o = 0; o < out; o++) {
    const channel = o % (out / groups);
    if (channel < inside) values[(o * inside + channel) * elements + middle] = 1;
  }
  return noGrad(() => x.copy_(tensor(values, { dtype: x.dtype, shape: x.shape })));
}
