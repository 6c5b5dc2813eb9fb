import { curvePicture, type Medium } from "@blankfile/tracking/report";
import type { OpenRun } from "../run-source.ts";
import { Drawn } from "./drawn.tsx";
import { StepSlider, useStep } from "./steps.tsx";
import { useValues, waitText } from "./use-value.ts";

/** The curve of one step with its interval; up to five earlier ones thin behind it. */
export function CurveView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const [at, choose] = useStep(steps.length);
  const behind = steps.slice(Math.max(0, at - 5), at + 1);
  const loaded = useValues(run, behind, "curve");
  const known = behind.flatMap(({ step }, i) => {
    const value = loaded[i]!.value;
    return value ? [{ step, value }] : [];
  });
  const shown = loaded.at(-1)!.value;
  return (
    <>
      {shown ? (
        <Drawn draw={(width) => curvePicture(known, { name, width })} />
      ) : (
        <p class="soft">{waitText(loaded.at(-1)!)}</p>
      )}
      <StepSlider name={name} steps={steps.map(({ step }) => step)} at={at} choose={choose} />
    </>
  );
}
