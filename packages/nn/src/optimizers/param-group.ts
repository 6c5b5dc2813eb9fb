import { Tensor } from "@blankfile/tensor";
import { Parameter } from "../module/parameter.ts";
import type { StateDict } from "../module/state.ts";
import { Setting } from "./setting.ts";

/** Parameters with options of their own; what is left out is the optimiser's. */
export type GroupOptions<Options> = { params: Iterable<Parameter> } & Partial<Options>;

/** What every optimiser takes: parameters, or groups of them. */
export type Params<Options> = Iterable<Parameter> | Iterable<GroupOptions<Options>>;

/**
 * Parameters that move by the same options. `group.lr = 0.1` (likewise `momentum`, `weightDecay`, `betas`) counts from the next step on,
 * also where the step is compiled: a formula reads these from `group.live`. All other options stay what they were.
 */
export type ParamGroup<Options> = Options & {
  readonly params: readonly Parameter[];
  /** The options that may change, as tensors without dimensions. */
  readonly live: Live;
};

export interface Live {
  readonly lr: Tensor;
  readonly momentum: Tensor;
  readonly weightDecay: Tensor;
  readonly beta1: Tensor;
  readonly beta2: Tensor;
  readonly beta3: Tensor;
}

/** Options that may change. At 0 the latter two are left out of the formula, and must stay 0. */
const changeable = ["lr", "momentum", "weightDecay"];
const switches = ["momentum", "weightDecay"];

/** The groups of an optimiser, checked: every parameter once, and options that `check` accepts. */
export function paramGroups<Options extends object>(
  where: string,
  params: Params<Options>,
  defaults: Options,
  check: (options: Options) => void,
): ParamGroup<Options>[] {
  const groups = asGroups(where, params);
  const seen = new Set<Parameter>();
  for (const group of groups) {
    if (typeof group.params?.[Symbol.iterator] !== "function")
      throw new TypeError(`${where}: a group without params, { params, lr, … } is needed`);
    for (const parameter of group.params) checkParameter(where, parameter, seen);
  }
  if (seen.size === 0)
    throw new RangeError(`${where}: no parameters, at least one is needed; pass model.parameters()`);
  return groups.map(({ params, ...options }) => {
    const known = Object.keys(defaults);
    const unknown = Object.keys(options).filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new RangeError(
        `${where}: a group with ${unknown.join(", ")}, options among ${known.join(", ")} are needed`,
      );
    }
    const all = { ...defaults, ...options } as Options;
    check(all);
    return groupOf(where, [...params], all, check);
  });
}

function asGroups<Options>(where: string, params: Params<Options>): GroupOptions<Options>[] {
  if (typeof params?.[Symbol.iterator] !== "function") {
    throw new TypeError(
      `${where}: params of type ${typeof params}, parameters or groups of them are needed; pass model.parameters()`,
    );
  }
  const given = [...params].map((item) => {
    if (item instanceof Parameter) return item;
    checkGroup(where, item);
    return { ...item };
  });
  // An iterable of parameters may be read once only.
  for (const group of given)
    if (!(group instanceof Parameter) && group.params) group.params = [...group.params];
  const plain = given.every((item) => item instanceof Parameter);
  return (plain ? [{ params: given }] : given) as GroupOptions<Options>[];
}

/** Refuses what stands where a parameter or a group should, by what it is. */
function checkGroup(where: string, item: unknown): void {
  const isObject = typeof item === "object" && item !== null;
  if (isObject && !Array.isArray(item) && !(item instanceof Tensor)) return;
  const found = Array.isArray(item) ? "a pair with a name" : isObject ? "a Tensor that is no Parameter" : "";
  throw new TypeError(
    `${where}: ${found || `something of type ${typeof item}`}, parameters are needed; pass model.parameters()`,
  );
}

function checkParameter(where: string, parameter: unknown, seen: Set<Parameter>): void {
  if (!(parameter instanceof Parameter)) {
    throw new TypeError(
      `${where}: something else than a Parameter, parameters are needed; pass model.parameters()`,
    );
  }
  if (seen.has(parameter))
    throw new RangeError(`${where}: a parameter in two groups, or twice in one, each once is needed`);
  seen.add(parameter);
}

function groupOf<Options extends object>(
  where: string,
  params: readonly Parameter[],
  options: Options,
  check: (options: Options) => void,
): ParamGroup<Options> {
  const live: Record<string, Tensor> = {};
  const group = { params, live } as unknown as ParamGroup<Options>;
  const define = (name: string, accessor: PropertyDescriptor) =>
    Object.defineProperty(group, name, { ...accessor, enumerable: true });
  for (const [name, value] of Object.entries(options)) {
    if (changeable.includes(name) && typeof value === "number") {
      const setting = new Setting(value);
      live[name] = setting.tensor;
      const set = (next: number) => {
        if (switches.includes(name) && value === 0 && next !== 0) {
          throw new RangeError(
            `${where}: ${name} ${next} after it was 0, a value above 0 from the start is needed; at 0 it is left out of the formula`,
          );
        }
        check({ ...group, [name]: next });
        setting.value = next;
      };
      define(name, { get: () => setting.value, set });
    } else if (name === "betas" && Array.isArray(value)) {
      const settings = value.map((beta: number) => new Setting(beta));
      for (const [i, { tensor }] of settings.entries()) live[`beta${i + 1}`] = tensor;
      const set = (next: readonly number[]) => {
        check({ ...group, betas: next });
        for (const [i, setting] of settings.entries()) setting.value = next[i]!;
      };
      define(name, { get: () => settings.map((setting) => setting.value), set });
    } else define(name, { value });
  }
  return group;
}

/** The options that may change of group j, by the names "param_groups.j.lr". */
export function settingsOf(groups: readonly ParamGroup<object>[]): StateDict {
  return Object.fromEntries(
    groups.flatMap((group, j) =>
      Object.entries(group.live).map(([name, setting]) => [`param_groups.${j}.${name}`, setting]),
    ),
  );
}

/** What puts a saved setting in, if the key names one, and returns what undoes that. */
export function readSetting(
  groups: readonly ParamGroup<object>[],
  key: string,
  value: Tensor,
): (() => () => void) | undefined {
  const [, j, name] = /^param_groups\.(\d+)\.(\w+)$/.exec(key) ?? [];
  const group = groups[Number(j)];
  if (name === undefined || !group || !(name in group.live) || value.ndim !== 0) return undefined;
  const settings = group as unknown as Record<string, unknown> & { betas: readonly number[] };
  const [, place] = /^beta(\d)$/.exec(name) ?? [];
  const option = place === undefined ? name : "betas";
  return () => {
    const before = settings[option];
    settings[option] =
      place === undefined ? value.item() : settings.betas.with(Number(place) - 1, value.item());
    return () => {
      settings[option] = before;
    };
  };
}

/** Puts saved settings in, those of all groups; where one is refused, all stay what they were. */
export function restoreSettings(
  where: string,
  groups: readonly ParamGroup<object>[],
  restores: ReadonlyMap<string, () => () => void>,
): void {
  const missing = Object.keys(settingsOf(groups)).find((key) => !restores.has(key));
  if (restores.size > 0 && missing !== undefined) {
    throw new RangeError(
      `${where}.loadStateDict: a state without ${missing}, the settings of all ${groups.length} groups are needed; the state must come from the same model and optimiser`,
    );
  }
  const undo: (() => void)[] = [];
  try {
    for (const restore of restores.values()) undo.unshift(restore());
  } catch (error) {
    for (const back of undo) back();
    throw error;
  }
}
