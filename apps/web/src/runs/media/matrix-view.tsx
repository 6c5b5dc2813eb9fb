import { type Medium, matrixTable } from "@blankfile/tracking/report";
import { useState } from "preact/hooks";
import type { OpenRun } from "../run-source.ts";
import { StepSlider, useStep } from "./steps.tsx";
import { useValue, waitText } from "./use-value.ts";

/** A confusion matrix, as counts or as shares of each true class. */
export function MatrixView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const [at, choose] = useStep(steps.length);
  const [as, setAs] = useState<"counts" | "shares">("counts");
  const loaded = useValue(run, steps[at]!, "confusion-matrix");
  return (
    <>
      <StepSlider name={name} steps={steps.map(({ step }) => step)} at={at} choose={choose} />
      <fieldset class="choice-row">
        <legend class="heard">{name}: numbers as</legend>
        {(["counts", "shares"] as const).map((one) => (
          <label key={one}>
            <input type="radio" checked={as === one} onChange={() => setAs(one)} />{" "}
            {one === "counts" ? "counts" : "shares of the row"}
          </label>
        ))}
      </fieldset>
      {loaded.value ? (
        <section
          class="scroll"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
          tabIndex={0}
          aria-label={name}
          dangerouslySetInnerHTML={{
            __html: matrixTable(loaded.value, { name, step: steps[at]!.step, as }).text,
          }}
        />
      ) : (
        <p class="soft">{waitText(loaded)}</p>
      )}
    </>
  );
}
