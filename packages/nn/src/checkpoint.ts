import type { Module, StateDict } from "./module.ts";
import type { Optimizer } from "./optimizer.ts";
import { loadSafetensors, saveSafetensors } from "./safetensors.ts";

/** What a training changes, and so what it goes on from. */
export interface Trained {
  model: Module;
  optimizer: Optimizer;
}

/**
 * One safetensors file with a training's whole state: "model.0.weight" and so on, "optimizer.0.momentum_buffer" and so on. `remarks`
 * holds what else is needed, the epoch for example.
 */
export function saveCheckpoint(
  { model, optimizer }: Trained,
  remarks: Record<string, string> = {},
): Uint8Array {
  const state: StateDict = {};
  for (const [name, value] of Object.entries(model.stateDict())) state[`model.${name}`] = value;
  for (const [name, value] of Object.entries(optimizer.stateDict())) state[`optimizer.${name}`] = value;
  return saveSafetensors(state, remarks);
}

/** Puts a checkpoint's state into a model and an optimiser of the same make, and returns its remarks. */
export function loadCheckpoint(file: Uint8Array, { model, optimizer }: Trained): Record<string, string> {
  const { tensors, metadata } = loadSafetensors(file);
  const parts: Record<string, StateDict> = { model: {}, optimizer: {} };
  for (const [key, value] of Object.entries(tensors)) {
    const [, part, name] = /^(model|optimizer)\.(.+)$/.exec(key) ?? [];
    if (part === undefined || name === undefined)
      throw new RangeError(
        `loadCheckpoint: a tensor named ${key}, model.<name> or optimizer.<name> is needed`,
      );
    parts[part]![name] = value;
  }
  model.loadStateDict(parts.model!);
  optimizer.loadStateDict(parts.optimizer!);
  return metadata;
}
