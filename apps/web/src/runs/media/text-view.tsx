import type { Medium } from "@blankfile/tracking/report";
import type { OpenRun } from "../run-source.ts";
import { StepSlider, useStep } from "./steps.tsx";
import { useValue, waitText } from "./use-value.ts";

/** The text of one step. */
export function TextView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const [at, choose] = useStep(steps.length);
  const loaded = useValue(run, steps[at]!, "text");
  return (
    <>
      <StepSlider name={name} steps={steps.map(({ step }) => step)} at={at} choose={choose} />
      {loaded.value ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <pre class="tall" tabIndex={0}>
          {loaded.value.text}
        </pre>
      ) : (
        <p class="soft">{waitText(loaded)}</p>
      )}
    </>
  );
}
