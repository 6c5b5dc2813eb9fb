import { maximum, minimum, pow, sub, type Tensor, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";

export interface AdafactorOptions {
  /** Without `relativeStep` the rate, and needed. With it the factor on the relative step: 1, and only for schedules and groups to change. */
  lr?: number;
  /** ε₁ in the squared gradient, ε₂ the least size that a parameter counts as. */
  eps?: readonly [number, number];
  /** d, the largest root mean square of a step before the rate. */
  clipThreshold?: number;
  /** c < 0 in β̂₂ₜ = 1 − tᶜ. */
  decayRate?: number;
  /** β₁ of a first moment; null keeps none, which is where the memory is saved. */
  beta1?: number | null;
  /** λ, the share of θ that a step of rate 1 takes away. */
  weightDecay?: number;
  /** Multiplies the rate by the size of the parameter. */
  scaleParameter?: boolean;
  /** Takes ρ_t from the number of the step. */
  relativeStep?: boolean;
  /** Lets ρ_t rise from 10⁻⁶ t instead of starting at 10⁻². */
  warmupInit?: boolean;
}

type Settings = Required<AdafactorOptions>;

/**
 * Adam's second moment of a matrix kept as the means of its rows and columns, m + n numbers instead of m n.
 *
 *   ρ_t = min(10⁻², 1/√t),   α_t = η max(ε₂, RMS(θ)) ρ_t,   β̂₂ₜ = 1 − tᶜ
 *   R ← β̂₂ₜ R + (1 − β̂₂ₜ) mean over columns of (G² + ε₁)
 *   C ← β̂₂ₜ C + (1 − β̂₂ₜ) mean over rows of (G² + ε₁)
 *   V̂ = R C / mean R,   U = G / √V̂                  (vectors: V ← β̂₂ₜ V + (1 − β̂₂ₜ)(G² + ε₁), V̂ = V)
 *   Û = α_t U / max(1, RMS(U) / d)
 *   θ ← θ − α_t λ θ − Û                             (with β₁: the running mean of Û in its place)
 *
 * Shazeer, Stern 2018, https://arxiv.org/abs/1804.04235, algorithms 4 to 6, in whose means the factors are the sums divided by their
 * counts. Of more than two dimensions the last two are factored. Weight decay, which the paper does not have, is decoupled.
 */
export class Adafactor extends PerParameterOptimizer<Settings> {
  constructor(
    params: Params<Settings>,
    {
      lr,
      eps = [1e-30, 1e-3],
      clipThreshold = 1,
      decayRate = -0.8,
      beta1 = null,
      weightDecay = 0,
      scaleParameter = true,
      relativeStep = true,
      warmupInit = false,
    }: AdafactorOptions = {},
  ) {
    if (relativeStep === (lr !== undefined)) {
      throw new RangeError(
        `Adafactor: ${relativeStep ? `lr ${lr} with relativeStep` : "neither lr nor relativeStep"}, one of the two is needed; { lr: 0.001, relativeStep: false } has a rate of its own`,
      );
    }
    super(params, {
      ...{ lr: lr ?? 1, eps, clipThreshold, decayRate, beta1, weightDecay },
      ...{ scaleParameter, relativeStep, warmupInit },
    });
  }

  protected check({ lr, eps, clipThreshold, decayRate, beta1, weightDecay }: Settings): void {
    checkSetting("Adafactor", "lr", lr, 0, Number.POSITIVE_INFINITY);
    if (eps.length !== 2) throw new RangeError(`Adafactor: eps [${eps.join(", ")}], two numbers are needed`);
    for (const value of eps) checkSetting("Adafactor", "eps", value, 0, Number.POSITIVE_INFINITY);
    if (!(clipThreshold > 0))
      throw new RangeError(`Adafactor: clipThreshold ${clipThreshold}, a number above 0 is needed`);
    checkSetting("Adafactor", "decayRate", decayRate, -1, 0);
    checkSetting("Adafactor", "beta1", beta1 ?? 0, 0, 1);
    checkSetting("Adafactor", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter, { beta1 }: ParamGroup<Settings>): Buffers {
    const { shape, dtype, ndim } = theta;
    return {
      step: zeros([]),
      ...(ndim < 2
        ? { exp_avg_sq: zerosLike(theta) }
        : {
            exp_avg_sq_row: zeros(shape.slice(0, -1), { dtype }),
            exp_avg_sq_col: zeros([...shape.slice(0, -2), shape.at(-1)!], { dtype }),
          }),
      ...(beta1 !== null && { exp_avg: zerosLike(theta) }),
    };
  }

  protected update(
    theta: Parameter,
    G: Tensor,
    { step, exp_avg, ...moments }: Buffers,
    group: ParamGroup<Settings>,
  ): void {
    const { live, beta1, clipThreshold, weightDecay } = group;
    const t = step!.add_(1).to("float64");
    const alpha = rate(theta, t, group);
    const U = scaled(G, sub(1, pow(t, group.decayRate)), moments, group.eps[0]);
    const clipped = U.div(maximum(1, rms(U).div(clipThreshold))).mul(alpha);
    const movement = beta1 === null ? clipped : exp_avg!.mul_(beta1).add_(clipped.mul(1 - beta1));
    if (weightDecay !== 0) theta.mul_(sub(1, alpha.mul(live.weightDecay)));
    theta.sub_(movement);
  }
}

/** α_t. */
function rate(
  theta: Tensor,
  t: Tensor,
  { live, eps, scaleParameter, relativeStep, warmupInit }: ParamGroup<Settings>,
): Tensor {
  const rho = relativeStep ? minimum(warmupInit ? t.mul(1e-6) : 1e-2, pow(t, -0.5)).mul(live.lr) : live.lr;
  return scaleParameter ? rho.mul(maximum(eps[1], rms(theta))) : rho;
}

/** U = G / √V̂, with the moments brought up to date. */
function scaled(
  G: Tensor,
  beta2: Tensor,
  { exp_avg_sq: V, exp_avg_sq_row: R, exp_avg_sq_col: C }: Buffers,
  eps1: number,
): Tensor {
  const square = G.mul(G).add(eps1);
  const follow = (mean: Tensor, now: Tensor) => mean.mul_(beta2).add_(now.mul(sub(1, beta2)));
  if (V) return G.div(follow(V, square).sqrt());
  const rows = follow(R!, square.mean({ dim: -1 }));
  const columns = follow(C!, square.mean({ dim: -2 }));
  const row = rows
    .div(rows.mean({ dim: -1, keepdim: true }))
    .sqrt()
    .unsqueeze(-1);
  return G.div(row).div(columns.sqrt().unsqueeze(-2));
}

/** The root of the mean square. */
function rms(x: Tensor): Tensor {
  return x.mul(x).mean().sqrt();
}
