import { noGrad, type Philox, type Tensor } from "@blankfile/tensor";
import { KernelModule } from "../convolution/kernel-module.ts";
import { Linear } from "../layers/linear.ts";
import type { AnyModule, Module } from "../module/module.ts";
import { orthogonal_ } from "./orthogonal.ts";

export interface LsuvOptions {
  rng: Philox;
  /** How far from 1 a variance may stay, Tol_var; 0.1 unless told. */
  tolerance?: number;
  /** How often a weight is scaled at most, T_max; 10 unless told. */
  maxIterations?: number;
}

/** What became of one layer. */
export interface LsuvLayer {
  /** Its path in the model: "0", "body.3". */
  name: string;
  /** The variance of its output with the orthonormal weight, and at the end. */
  varianceBefore: number;
  variance: number;
  /** How often the weight was scaled. */
  iterations: number;
}

type Layer = Linear | KernelModule;

/**
 * Layer-sequential unit-variance initialisation: each linear or convolutional layer, in the order in which `forward` comes to it, gets
 *
 *   W ← an orthonormal matrix;   while |Var(y) − 1| ≥ Tol_var, at most T_max times:   W ← W / √Var(y)
 *
 * y being its output for the batch, over all its elements. Biases become 0. The model computes in evaluation meanwhile and goes back to the
 * mode it was in. A layer that is called several times counts with its first output.
 *
 * Mishkin and Matas 2016, Algorithm 1, https://arxiv.org/abs/1511.06422
 */
export function lsuv(
  model: Module<[Tensor], unknown>,
  batch: Tensor,
  { rng, tolerance = 0.1, maxIterations = 10 }: LsuvOptions,
): LsuvLayer[] {
  if (!(tolerance > 0)) throw new RangeError(`lsuv: tolerance ${tolerance}, a number above 0 is needed`);
  if (!Number.isInteger(maxIterations) || maxIterations < 0)
    throw new RangeError(`lsuv: maxIterations ${maxIterations}, a whole number from 0 is needed`);
  return evaluating(model, () =>
    inOrder(model, batch, rng).map(([name, layer]) => {
      let variance = outputVariance(model, batch, [name, layer]);
      const varianceBefore = variance;
      let iterations = 0;
      for (; Math.abs(variance - 1) >= tolerance && iterations < maxIterations; iterations++) {
        layer.weight.div_(Math.sqrt(variance));
        variance = outputVariance(model, batch, [name, layer]);
      }
      return { name, varianceBefore, variance, iterations };
    }),
  );
}

/** The layers in the order of their first call, with orthonormal weights and without biases. */
function inOrder(model: Module<[Tensor], unknown>, batch: Tensor, rng: Philox): [string, Layer][] {
  const layers = model
    .namedModules()
    .filter((entry): entry is [string, Layer & AnyModule] => isLayer(entry[1]));
  const called = new Map<AnyModule, number>();
  const remove = layers.map(([, layer]) =>
    layer.registerForwardHook((module) => void (called.has(module) || called.set(module, called.size))),
  );
  try {
    model.forward(batch);
  } finally {
    for (const take of remove) take();
  }
  const idle = layers.filter(([, layer]) => !called.has(layer)).map(([name]) => name);
  if (layers.length === 0 || idle.length > 0) {
    throw new RangeError(
      `lsuv: ${layers.length === 0 ? "a model without linear or convolutional layers" : `layers that forward does not call (${idle.join(", ")})`}, layers with an output for the batch are needed`,
    );
  }
  for (const [, layer] of layers) {
    orthogonal_(layer.weight, { rng });
    layer.bias?.zero_();
  }
  return layers.sort(([, a], [, b]) => called.get(a)! - called.get(b)!);
}

function isLayer(module: AnyModule): module is Layer & AnyModule {
  return module instanceof Linear || module instanceof KernelModule;
}

/** Runs `body` without gradients and with the model in evaluation; afterwards every part is in the mode it was in. */
function evaluating<T>(model: AnyModule, body: () => T): T {
  const modes = model.modules().map((module) => [module, module.training] as const);
  model.eval();
  try {
    return noGrad(body);
  } finally {
    for (const [module, training] of modes) module.training = training;
  }
}

function outputVariance(
  model: Module<[Tensor], unknown>,
  batch: Tensor,
  [name, layer]: [string, Layer],
): number {
  const outputs: Tensor[] = [];
  const remove = layer.registerForwardHook((_, __, output) => void outputs.push(output as Tensor));
  try {
    model.forward(batch);
  } finally {
    remove();
  }
  const variance = outputs[0]!.var({ correction: 0 }).item();
  if (!(variance > 0 && Number.isFinite(variance))) {
    throw new RangeError(
      `lsuv: the output of ${name} has variance ${variance}, a finite number above 0 is needed; the batch may be constant, or the layers before it may pass nothing on`,
    );
  }
  return variance;
}
