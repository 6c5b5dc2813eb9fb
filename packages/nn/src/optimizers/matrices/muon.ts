import { sub, type Tensor, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";
import { newtonSchulz } from "./newton-schulz.ts";

export interface MuonOptions {
  lr?: number;
  momentum?: number;
  nesterov?: boolean;
  /** λ, the share of θ that a step of rate 1 takes away. */
  weightDecay?: number;
  /** Steps of Newton–Schulz. */
  nsSteps?: number;
  /** a, b, c of its polynomial. */
  nsCoefficients?: readonly [number, number, number];
  eps?: number;
}

/**
 * Momentum, made orthogonal: a step moves a matrix by as much in every direction of its singular vectors, however unequal the gradient's
 * singular values are.
 *
 *   B ← μ B + G
 *   O = newtonSchulz(G + μ B)                  (without Nesterov: of B)
 *   W ← W − η λ W − η √max(1, m / n) O
 *
 * For weights of hidden layers, of shape [m, n]; those of convolutions, [out, in, …], count as matrices of out rows. Vectors are
 * refused, and embeddings and the last layer are better off elsewhere too: give those to AdamW.
 * Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/, algorithm 2; its rate and momentum are the defaults. Weight decay is
 * decoupled, as in Liu et al. 2025, https://arxiv.org/abs/2502.16982, equation 3. The products are computed in the dtype of W, where
 * Jordan has bfloat16.
 */
export class Muon extends PerParameterOptimizer<Required<MuonOptions>> {
  constructor(
    params: Params<Required<MuonOptions>>,
    {
      lr = 0.02,
      momentum = 0.95,
      nesterov = true,
      weightDecay = 0,
      nsSteps = 5,
      nsCoefficients = [3.4445, -4.775, 2.0315],
      eps = 1e-7,
    }: MuonOptions = {},
  ) {
    super(params, { lr, momentum, nesterov, weightDecay, nsSteps, nsCoefficients, eps });
    this.parameters.forEach(({ shape, ndim }, i) => {
      if (ndim < 2) {
        throw new RangeError(
          `Muon: parameter ${i} of shape [${shape.join(", ")}], matrices are needed; give vectors to AdamW, in an optimiser beside this one`,
        );
      }
    });
  }

  protected check({ lr, momentum, weightDecay, nsSteps, nsCoefficients, eps }: Required<MuonOptions>): void {
    checkSetting("Muon", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkSetting("Muon", "momentum", momentum, 0, 1);
    checkSetting("Muon", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
    checkSetting("Muon", "eps", eps, 0, Number.POSITIVE_INFINITY);
    if (!(Number.isInteger(nsSteps) && nsSteps >= 1))
      throw new RangeError(`Muon: nsSteps ${nsSteps}, a whole number from 1 is needed`);
    if (nsCoefficients.length !== 3)
      throw new RangeError(`Muon: nsCoefficients [${nsCoefficients.join(", ")}], three numbers are needed`);
  }

  protected start(theta: Parameter): Buffers {
    return { momentum_buffer: zerosLike(theta) };
  }

  protected update(
    theta: Parameter,
    G: Tensor,
    { momentum_buffer }: Buffers,
    { live, weightDecay, nesterov, ...newton }: ParamGroup<Required<MuonOptions>>,
  ): void {
    const { lr, momentum } = live;
    const B = momentum_buffer!.mul_(momentum).add_(G);
    const m = theta.shape[0]!;
    const n = theta.numel() / m;
    const direction = (nesterov ? G.add(B.mul(momentum)) : B).reshape([m, n]);
    const O = newtonSchulz(direction, newton).reshape([...theta.shape]);
    if (weightDecay !== 0) theta.mul_(sub(1, lr.mul(live.weightDecay)));
    theta.sub_(O.mul(lr.mul(Math.sqrt(Math.max(1, m / n)))));
  }
}
