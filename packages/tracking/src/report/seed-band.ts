import type { Point } from "../metrics.ts";
import { numberOf } from "../non-finite.ts";
import { seedInterval } from "../seed-interval.ts";

/** The mean of several seeds over the steps, with its 95 % interval. */
export interface SeedBand {
  steps: number[];
  mean: number[];
  low: number[];
  high: number[];
  /** The seeds have few steps in common: between their points a straight line is taken. */
  isInterpolated: boolean;
}

/**
 * Mean and interval at the steps that all seeds have; where those are fewer than half of the least, at all of their steps
 * within the part that all cover. A step at which a seed is NaN or infinite is a gap. undefined for fewer than two seeds.
 */
export function seedBand(seeds: readonly (readonly Point[])[]): SeedBand | undefined {
  const filled = seeds.filter((points) => points.length > 0);
  if (filled.length < 2) return undefined;
  const columns = filled.map((points) => ({
    steps: points.map(({ step }) => step),
    values: points.map(({ value }) => numberOf(value)),
  }));
  const shared = sharedSteps(columns.map(({ steps }) => steps));
  const least = Math.min(...filled.map(({ length }) => length));
  const isInterpolated = shared.length < least / 2;
  const steps = isInterpolated ? coveredSteps(columns.map(({ steps }) => steps)) : shared;
  if (steps.length === 0) return undefined;
  const rows = columns.map((column) => at(column, steps));
  const band: SeedBand = { steps, mean: [], low: [], high: [], isInterpolated };
  steps.forEach((_, i) => {
    const { mean, half } = seedInterval(rows.map((row) => row[i]!))!;
    band.mean.push(mean);
    band.low.push(mean - half);
    band.high.push(mean + half);
  });
  return band;
}

function sharedSteps(all: readonly (readonly number[])[]): number[] {
  const [first, ...rest] = all;
  const sets = rest.map((steps) => new Set(steps));
  return first!.filter((step) => sets.every((set) => set.has(step)));
}

function coveredSteps(all: readonly (readonly number[])[]): number[] {
  const from = Math.max(...all.map((steps) => steps[0]!));
  const to = Math.min(...all.map((steps) => steps.at(-1)!));
  return [...new Set(all.flat())].filter((step) => step >= from && step <= to).sort((a, b) => a - b);
}

/** Values at rising steps that the column covers. */
function at({ steps, values }: { steps: number[]; values: number[] }, wanted: readonly number[]): number[] {
  let i = 0;
  return wanted.map((step) => {
    while (steps[i]! < step) i++;
    if (steps[i] === step) return values[i]!;
    const part = (step - steps[i - 1]!) / (steps[i]! - steps[i - 1]!);
    return values[i - 1]! + part * (values[i]! - values[i - 1]!);
  });
}
