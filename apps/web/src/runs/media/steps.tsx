import { useState } from "preact/hooks";

/** Which of the steps is shown: the last one, also when more come, until the reader chooses another. */
export function useStep(count: number): [at: number, choose: (at: number) => void] {
  const [chosen, setChosen] = useState<number>();
  const at = chosen === undefined ? count - 1 : Math.min(chosen, count - 1);
  return [at, (next) => setChosen(next === count - 1 ? undefined : next)];
}

interface Props {
  /** What is shown, for a screen reader. */
  name: string;
  steps: readonly number[];
  at: number;
  choose: (at: number) => void;
}

/** A slider over the steps at which something was logged; a word where there is one. */
export function StepSlider({ name, steps, at, choose }: Props) {
  if (steps.length < 2) return <p class="step">step {steps[0]}</p>;
  return (
    <label class="step">
      <span>
        step {steps[at]}{" "}
        <small>
          ({at + 1} of {steps.length})
        </small>
      </span>
      <input
        type="range"
        min={0}
        max={steps.length - 1}
        value={at}
        aria-label={`${name}: step`}
        aria-valuetext={`step ${steps[at]}`}
        onInput={(event) => choose(Number(event.currentTarget.value))}
      />
    </label>
  );
}
