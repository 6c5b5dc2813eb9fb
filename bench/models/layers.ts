import { Parameter, type StateDict } from "@blankfile/nn";
import type { Tensor } from "@blankfile/tensor";

export type Parameters = Record<string, Parameter>;

/** The tensors whose names begin with "p.", as parameters without that beginning. */
export function parametersOf(inputs: StateDict): Parameters {
  const own = Object.entries(inputs).filter(([name]) => name.startsWith("p."));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(2), new Parameter(value)]));
}

/** y = x Wᵀ + b for x [..., in], W [out, in]. */
export function linear(p: Parameters, name: string, x: Tensor): Tensor {
  return x.matmul(p[`${name}.weight`]!.transpose(0, 1)).add(p[`${name}.bias`]!);
}

/** y = (x − mean) / √(variance + 10⁻⁵) · w + b over the last dimension. Ba et al. 2016, https://arxiv.org/abs/1607.06450 */
export function layerNorm(p: Parameters, name: string, x: Tensor): Tensor {
  const centred = x.sub(x.mean({ dim: -1, keepdim: true }));
  const variance = centred.mul(centred).mean({ dim: -1, keepdim: true });
  return centred.div(variance.add(1e-5).sqrt()).mul(p[`${name}.weight`]!).add(p[`${name}.bias`]!);
}

/** ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))). Hendrycks, Gimpel 2016, https://arxiv.org/abs/1606.08415 */
export function gelu(x: Tensor): Tensor {
  const cubed = x.mul(x).mul(x);
  const inner = x.add(cubed.mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
  return x.mul(0.5).mul(inner.tanh().add(1));
}
