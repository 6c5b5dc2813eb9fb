// node bench/engines/tfjs.ts wasm|cpu: tfjs as a process of the bench. Each run is one `tidy`; the state of Adam is tfjs's own.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StateDict } from "@blankfile/nn";
import type { Tensor } from "@blankfile/tensor";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {
  type Convnet,
  type Gpt,
  isModuleWorkload,
  type Mlp,
  type Tiny,
  type Workload,
} from "../workloads/workload.ts";
import { type Engine, type Runnable, serve, versionOf } from "./serve.ts";
import "./tfjs-gradients.ts";
import { lossOf } from "./tfjs-models.ts";

const backend = process.argv[2] ?? "wasm";

await serve(async (): Promise<Engine> => {
  const wasm = fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm"));
  setWasmPaths(join(dirname(wasm), "/"));
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no ${backend} backend here`);
  await tf.ready();
  return {
    version: `tfjs ${versionOf("@tensorflow/tfjs-core")} ${backend}, Node ${process.versions.node}`,
    prepare,
  };
});

function prepare(workload: Workload, inputs: StateDict): Runnable {
  if (workload.kind === "product") {
    const [a, b] = [array(inputs.a!), array(inputs.b!)] as [tf.Tensor2D, tf.Tensor2D];
    return keeping(
      () => tf.matMul(a, b),
      (c) => c.dataSync()[0]!,
    );
  }
  if (workload.kind === "tiny") return tiny(workload, inputs);
  if (isModuleWorkload(workload)) throw new Error("its modules are not among the peers");
  return training(workload, inputs);
}

/** Runs inside a tidy and gives back the memory of the run before. */
function keeping(fn: () => tf.Tensor, value: (last: tf.Tensor) => number): Runnable {
  let last: tf.Tensor | undefined;
  return {
    run: () => {
      last?.dispose();
      last = tf.tidy(fn);
    },
    value: () => value(last!),
  };
}

function tiny({ ops, backward }: Tiny, inputs: StateDict): Runnable {
  const chain = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor): tf.Tensor => {
    let y = x;
    for (let i = 0; i < ops; i++) y = i % 2 === 0 ? tf.mul(y, w) : tf.add(y, b);
    return y;
  };
  const gradients = tf.grads((x, w, b) => tf.sum(chain(x!, w!, b!)));
  const [x, w, b] = [array(inputs.x!), array(inputs.w!), array(inputs.b!)];
  const run = () => {
    if (!backward) return chain(x, w, b);
    const [gx, gw, gb] = gradients([x, w, b]);
    return tf.add(tf.add(gx!, gw!), gb!);
  };
  return keeping(run, (last) => tf.tidy(() => tf.sum(last).dataSync()[0]!));
}

function training(workload: Mlp | Gpt | Convnet, inputs: StateDict): Runnable {
  const params: Record<string, tf.Variable> = {};
  for (const [name, value] of Object.entries(inputs)) {
    if (name.startsWith("p.")) params[name.slice(2)] = tf.variable(parameter(name, value));
  }
  const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  const loss = lossOf(workload, params);
  const x = workload.kind === "convnet" ? tf.transpose(array(inputs.x!), [0, 2, 3, 1]) : array(inputs.x!);
  const y = array(inputs.y!);
  let last = 0;
  return {
    run: () => {
      const value = optimizer.minimize(() => loss(x, y), true)!;
      last = value.dataSync()[0]!;
      value.dispose();
    },
    value: () => last,
    drop: () => tf.disposeVariables(),
  };
}

/** Dense weights lie [in, out] here and kernels [3, 3, in, out], as tfjs has them. */
function parameter(name: string, value: Tensor): tf.Tensor {
  const all = array(value);
  if (value.ndim === 4) return tf.transpose(all, [2, 3, 1, 0]);
  const isDense = value.ndim === 2 && (name.endsWith(".weight") || name.endsWith("head"));
  return isDense ? tf.transpose(all) : all;
}

function array({ data, shape, dtype }: Tensor): tf.Tensor {
  if (dtype === "float64") throw new Error("tfjs has no float64");
  return tf.tensor(data as Float32Array, [...shape], dtype);
}
