import { eye, isCompiling, type Tensor, zeros } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";
import { inverseRoot } from "./inverse-root.ts";

export interface ShampooOptions {
  lr?: number;
  /** ε > 0, with which the preconditioners start. */
  eps?: number;
  /** Steps between two computations of the roots, which cost far more than all else. */
  updateFreq?: number;
}

/**
 * A gradient whitened along each of its dimensions: full-matrix Adagrad, with one small matrix a dimension in place of a huge one.
 *
 *   L ← L + G Gᵀ,   R ← R + Gᵀ G,   L₀ = R₀ = ε I
 *   W ← W − η L^(−1/4) G R^(−1/4)
 *
 * and for k dimensions H_i ← H_i + G_(i) G_(i)ᵀ with G_(i) the gradient as a matrix of dimension i by all others, each H_i to the power
 * −1/(2k). The roots come from eigenvalues, 9 n³ operations for a side of n: for sides of hundreds at the most, by eager code. Inside
 * `compile` nothing of that gets faster, and `updateFreq` above 1, which asks whether it is time, is refused there.
 *
 * Gupta, Koren, Singer 2018, https://arxiv.org/abs/1802.09568, algorithms 1 and 2.
 */
export class Shampoo extends PerParameterOptimizer<Required<ShampooOptions>> {
  constructor(
    params: Params<Required<ShampooOptions>>,
    { lr = 0.1, eps = 1e-4, updateFreq = 1 }: ShampooOptions = {},
  ) {
    super(params, { lr, eps, updateFreq });
  }

  protected check({ lr, eps, updateFreq }: Required<ShampooOptions>): void {
    checkSetting("Shampoo", "lr", lr, 0, Number.POSITIVE_INFINITY);
    if (!(eps > 0)) throw new RangeError(`Shampoo: eps ${eps}, a number above 0 is needed`);
    if (!(Number.isInteger(updateFreq) && updateFreq >= 1))
      throw new RangeError(`Shampoo: updateFreq ${updateFreq}, a whole number from 1 is needed`);
  }

  protected start(
    { shape, dtype }: Parameter,
    { eps, updateFreq }: ParamGroup<Required<ShampooOptions>>,
  ): Buffers {
    const buffers: Buffers = {};
    for (const [i, n] of sidesOf(shape).entries()) {
      buffers[`precond_${i}`] = eye(n, { dtype }).mul(eps);
      if (updateFreq > 1) buffers[`inv_precond_${i}`] = zeros([n, n], { dtype });
    }
    return { step: zeros([]), ...buffers };
  }

  protected update(
    theta: Parameter,
    G: Tensor,
    buffers: Buffers,
    { live, eps, updateFreq }: ParamGroup<Required<ShampooOptions>>,
  ): void {
    if (updateFreq > 1 && isCompiling()) {
      throw new TypeError(
        `Shampoo.step: updateFreq ${updateFreq} inside compile, 1 is needed there; or call step outside of it`,
      );
    }
    const { step } = buffers;
    const isTime = updateFreq === 1 || step!.item() % updateFreq === 0;
    step!.add_(1);
    const sides = sidesOf(theta.shape);
    const g = G.reshape(sides);
    let direction = g;
    for (const [i, n] of sides.entries()) {
      const lines = first(g, i).reshape([n, -1]);
      const H = buffers[`precond_${i}`]!.add_(lines.matmul(lines.transpose(0, 1)));
      const kept = buffers[`inv_precond_${i}`];
      const computed = isTime ? inverseRoot(H, 2 * sides.length, eps) : kept!;
      const root = kept && isTime ? kept.copy_(computed) : computed;
      direction = along(direction, i, root);
    }
    theta.sub_(direction.reshape(theta.shape).mul(live.lr));
  }
}

/** The dimensions that have preconditioners; a single number counts as a vector of one. */
function sidesOf(shape: readonly number[]): readonly number[] {
  return shape.length === 0 ? [1] : shape;
}

/** Dimension i first, the others in their order. */
function first(x: Tensor, i: number): Tensor {
  return x.permute([i, ...x.shape.keys()].filter((d, place) => place === 0 || d !== i));
}

/** Each line of x along dimension i, multiplied by the matrix. */
function along(x: Tensor, i: number, matrix: Tensor): Tensor {
  const turned = first(x, i);
  const product = matrix.matmul(turned.reshape([x.shape[i]!, -1])).reshape(turned.shape);
  const back = [...x.shape.keys()].map((d) => (d < i ? d + 1 : d === i ? 0 : d));
  return product.permute(back);
}
