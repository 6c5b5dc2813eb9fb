import { numberOf } from "../../non-finite.ts";
import type { Distribution } from "../../values/distribution.ts";
import { type Markup, markup } from "../markup.ts";
import { numberText } from "../number-text.ts";
import { area, band, extent, type Picture, path, place } from "./area.ts";
import { spread } from "./histogram-picture.ts";

export interface StepDistribution {
  step: number;
  value: Distribution;
}

/** Quantiles over the steps: a band between each level and the one as far from the other end, and the middle one as a line. */
export function distributionsPicture(
  all: readonly StepDistribution[],
  { name, width, height }: { name: string; width?: number; height?: number },
): Picture {
  const shown = spread(all, 400);
  const { levels } = all.at(-1)!.value;
  const fitting = shown.filter(({ value }) => value.levels.join() === levels.join());
  const steps = fitting.map(({ step }) => step);
  const at = (level: number) => fitting.map(({ value }) => numberOf(value.quantiles[level]!));
  const frame = area({
    title: name,
    desc: inWords(all),
    x: { label: "step", domain: extent(steps) },
    y: {
      label: "",
      domain: extent(
        levels.flatMap((_, i) => at(i)),
        0.04,
      ),
    },
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  });
  const x = steps.map(frame.x);
  const y = (level: number) => at(level).map(frame.y);
  const pairs = Array.from({ length: Math.floor(levels.length / 2) }, (_, i) => [i, levels.length - 1 - i]);
  if (steps.length === 1) return { svg: frame.svg(column(fitting[0]!.value, frame, x[0]!)), area: frame };
  const bands = pairs.map(([low, high]) => markup`<path class="band" d="${band(x, y(low!), y(high!))}"/>`);
  const middle = levels.length % 2 === 1 ? path(x, y((levels.length - 1) / 2)) : "";
  return { svg: frame.svg(...bands, markup`<path class="line" d="${middle}"/>`), area: frame };
}

/** A single step has no width: its quantiles stand on one upright line. */
function column({ quantiles }: Distribution, frame: Picture["area"], x: number): Markup {
  return markup`${quantiles
    .map(numberOf)
    .filter(Number.isFinite)
    .map((value) => markup`<circle class="point" cx="${place(x)}" cy="${place(frame.y(value))}" r="3"/>`)}`;
}

/** "0 %: −2.1, 50 %: 0.03, 100 %: 2.4". */
export function quantilesText({ levels, quantiles }: Distribution): string {
  return levels
    .map((level, i) => `${numberText(Number((level * 100).toPrecision(4)))} %: ${numberText(quantiles[i]!)}`)
    .join(", ");
}

function inWords(all: readonly StepDistribution[]): string {
  const { step, value } = all.at(-1)!;
  return `quantiles over the steps ${all[0]!.step} to ${step}; at step ${step} ${quantilesText(value)}`;
}
