import { Tensor } from "@blankfile/tensor";

/** Tensors by name, in PyTorch's keys: "0.weight", "0.bias". */
export type StateDict = Record<string, Tensor>;

export interface StateFaults {
  /** Names that the module has and the state lacks. */
  missing: string[];
  /** Names that the state has and the module lacks. */
  unexpected: string[];
}

/** Copies a state into a module's tensors, or lists all that does not fit and changes nothing. */
export function loadState(own: Map<string, Tensor>, state: StateDict, strict: boolean): StateFaults {
  for (const [name, value] of Object.entries(state)) {
    if (value instanceof Tensor) continue;
    throw new TypeError(`loadStateDict: ${name} of type ${typeof value}, tensors by name are needed`);
  }
  const missing = [...own.keys()].filter((name) => state[name] === undefined);
  const unexpected = Object.keys(state).filter((name) => !own.has(name));
  const misshapen = [...own]
    .filter(([name, value]) => state[name] !== undefined && String(state[name].shape) !== String(value.shape))
    .map(([name, value]) => `${name} [${state[name]!.shape.join(", ")}] for [${value.shape.join(", ")}]`);
  const faults = [
    ...(strict && missing.length > 0 ? [`missing ${missing.join(", ")}`] : []),
    ...(strict && unexpected.length > 0 ? [`unexpected ${unexpected.join(", ")}`] : []),
    ...(misshapen.length > 0 ? [`shapes differ: ${misshapen.join("; ")}`] : []),
  ];
  if (faults.length > 0) {
    throw new RangeError(
      `loadStateDict: ${faults.join("; ")}; the state must come from a module of the same architecture`,
    );
  }
  for (const [name, value] of own) if (state[name]) value.copy_(state[name]);
  return { missing, unexpected };
}
