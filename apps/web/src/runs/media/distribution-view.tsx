import { distributionsPicture, type Medium, numberText, quantilesText } from "@blankfile/tracking/report";
import type { OpenRun } from "../run-source.ts";
import { Drawn } from "./drawn.tsx";
import { StepSlider, useStep } from "./steps.tsx";
import { useValues, waitText } from "./use-value.ts";

/** Quantiles over the steps as bands, and those of one step as figures. */
export function DistributionView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const loaded = useValues(run, steps, "distribution");
  const [at, choose] = useStep(steps.length);
  const known = steps.flatMap(({ step }, i) => {
    const value = loaded[i]!.value;
    return value ? [{ step, value }] : [];
  });
  if (known.length === 0) return <p class="soft">{waitText(loaded[0]!)}</p>;
  const shown = loaded[at]!.value;
  return (
    <>
      <Drawn
        draw={(width) => distributionsPicture(known, { name, width })}
        mark={(area) => (known.length > 1 ? area.x(steps[at]!.step) : undefined)}
      />
      <StepSlider name={name} steps={steps.map(({ step }) => step)} at={at} choose={choose} />
      {shown && (
        <p class="soft">
          {shown.count.toLocaleString("en-GB")} values, mean {numberText(shown.mean)}, standard deviation{" "}
          {numberText(shown.sd)}
          {shown.nan > 0 && `, ${shown.nan} NaN`}. Quantiles: {quantilesText(shown)}
        </p>
      )}
    </>
  );
}
