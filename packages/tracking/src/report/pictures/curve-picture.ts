import { numberOf } from "../../non-finite.ts";
import type { Curve } from "../../values/curve.ts";
import { numberText } from "../number-text.ts";
import type { Picture } from "./area.ts";
import { linePicture, type PictureLine } from "./line-picture.ts";

export interface StepCurve {
  step: number;
  value: Curve;
}

/** The last of the curves with its interval; earlier ones thin behind it. */
export function curvePicture(
  steps: readonly StepCurve[],
  { name, width, height }: { name: string; width?: number; height?: number },
): Picture {
  const { step, value } = steps.at(-1)!;
  const earlier = steps.slice(0, -1).map((one) => ({ ...lineOf(one.value, false), isThin: true }));
  const y = value.y.map(numberOf).filter(Number.isFinite);
  const ends = y.length === 0 ? "no values" : `from ${numberText(y[0]!)} to ${numberText(y.at(-1)!)}`;
  return linePicture([lineOf(value, true), ...earlier], {
    title: name,
    desc: `step ${step}, ${value.yName ?? "y"} over ${value.xName ?? "x"} ${ends}${value.low ? ", with an interval" : ""}`,
    xName: `${value.xName ?? "x"}${value.yName === undefined ? "" : ` → ${value.yName}`}`,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  });
}

function lineOf({ x, y, low, high }: Curve, withBand: boolean): PictureLine {
  return {
    x,
    y: y.map(numberOf),
    ...(withBand && low && high && { low: low.map(numberOf), high: high.map(numberOf) }),
  };
}
