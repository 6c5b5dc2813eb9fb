import { customFunction, isGradEnabled, noGrad, type Tensor } from "@blankfile/tensor";

/** Mean and biased variance over some dimensions, which stay with size 1. */
export interface Moments {
  mean: Tensor;
  variance: Tensor;
}

function moments(x: Tensor, dim: readonly number[]): Moments {
  const mean = x.mean({ dim, keepdim: true });
  const deviation = x.sub(mean);
  return { mean, variance: deviation.mul(deviation).mean({ dim, keepdim: true }) };
}

/** (x − mean) / √(variance + eps) with a mean and a variance that do not come from x. */
export function normaliseBy(x: Tensor, { mean, variance }: Moments, eps: number): Tensor {
  return x.sub(mean).mul(variance.add(eps).rsqrt());
}

/**
 * x̂ = (x − μ) / √(σ² + ε) with μ and σ² of x over some dimensions, and what they are.
 *
 *   ∂L/∂x = (g − mean(g) − x̂ · mean(g ⊙ x̂)) / √(σ² + ε),   g = ∂L/∂x̂
 *
 * which is what differentiating through μ and σ² gives, in fewer passes over x: Ioffe and Szegedy 2015, section 3, put together.
 */
export function normalise(x: Tensor, dim: readonly number[], eps: number): Moments & { y: Tensor } {
  const found = noGrad(() => moments(x, dim));
  const scaleOf = ({ variance }: Moments) => variance.add(eps).rsqrt();
  const scale = noGrad(() => scaleOf(found));
  const whole = customFunction<[Tensor]>({
    name: "normalise",
    forward: (x) => x.sub(found.mean).mul(scale),
    backward: (g, { inputs: [x], output }) => {
      const along = (z: Tensor) => z.mean({ dim, keepdim: true });
      // Whoever differentiates this once more needs the scale as a function of x.
      const ownScale = isGradEnabled() ? scaleOf(moments(x, dim)) : scale;
      return [
        g
          .sub(along(g))
          .sub(output.mul(along(g.mul(output))))
          .mul(ownScale),
      ];
    },
  });
  return { ...found, y: whole(x) };
}

/** x · weight + bias, each where it is there. */
export function affine(x: Tensor, weight: Tensor | null, bias: Tensor | null): Tensor {
  const scaled = weight === null ? x : x.mul(weight);
  return bias === null ? scaled : scaled.add(bias);
}

/** [C] as [1, C, 1, …], which meets tensors with channels in dimension 1. */
export function perChannel<T extends Tensor | null>(x: T, ndim: number): T extends null ? null : Tensor {
  type Result = T extends null ? null : Tensor;
  if (x === null) return null as Result;
  return x.reshape([1, -1, ...Array.from({ length: ndim - 2 }, () => 1)]) as Tensor as Result;
}

/** Refuses an ε that is no finite number from 0. */
export function checkEps(where: string, eps: number): void {
  if (!(Number.isFinite(eps) && eps >= 0))
    throw new RangeError(`${where}: eps ${eps}, a finite number from 0 is needed`);
}
