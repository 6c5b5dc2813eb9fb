import { grad, type Tensor } from "@blankfile/tensor";
import type { Tiny } from "../workloads/workload.ts";

/** A chain of element-wise operations on few numbers: what an operation costs besides its arithmetic. */
export function tinyChain(ops: number, x: Tensor, w: Tensor, b: Tensor): Tensor {
  let y = x;
  for (let i = 0; i < ops; i++) y = i % 2 === 0 ? y.mul(w) : y.add(b);
  return y;
}

/** The chain's result or, with `backward`, ∂(Σ y)/∂x + ∂(Σ y)/∂w + ∂(Σ y)/∂b; all three must ask for gradients then. */
export function tinyRun({ ops, backward }: Tiny, x: Tensor, w: Tensor, b: Tensor): Tensor {
  const y = tinyChain(ops, x, w, b);
  if (!backward) return y;
  const [gx, gw, gb] = grad(y.sum(), [x, w, b]);
  return gx!.add(gw!).add(gb!);
}
