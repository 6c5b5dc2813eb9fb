import { noGrad, type Tensor } from "@blankfile/tensor";
import { ReLU, Sigmoid, Tanh } from "../activations/activations.ts";
import { ReLU6 } from "../activations/hardtanh.ts";
import { tensorsIn } from "../module/hooks.ts";
import type { AnyModule } from "../module/module.ts";
import { withoutTrace } from "../module/without-trace.ts";

export interface DeadUnits {
  readonly path: string;
  readonly type: string;
  /** How many units the layer has. */
  readonly units: number;
  /** Those of which nothing was learnt from any sample: the slope is 0, or nearly, everywhere. */
  readonly dead: number[];
  /** dead / units. */
  readonly share: number;
}

export interface DeadUnitsOptions {
  /** How near to the end of its range a tanh or sigmoid counts as saturated. */
  margin?: number;
}

/** Whether a value lies where the slope is 0, or nearly. */
type Flat = (value: number, margin: number) => boolean;

const kinds: readonly [new () => AnyModule, Flat][] = [
  [ReLU, (y) => y === 0],
  [ReLU6, (y) => y === 0 || y === 6],
  [Tanh, (y, margin) => 1 - Math.abs(y) < margin],
  [Sigmoid, (y, margin) => Math.min(y, 1 - y) < margin],
];

/**
 * Units of ReLU modules that are 0 on all samples, and units of tanh and sigmoid that are saturated on all: no gradient passes them. `run`
 * calls the model on samples, as many as there are. A unit is a column of [N, F] and [B, T, F], a channel of [N, C, H, W]. The model is
 * afterwards as it was; `x.relu()` inside a module is not seen.
 */
export function deadUnits(
  model: AnyModule,
  run: () => unknown,
  { margin = 0.01 }: DeadUnitsOptions = {},
): DeadUnits[] {
  const alive = new Map<string, { type: string; units: boolean[] }>();
  const removes = model.namedModules().flatMap(([path, module]) => {
    const flat = kinds.find(([Kind]) => module instanceof Kind)?.[1];
    if (flat === undefined) return [];
    return module.registerForwardHook((_, __, output) => {
      const [y] = tensorsIn(output);
      if (y === undefined || y.ndim < 2) return;
      const entry = alive.get(path) ?? { type: module.constructor.name, units: [] };
      alive.set(path, entry);
      mark(y, entry.units, (value) => !flat(value, margin));
    });
  });
  try {
    withoutTrace(model, () => noGrad(run));
  } finally {
    for (const remove of removes) remove();
  }
  return [...alive].map(([path, { type, units }]) => {
    const dead = units.flatMap((lives, unit) => (lives ? [] : [unit]));
    return { path, type, units: units.length, dead, share: dead.length / units.length };
  });
}

function mark({ shape, data }: Tensor, units: boolean[], lives: (value: number) => boolean): void {
  const dim = shape.length === 4 ? 1 : shape.length - 1;
  const count = shape[dim]!;
  const inner = shape.slice(dim + 1).reduce((product, n) => product * n, 1);
  while (units.length < count) units.push(false);
  for (let i = 0; i < data.length; i++) if (lives(data[i]!)) units[Math.floor(i / inner) % count] = true;
}
