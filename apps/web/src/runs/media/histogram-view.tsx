import type { Histogram } from "@blankfile/tracking";
import { histogramPicture, histogramsPicture, type Medium, numberText } from "@blankfile/tracking/report";
import { useState } from "preact/hooks";
import type { OpenRun } from "../run-source.ts";
import { Drawn } from "./drawn.tsx";
import { StepSlider, useStep } from "./steps.tsx";
import { useValues, waitText } from "./use-value.ts";

/** Histograms over the steps as a heat map; the one under the pointer, or of the slider, as bars below it. */
export function HistogramView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const loaded = useValues(run, steps, "histogram");
  const [chosen, choose] = useStep(steps.length);
  const [pointed, setPointed] = useState<number>();
  const known = steps.flatMap(({ step }, i) => {
    const value = loaded[i]!.value;
    return value ? [{ step, value, i }] : [];
  });
  const at = pointed ?? chosen;
  const shown = loaded[at]!.value;
  const missing = loaded.find(({ value }) => value === undefined);
  if (known.length === 0) return <p class="soft">{waitText(loaded[0]!)}</p>;
  return (
    <>
      {known.length > 1 && (
        <Drawn
          draw={(width) => histogramsPicture(known, { name, width })}
          point={(x, area) => setPointed(x === undefined ? undefined : nearest(known, x, area.x))}
          mark={(area) => area.x(steps[at]!.step) + 0.5}
        />
      )}
      <StepSlider name={name} steps={steps.map(({ step }) => step)} at={at} choose={choose} />
      {shown ? (
        <>
          <p class="soft">{inWords(shown)}</p>
          <Drawn
            draw={(width) =>
              histogramPicture({ step: steps[at]!.step, value: shown }, { name, width, height: 150 })
            }
          />
        </>
      ) : (
        <p class="soft">{waitText(loaded[at]!)}</p>
      )}
      {missing?.problem !== undefined && shown && <p class="soft">{missing.problem}</p>}
    </>
  );
}

/** The last one at or before the pointer: a column reaches from its step to the next. */
function nearest(
  known: readonly { step: number; i: number }[],
  x: number,
  place: (step: number) => number,
): number {
  return (known.findLast(({ step }) => place(step) <= x) ?? known[0]!).i;
}

/** "2,000 values from −3.1 to 2.9; 3 NaN". */
export function inWords({ edges, counts, nan, infinite }: Histogram): string {
  const total = counts.reduce((a, b) => a + b, 0);
  const range = total > 0 ? ` from ${numberText(edges[0]!)} to ${numberText(edges.at(-1)!)}` : "";
  const odd = [
    nan > 0 && `${nan} NaN`,
    infinite[0] > 0 && `${infinite[0]} −∞`,
    infinite[1] > 0 && `${infinite[1]} +∞`,
  ].filter((text) => text !== false);
  return `${total.toLocaleString("en-GB")} ${total === 1 ? "value" : "values"}${range}${odd.length > 0 ? `; ${odd.join(", ")}` : ""}`;
}
