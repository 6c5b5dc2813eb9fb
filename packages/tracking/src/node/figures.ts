import { seedInterval } from "../seed-interval.ts";

/** One metric of one variant, over the seeds. */
export interface Figure {
  variant: string;
  metric: string;
  /** By seed. */
  values: number[];
  mean: number;
  /** 95 %, from Student's t over the seeds; none of one seed. */
  interval?: [number, number];
}

/** What an experiment's runs ended with. */
export class Figures {
  readonly all: readonly Figure[];

  constructor(all: readonly Figure[]) {
    this.all = all;
  }

  /** The figure of a metric in a variant; a RangeError where no run gave it. */
  of(variant: string, metric: string): Figure {
    const figure = this.all.find((one) => one.variant === variant && one.metric === metric);
    if (!figure) {
      const known = this.all.map((one) => `${one.variant} ${one.metric}`).join(", ");
      throw new RangeError(`figures: no ${metric} of ${variant}, one of ${known || "none"} is needed`);
    }
    return figure;
  }

  mean(variant: string, metric: string): number {
    return this.of(variant, metric).mean;
  }
}

/** One figure from the values that the seeds ended with. */
export function figureOf(variant: string, metric: string, values: number[]): Figure {
  const over = seedInterval(values);
  if (!over) return { variant, metric, values, mean: values[0]! };
  return {
    variant,
    metric,
    values,
    mean: over.mean,
    interval: [over.mean - over.half, over.mean + over.half],
  };
}

/** "97.22 % (96.53 to 97.91)". Digits from the size of the number. */
export function showFigure({ mean, interval }: Figure, unit = ""): string {
  const space = unit === "" ? "" : " ";
  const over = interval ? ` (${showNumber(interval[0])} to ${showNumber(interval[1])})` : "";
  return `${showNumber(mean)}${space}${unit}${over}`;
}

/** Four digits that say something; powers of ten for the very small and the very large. */
export function showNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2);
  return value.toFixed(size >= 10 ? 2 : size >= 1 ? 3 : 4);
}
