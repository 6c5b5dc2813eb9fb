import { amax, inspect, minimum, noGrad, stack, type Tensor, zeros } from "@blankfile/tensor";
import { Parameter } from "../module/parameter.ts";

export interface ClipOptions {
  /** p of the norm: 2, another number above 0, or Infinity for the largest entry. */
  normType?: number;
  /** Throws where the norm is NaN or infinite, before anything is scaled. Without it such gradients stay useless: 0 or NaN. */
  errorIfNonfinite?: boolean;
}

/**
 * Scales all gradients together so that their norm is at most maxNorm; gradients within it stay as they are.
 *
 *   total = (Σᵢ |gᵢ|^p)^(1/p) over the entries of all gradients,   g ← g · min(1, maxNorm / (total + 10⁻⁶))
 *
 * Returns the norm before the scaling, shape []. Squares are taken in float64, where those of float32 cannot overflow. Parameters without a
 * gradient are passed over. Pascanu, Mikolov and Bengio 2013, https://arxiv.org/abs/1211.5063, algorithm 1; 10⁻⁶ is PyTorch's.
 */
export function clipGradNorm_(
  parameters: Parameter | Iterable<Parameter>,
  maxNorm: number,
  { normType = 2, errorIfNonfinite = false }: ClipOptions = {},
): Tensor {
  checkBound("clipGradNorm_", "maxNorm", maxNorm);
  checkBound("clipGradNorm_", "normType", normType);
  const gradients = gradientsOf("clipGradNorm_", parameters);
  return noGrad(() => {
    if (gradients.length === 0) return zeros([]);
    const total = totalNorm(gradients, normType);
    if (errorIfNonfinite) refuseNonFinite(total);
    const scale = minimum(total.add(1e-6).reciprocal().mul(maxNorm), 1);
    for (const gradient of gradients) gradient.mul_(scale);
    return gradients.some(({ dtype }) => dtype === "float64") ? total : total.to("float32");
  });
}

/**
 * Holds every entry of every gradient between −clipValue and clipValue: g ← min(max(g, −c), c). Unlike the norm's clipping this turns the
 * gradient's direction. Parameters without a gradient are passed over.
 */
export function clipGradValue_(parameters: Parameter | Iterable<Parameter>, clipValue: number): void {
  checkBound("clipGradValue_", "clipValue", clipValue);
  noGrad(() => {
    for (const gradient of gradientsOf("clipGradValue_", parameters))
      gradient.copy_(gradient.clamp({ min: -clipValue, max: clipValue }));
  });
}

function totalNorm(gradients: readonly Tensor[], p: number): Tensor {
  const wide = gradients.filter((g) => g.numel() > 0).map((g) => g.to("float64"));
  if (wide.length === 0) return zeros([], { dtype: "float64" });
  if (p === Infinity) return amax(stack(wide.map((g) => amax(g.abs()))));
  const sums = wide.map((g) => (p === 2 ? g.square() : g.abs().pow(p)).sum());
  const sum = sums.reduce((a, b) => a.add(b));
  return p === 2 ? sum.sqrt() : sum.pow(1 / p);
}

function refuseNonFinite(total: Tensor): void {
  inspect([total], (values) => {
    if (Number.isFinite(values![0])) return;
    throw new RangeError(
      `clipGradNorm_: the gradients' norm is ${values![0]}, a finite one is needed; findNonFinite names the operation`,
    );
  });
}

function gradientsOf(where: string, parameters: Parameter | Iterable<Parameter>): Tensor[] {
  const all = parameters instanceof Parameter ? [parameters] : [...parameters];
  for (const parameter of all) {
    if (!(parameter instanceof Parameter)) {
      throw new TypeError(`${where}: something else than a Parameter, parameters are needed`);
    }
  }
  return [...new Set(all)].flatMap(({ grad }) => (grad === null ? [] : [grad]));
}

function checkBound(where: string, name: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${where}: ${name} ${value}, a number above 0 is needed`);
}
