import { Adam, crossEntropy, type Parameter, type StateDict } from "@blankfile/nn";
import { Philox, type Tensor } from "@blankfile/tensor";
import {
  type Convnet,
  type Gpt,
  isModuleWorkload,
  type Mlp,
  type ModuleWorkload,
} from "../workloads/workload.ts";
import { convnetLogits } from "./convnet.ts";
import { gptLogits } from "./gpt.ts";
import { parametersOf } from "./layers.ts";
import { mlpLogits } from "./mlp.ts";
import { moduleModel } from "./modules.ts";

export type Step = (x: Tensor, y: Tensor) => Tensor;

interface Model {
  parameters: Parameter[];
  logits: (x: Tensor) => Tensor;
}

/** One training step: the loss of a batch, its gradients, Adam with PyTorch's defaults. No value is read, so it can be compiled. */
export function trainingStep(workload: Mlp | Gpt | Convnet | ModuleWorkload, inputs: StateDict): Step {
  const { parameters, logits } = isModuleWorkload(workload)
    ? modules(workload, inputs)
    : plain(workload, inputs);
  const optimizer = new Adam(parameters, { lr: 1e-3 });
  return (x, y) => {
    optimizer.zeroGrad();
    const loss = crossEntropy(logits(x), y);
    loss.backward();
    optimizer.step();
    return loss.detach();
  };
}

function plain(workload: Mlp | Gpt | Convnet, inputs: StateDict): Model {
  const p = parametersOf(inputs);
  const logits = (x: Tensor) => {
    if (workload.kind === "mlp") return mlpLogits(p, workload, x);
    return workload.kind === "gpt" ? gptLogits(p, workload, x) : convnetLogits(p, x);
  };
  return { parameters: Object.values(p), logits };
}

function modules(workload: ModuleWorkload, inputs: StateDict): Model {
  const model = moduleModel(workload, new Philox(0));
  const state = Object.entries(inputs).filter(([name]) => name.startsWith("p."));
  model.loadStateDict(Object.fromEntries(state.map(([name, value]) => [name.slice(2), value])));
  return { parameters: model.parameters(), logits: (x) => model.forward(x) };
}
