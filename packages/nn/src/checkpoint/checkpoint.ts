import type { PhiloxState } from "@blankfile/tensor";
import { generators } from "../module/generators.ts";
import type { AnyModule } from "../module/module.ts";
import type { StateDict } from "../module/state.ts";
import { loadSafetensors, saveSafetensors } from "./safetensors.ts";

/** Whatever a training goes on from: a module, an optimiser, a schedule. */
export interface Stateful {
  stateDict(): StateDict;
  loadStateDict(state: StateDict): unknown;
}

/** What a training changes, by the names that its state gets in the file. */
export interface Trained {
  model: AnyModule;
  optimizer: Stateful;
  [also: string]: Stateful;
}

/**
 * One safetensors file with a training's whole state: "model.0.weight" and so on, "optimizer.0.momentum_buffer" and so on, and where the
 * random numbers of dropout and the like have come. `remarks` holds what else is needed, the epoch for example.
 */
export function saveCheckpoint(trained: Trained, remarks: Record<string, string> = {}): Uint8Array {
  const state: StateDict = {};
  for (const [part, stateful] of Object.entries(trained)) {
    for (const [name, value] of Object.entries(stateful.stateDict())) state[`${part}.${name}`] = value;
  }
  const random = Object.fromEntries(
    generators(trained.model).map(([name, rng]) => [`random.${name}`, JSON.stringify(rng.getState())]),
  );
  return saveSafetensors(state, { ...remarks, ...random });
}

/**
 * Puts a checkpoint's state into a model, an optimiser and whatever else was saved, of the same make; returns its remarks. Where a part
 * does not fit, the error says so, and the model is as before.
 */
export function loadCheckpoint(file: Uint8Array, trained: Trained): Record<string, string> {
  const { tensors, metadata } = loadSafetensors(file);
  const parts: Record<string, StateDict> = Object.fromEntries(Object.keys(trained).map((part) => [part, {}]));
  for (const [key, value] of Object.entries(tensors)) {
    const [, part, name] = /^(\w+)\.(.+)$/.exec(key) ?? [];
    if (part === undefined || name === undefined || !Object.hasOwn(parts, part)) {
      throw new RangeError(
        `loadCheckpoint: a tensor named ${key}, ${Object.keys(parts)
          .map((known) => `${known}.<name>`)
          .join(" or ")} is needed`,
      );
    }
    parts[part]![name] = value;
  }
  const before = Object.entries(trained.model.stateDict()).map(([name, value]) => [name, value.clone()]);
  try {
    for (const [part, stateful] of Object.entries(trained)) stateful.loadStateDict(parts[part]!);
  } catch (error) {
    trained.model.loadStateDict(Object.fromEntries(before));
    throw error;
  }
  for (const [name, rng] of generators(trained.model)) {
    const state = metadata[`random.${name}`];
    if (state !== undefined) rng.setState(JSON.parse(state) as PhiloxState);
  }
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !name.startsWith("random.")));
}
