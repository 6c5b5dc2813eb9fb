import { useId, useState } from "preact/hooks";
import type { LabFacts } from "./lab-protocol.ts";

interface Props {
  prediction: NonNullable<LabFacts["prediction"]>;
  /** What was said; "" where the reader runs without saying anything. */
  said: string | undefined;
  /** What came out, once it is known. */
  outcome: string | undefined;
  /** With other parameters than those that the question is about. */
  changed: boolean;
  say: (value: string) => void;
}

/** Asked before the first step; afterwards what was said stands beside what came out. */
export function PredictionBox({ prediction, said, outcome, changed, say }: Props) {
  const name = useId();
  const [chosen, choose] = useState("");
  const { question, options, because } = prediction;
  const label = (value: string) => options.find((option) => option.value === value)?.label ?? value;

  if (said === undefined)
    return (
      <form
        class="lab-prediction"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) say(chosen);
        }}
      >
        <fieldset>
          <legend>
            <span class="eyebrow">Before you run it</span>
            {question}
          </legend>
          {options.map((option) => (
            <label key={option.value}>
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={chosen === option.value}
                onChange={() => choose(option.value)}
              />
              {option.label}
            </label>
          ))}
        </fieldset>
        <div class="row">
          <button class="btn small" type="submit" disabled={!chosen}>
            Say it
          </button>
          <button class="btn quiet small" type="button" onClick={() => say("")}>
            Run without predicting
          </button>
        </div>
      </form>
    );
  if (said === "") return null;
  return (
    <div class="lab-prediction" role="status">
      <p class="asked">{question}</p>
      <p>
        You said: <b>{label(said)}</b>.{" "}
        {outcome === undefined ? (
          "Run it to find out."
        ) : outcome === said ? (
          <>
            <b class="ok">{changed ? "So it came out, with your settings." : "So it came out."}</b> {because}
          </>
        ) : (
          <>
            {changed ? "With your settings it came out" : "It came out"}: <b>{label(outcome)}</b>. {because}
          </>
        )}
      </p>
    </div>
  );
}
