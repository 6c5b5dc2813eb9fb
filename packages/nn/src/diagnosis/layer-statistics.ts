import type { Tensor } from "@blankfile/tensor";
import { tensorsIn } from "../module/hooks.ts";
import type { AnyModule } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { withoutTrace } from "../module/without-trace.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";

/** Numbers in words that a chart can draw. */
export interface Spread {
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Counts of numbers between edges[i] and edges[i + 1]; the last bin holds its upper edge too. */
  readonly histogram: { readonly edges: number[]; readonly counts: number[] };
}

export interface LayerStatistics {
  readonly path: string;
  readonly type: string;
  /** Of what the module returned. */
  readonly activation: Spread;
  /** Of ∂L/∂(what it returned); null where none came back. */
  readonly gradient: Spread | null;
}

export interface ParameterStatistics {
  readonly name: string;
  readonly value: Spread;
  readonly gradient: Spread | null;
  /** ‖Δθ‖ / ‖θ‖ of one step; about 10⁻³ is usual. Null without an optimiser, or where θ is 0. */
  readonly updateRatio: number | null;
}

export interface StatisticsOptions {
  /** Makes an optimiser, of which one step is taken for the ratios. */
  optimizer?: (parameters: Parameter[]) => Optimizer;
  bins?: number;
}

/**
 * Mean, deviation and histogram of what every innermost module returns, of the gradients that come back to it, and of every parameter, its
 * gradient and its update. One forward and one backward; the model is afterwards as it was. Glorot and Bengio 2010 draw these to explain
 * why deep networks do not start: https://proceedings.mlr.press/v9/glorot10a.html
 */
export function layerStatistics(
  model: AnyModule,
  loss: () => Tensor,
  { optimizer, bins = 20 }: StatisticsOptions = {},
): { layers: LayerStatistics[]; parameters: ParameterStatistics[] } {
  if (!Number.isInteger(bins) || bins < 1)
    throw new RangeError(`layerStatistics: bins ${bins}, a whole number from 1 is needed`);
  const seen: { path: string; type: string; output: Tensor; gradient: Tensor | null }[] = [];
  const removes = model
    .namedModules()
    .filter(([, module]) => module.children().length === 0)
    .map(([path, module]) =>
      module.registerForwardHook((_, __, output) => {
        for (const tensor of tensorsIn(output)) {
          if (!tensor.dtype.startsWith("float")) continue;
          const entry = {
            path,
            type: module.constructor.name,
            output: tensor,
            gradient: null as Tensor | null,
          };
          if (tensor.requiresGrad)
            tensor.registerHook((g) => {
              entry.gradient = g;
            });
          seen.push(entry);
        }
      }),
    );
  try {
    return withoutTrace(model, () => {
      loss().backward();
      const layers = seen.map(({ path, type, output, gradient }) => ({
        ...{ path, type, activation: spread(output, bins) },
        gradient: gradient && spread(gradient, bins),
      }));
      const before = model
        .namedParameters()
        .map(([name, p]) => ({ name, p, value: Float64Array.from(p.data) }));
      const spreads = before.map(({ p }) => [spread(p, bins), p.grad && spread(p.grad, bins)] as const);
      optimizer?.(model.parameters()).step();
      const parameters = before.map(({ name, p, value }, i) => ({
        ...{ name, value: spreads[i]![0], gradient: spreads[i]![1] },
        updateRatio: optimizer ? ratio(value, p.data) : null,
      }));
      return { layers, parameters };
    });
  } finally {
    for (const remove of removes) remove();
  }
}

function ratio(before: ArrayLike<number>, after: ArrayLike<number>): number | null {
  let [moved, length] = [0, 0];
  for (let i = 0; i < before.length; i++) {
    moved += (after[i]! - before[i]!) ** 2;
    length += before[i]! ** 2;
  }
  return length === 0 ? null : Math.sqrt(moved / length);
}

function spread({ data }: Tensor, bins: number): Spread {
  const values = Float64Array.from(data);
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const std = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / n);
  const min = values.reduce((a, b) => Math.min(a, b), Infinity);
  const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
  // Without a width, or where it is not finite, one bin holds all.
  const width = max > min && Number.isFinite(max - min) ? (max - min) / bins : 0;
  const counts = new Array<number>(width === 0 ? 1 : bins).fill(0);
  for (const value of values)
    counts[width === 0 ? 0 : Math.min(bins - 1, Math.floor((value - min) / width))]! += 1;
  const edges = width === 0 ? [min, max] : Array.from({ length: bins + 1 }, (_, i) => min + i * width);
  return { mean, std, min, max, histogram: { edges, counts } };
}
