import { chunk, type Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";

export interface GLUOptions {
  /** The dimension that is halved; the last one unless told. */
  dim?: number;
}

/**
 * a ⊗ σ(b) with a and b the halves of x along a dimension. Dauphin et al. 2017, equation 1, https://arxiv.org/abs/1612.08083
 */
export function glu(x: Tensor, { dim = -1 }: GLUOptions = {}): Tensor {
  const [a, b] = halves("glu", x, dim);
  return a.mul(b.sigmoid());
}

/** a ⊗ σ(b) with a and b the halves of x along a dimension; see `glu`. */
export class GLU extends Module {
  readonly dim: number;

  constructor({ dim = -1 }: GLUOptions = {}) {
    super();
    if (!Number.isInteger(dim)) throw new RangeError(`GLU: dim ${dim}, a whole number is needed`);
    this.dim = dim;
  }

  forward(x: Tensor): Tensor {
    const [a, b] = halves("GLU", x, this.dim);
    return a.mul(b.sigmoid());
  }
}

/** The first and the second half along a dimension of even size. */
export function halves(where: string, x: Tensor, dim: number): [Tensor, Tensor] {
  const size = x.shape.at(dim);
  if (size === undefined || dim >= x.ndim || size === 0 || size % 2 !== 0) {
    throw new RangeError(
      `${where}: input [${x.shape.join(", ")}], an even size along dimension ${dim} is needed`,
    );
  }
  return chunk(x, 2, { dim }) as [Tensor, Tensor];
}
