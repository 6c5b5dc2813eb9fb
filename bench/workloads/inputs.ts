import type { StateDict } from "@blankfile/nn";
import { full, ones, Philox, randint, randn, type Tensor, zeros } from "@blankfile/tensor";
import { moduleModel } from "../models/modules.ts";
import {
  type Convnet,
  type Gpt,
  isModuleWorkload,
  type Mlp,
  type ModuleWorkload,
  type Workload,
} from "./workload.ts";

/**
 * What a workload computes on: parameters under "p.<name>", in PyTorch's layouts (dense [out, in], convolution [out, in, 3, 3]),
 * inputs under "x" and "y". Written to a safetensors file, so that every engine starts from the same numbers.
 */
export function inputs(workload: Workload, seed = 1): StateDict {
  const rng = new Philox(seed);
  if (workload.kind === "product") {
    const { n, dtype } = workload;
    return { a: randn([n, n], { rng, dtype }), b: randn([n, n], { rng, dtype }) };
  }
  if (workload.kind === "tiny") {
    const shape = [workload.length];
    return { x: randn(shape, { rng }), w: full(shape, 0.999), b: randn(shape, { rng }).mul(1e-3) };
  }
  if (isModuleWorkload(workload)) return moduleInputs(workload, rng);
  if (workload.kind === "mlp") return mlpInputs(workload, rng);
  if (workload.kind === "convnet") return convnetInputs(workload, rng);
  return gptInputs(workload, rng);
}

function dense(name: string, shape: number[], rng: Philox, deviation?: number): StateDict {
  const fanIn = shape.slice(1).reduce((product, size) => product * size, 1);
  const weight = randn(shape, { rng }).mul(deviation ?? Math.sqrt(2 / fanIn));
  return { [`p.${name}.weight`]: weight, [`p.${name}.bias`]: zeros([shape[0]!]) };
}

/** The parameters that our modules start with, which PyTorch's take by the same names. */
function moduleInputs(workload: ModuleWorkload, rng: Philox): StateDict {
  const state = Object.entries(moduleModel(workload, rng).stateDict());
  const width = workload.kind === "lstm" ? workload.features : workload.width;
  return {
    ...Object.fromEntries(state.map(([name, value]) => [`p.${name}`, value])),
    x: randn([workload.batch, workload.context, width], { rng }),
    y: classes(workload.batch, workload.classes, rng),
  };
}

function mlpInputs({ sizes, batch }: Mlp, rng: Philox): StateDict {
  const layers = sizes.slice(1).map((out, i) => dense(String(i), [out, sizes[i]!], rng));
  return Object.assign({}, ...layers, {
    x: randn([batch, sizes[0]!], { rng }),
    y: classes(batch, sizes.at(-1)!, rng),
  });
}

function convnetInputs({ side, channels, classes: K, batch }: Convnet, rng: Philox): StateDict {
  return {
    ...dense("conv1", [channels[0], 1, 3, 3], rng),
    ...dense("conv2", [channels[1], channels[0], 3, 3], rng),
    ...dense("dense", [K, channels[1] * (side / 4) ** 2], rng),
    x: randn([batch, 1, side, side], { rng }),
    y: classes(batch, K, rng),
  };
}

function gptInputs({ layers, width, context, batch, vocabulary }: Gpt, rng: Philox): StateDict {
  const norm = (name: string): StateDict => ({
    [`p.${name}.weight`]: ones([width]),
    [`p.${name}.bias`]: zeros([width]),
  });
  const residual = 0.02 / Math.sqrt(2 * layers); // GPT-2's smaller start for what is added to the stream
  const blocks = Array.from({ length: layers }, (_, i) => ({
    ...norm(`${i}.norm1`),
    ...dense(`${i}.qkv`, [3 * width, width], rng, 0.02),
    ...dense(`${i}.out`, [width, width], rng, residual),
    ...norm(`${i}.norm2`),
    ...dense(`${i}.up`, [4 * width, width], rng, 0.02),
    ...dense(`${i}.down`, [width, 4 * width], rng, residual),
  }));
  return Object.assign({}, ...blocks, norm("norm"), {
    "p.tokens": randn([vocabulary, width], { rng }).mul(0.02),
    "p.positions": randn([context, width], { rng }).mul(0.02),
    "p.head": randn([vocabulary, width], { rng }).mul(0.02),
    x: classes([batch, context], vocabulary, rng),
    y: classes(batch * context, vocabulary, rng),
  });
}

function classes(shape: number | number[], count: number, rng: Philox): Tensor {
  return randint(0, count, Array.isArray(shape) ? shape : [shape], { rng });
}
