import { noGrad, Philox, type PhiloxState, type Tensor } from "@blankfile/tensor";
import { generators } from "../module/generators.ts";
import type { AnyModule } from "../module/module.ts";
import type { StateDict } from "../module/state.ts";
import { loadSafetensors, saveSafetensors } from "./safetensors.ts";
import { sha256 } from "./sha256.ts";

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
 * random numbers of dropout and the like have come. `remarks` holds what else is needed, the epoch for example. A digest of all that
 * stands in the file too, so that damage is noticed.
 */
export function saveCheckpoint(trained: Trained, remarks: Record<string, string> = {}): Uint8Array {
  const reserved = Object.keys(remarks).find((name) => name === "digest" || name.startsWith("random."));
  if (reserved !== undefined)
    throw new RangeError(
      `saveCheckpoint: a remark named ${reserved}, another name is needed; it is reserved`,
    );
  const state: StateDict = {};
  for (const [part, stateful] of Object.entries(trained)) {
    for (const [name, value] of Object.entries(stateful.stateDict())) state[`${part}.${name}`] = value;
  }
  const random = Object.fromEntries(
    generators(trained.model).map(([name, rng]) => [`random.${name}`, JSON.stringify(rng.getState())]),
  );
  const metadata = { ...remarks, ...random };
  return saveSafetensors(state, { ...metadata, digest: digestOf(state, metadata) });
}

/**
 * Puts a checkpoint's state into a model, an optimiser and whatever else was saved, of the same make; returns its remarks. A file that is
 * damaged, or of another architecture or optimiser, is refused with what differs, and then everything is as it was. The digest tells of
 * damage, not of somebody who makes a new one; files from before there was one are read without it.
 */
export function loadCheckpoint(file: Uint8Array, trained: Trained): Record<string, string> {
  const { tensors, metadata } = loadSafetensors(file);
  const { digest, ...kept } = metadata;
  if (digest !== undefined && digest !== digestOf(tensors, kept)) {
    throw new RangeError(
      "loadCheckpoint: the contents do not have the digest that the file names, an undamaged file is needed; go back to the checkpoint before",
    );
  }
  const parts = partsOf(tensors, Object.keys(trained));
  for (const [part, stateful] of Object.entries(trained)) checkPart(part, parts[part]!, stateful.stateDict());
  const states = randomStates(trained.model, kept);
  allOrNothing(trained, parts);
  for (const [rng, state] of states) rng.setState(state);
  return Object.fromEntries(Object.entries(kept).filter(([name]) => !name.startsWith("random.")));
}

/** Of names, dtypes, shapes, values and remarks, in whatever order the file has them: of the file that would be saved from them. */
function digestOf(tensors: StateDict, metadata: Record<string, string>): string {
  const sorted = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  return `sha256:${sha256(saveSafetensors(tensors, Object.fromEntries(sorted)))}`;
}

function partsOf(tensors: StateDict, names: readonly string[]): Record<string, StateDict> {
  const parts: Record<string, StateDict> = Object.fromEntries(names.map((part) => [part, {}]));
  for (const [key, value] of Object.entries(tensors)) {
    const [, part, name] = /^(\w+)\.(.+)$/.exec(key) ?? [];
    if (part === undefined || name === undefined || !Object.hasOwn(parts, part)) {
      throw new RangeError(
        `loadCheckpoint: a tensor named ${key}, ${names.map((known) => `${known}.<name>`).join(" or ")} is needed`,
      );
    }
    parts[part]![name] = value;
  }
  return parts;
}

/** What the parts themselves would take in silence: nothing at all, or numbers of another dtype. */
function checkPart(part: string, given: StateDict, own: StateDict): void {
  if (Object.keys(given).length === 0 && Object.keys(own).length > 0)
    throw new RangeError(`loadCheckpoint: a file without ${part}, ${part}.<name> is needed`);
  const other = Object.entries(own).find(([name, x]) => given[name] && given[name].dtype !== x.dtype);
  if (other) {
    const [name, { dtype }] = other;
    throw new RangeError(
      `loadCheckpoint: ${part}.${name} of dtype ${given[name]!.dtype}, ${dtype} is needed: the run would not go on with the same numbers`,
    );
  }
}

/** The generators' states, checked: those of the file must be those of the model. */
function randomStates(model: AnyModule, metadata: Record<string, string>): [Philox, PhiloxState][] {
  const own = new Map(generators(model).map(([name, rng]) => [`random.${name}`, rng]));
  const saved = Object.keys(metadata).filter((name) => name.startsWith("random."));
  const differing = [
    ...saved.filter((name) => !own.has(name)),
    ...[...own.keys()].filter((name) => metadata[name] === undefined),
  ];
  if (differing.length > 0) {
    throw new RangeError(
      `loadCheckpoint: random numbers for ${saved.join(", ") || "no module"}, for ${[...own.keys()].join(", ") || "none"} are needed; the model must be of the same architecture`,
    );
  }
  return [...own].map(([name, rng]) => [rng, stateOf(name, metadata[name]!)]);
}

function stateOf(name: string, text: string): PhiloxState {
  try {
    const state = JSON.parse(text) as PhiloxState;
    Philox.from(state);
    return state;
  } catch (cause) {
    throw new RangeError(
      `loadCheckpoint: ${name} is ${JSON.stringify(text.slice(0, 40))}, a generator's state is needed`,
      { cause },
    );
  }
}

/** Loads one part after the other; where one refuses, those before it are put back. */
function allOrNothing(trained: Trained, parts: Record<string, StateDict>): void {
  const loaded: [Stateful, StateDict][] = [];
  try {
    for (const [part, stateful] of Object.entries(trained)) {
      loaded.unshift([stateful, copyOf(stateful.stateDict())]);
      stateful.loadStateDict(parts[part]!);
    }
  } catch (error) {
    for (const [stateful, before] of loaded) stateful.loadStateDict(before);
    throw error;
  }
}

function copyOf(state: StateDict): StateDict {
  const entries = Object.entries(state).map(([name, x]): [string, Tensor] => [name, noGrad(() => x.clone())]);
  return Object.fromEntries(entries);
}
