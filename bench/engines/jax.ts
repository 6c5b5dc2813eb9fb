// node bench/engines/jax.ts: @jax-js/jax as a process of the bench. Steps are one jitted function; tiny operations run eagerly.
import type { StateDict } from "@blankfile/nn";
import type { Tensor } from "@blankfile/tensor";
import { defaultDevice, grad, init, jit, numpy as np } from "@jax-js/jax";
import {
  type Convnet,
  type Gpt,
  isModuleWorkload,
  type Mlp,
  type Tiny,
  type Workload,
} from "../workloads/workload.ts";
import { lossOf, type Params } from "./jax-models.ts";
import { adamStep } from "./jax-step.ts";
import { type Runnable, serve, versionOf } from "./serve.ts";

await serve(async () => {
  const devices = await init("wasm");
  if (!devices.includes("wasm")) throw new Error("jax-js has no wasm backend here");
  defaultDevice("wasm");
  return { version: `@jax-js/jax ${versionOf("@jax-js/jax")} wasm, Node ${process.versions.node}`, prepare };
});

function prepare(workload: Workload, inputs: StateDict): Runnable {
  if (workload.kind === "product") {
    const product = jit((a: np.Array, b: np.Array) => np.matmul(a, b));
    const [a, b] = [array(inputs.a!), array(inputs.b!)];
    return keeping(() => product(a.ref, b.ref), first);
  }
  if (workload.kind === "tiny") return tiny(workload, inputs);
  if (isModuleWorkload(workload)) throw new Error("its modules are not among the peers");
  return training(workload, inputs);
}

/** Runs, waits for the numbers, and gives back the memory of the run before. */
function keeping(fn: () => np.Array, value: (last: np.Array) => number): Runnable {
  let last: np.Array | undefined;
  return {
    run: async () => {
      last?.dispose();
      last = fn();
      await last.blockUntilReady();
    },
    value: () => value(last!),
    drop: () => last?.dispose(),
  };
}

function tiny({ ops, backward }: Tiny, inputs: StateDict): Runnable {
  const chain = (x: np.Array, w: np.Array, b: np.Array): np.Array => {
    let y = x;
    for (let i = 0; i < ops; i++) y = i % 2 === 0 ? y.mul(w.ref) : y.add(b.ref);
    w.dispose();
    b.dispose();
    return y;
  };
  const gradients = grad((x: np.Array, w: np.Array, b: np.Array) => chain(x, w, b).sum(), {
    argnums: [0, 1, 2],
  });
  const [x, w, b] = [array(inputs.x!), array(inputs.w!), array(inputs.b!)];
  const run = () => {
    if (!backward) return chain(x.ref, w.ref, b.ref);
    const [gx, gw, gb] = gradients(x.ref, w.ref, b.ref);
    return gx.add(gw).add(gb);
  };
  return keeping(run, (last) => first(last.ref.sum()));
}

function training(workload: Mlp | Gpt | Convnet, inputs: StateDict): Runnable {
  const params: Params = {};
  for (const [name, value] of Object.entries(inputs)) {
    if (name.startsWith("p.")) params[name.slice(2)] = parameter(name, value);
  }
  const step = adamStep(params, lossOf(workload), { x: array(inputs.x!), y: array(inputs.y!) });
  let loss = 0;
  return {
    run: () => {
      loss = first(step());
    },
    value: () => loss,
  };
}

/** Dense weights lie [in, out] here, as JAX's libraries have them. */
function parameter(name: string, value: Tensor): np.Array {
  const isDense = value.ndim === 2 && (name.endsWith(".weight") || name.endsWith("head"));
  return array(isDense ? value.transpose(0, 1).clone() : value);
}

function array({ data, shape, dtype }: Tensor): np.Array {
  const types = { float32: np.float32, float64: np.float64, int32: np.int32, bool: np.bool };
  return np.array(data as Float32Array<ArrayBuffer>, { shape: [...shape], dtype: types[dtype] });
}

/** The first number; the array stays usable. */
function first(value: np.Array): number {
  return value.ref.dataSync()[0]!;
}
