import { Adam, crossEntropy, type StateDict } from "@blankfile/nn";
import type { Tensor } from "@blankfile/tensor";
import type { Convnet, Gpt, Mlp } from "../workloads/workload.ts";
import { convnetLogits } from "./convnet.ts";
import { gptLogits } from "./gpt.ts";
import { type Parameters, parametersOf } from "./layers.ts";
import { mlpLogits } from "./mlp.ts";

export type Step = (x: Tensor, y: Tensor) => Tensor;

/** One training step: the loss of a batch, its gradients, Adam with PyTorch's defaults. No value is read, so it can be compiled. */
export function trainingStep(workload: Mlp | Gpt | Convnet, inputs: StateDict): Step {
  const p = parametersOf(inputs);
  const optimizer = new Adam(Object.values(p), { lr: 1e-3 });
  return (x, y) => {
    optimizer.zeroGrad();
    const loss = crossEntropy(logits(workload, p, x), y);
    loss.backward();
    optimizer.step();
    return loss.detach();
  };
}

function logits(workload: Mlp | Gpt | Convnet, p: Parameters, x: Tensor): Tensor {
  if (workload.kind === "mlp") return mlpLogits(p, workload, x);
  return workload.kind === "gpt" ? gptLogits(p, workload, x) : convnetLogits(p, x);
}
