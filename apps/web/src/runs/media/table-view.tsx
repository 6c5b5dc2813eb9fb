import { type Medium, plainText } from "@blankfile/tracking/report";
import { useState } from "preact/hooks";
import type { OpenRun } from "../run-source.ts";
import { StepSlider, useStep } from "./steps.tsx";
import { useValue, waitText } from "./use-value.ts";

const page = 200;

/** The rows of one step: the first 200, and more when asked. */
export function TableView({ run, medium: { name, steps } }: { run: OpenRun; medium: Medium }) {
  const [at, choose] = useStep(steps.length);
  const [most, setMost] = useState(page);
  const loaded = useValue(run, steps[at]!, "table");
  const slider = (
    <StepSlider
      name={name}
      steps={steps.map(({ step }) => step)}
      at={at}
      choose={(next) => {
        setMost(page);
        choose(next);
      }}
    />
  );
  if (!loaded.value)
    return (
      <>
        {slider}
        <p class="soft">{waitText(loaded)}</p>
      </>
    );
  const { columns, rows } = loaded.value;
  return (
    <>
      {slider}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section class="scroll tall" tabIndex={0} aria-label={`${name}, step ${steps[at]!.step}`}>
        <table>
          <thead>
            <tr>
              {columns.map((column, c) => (
                <th scope="col" key={c} class={typeof rows[0]?.[c] === "number" ? "number" : ""}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row, r) => (
              <tr key={r}>
                {row.map((cell, c) => (
                  <td key={c} class={typeof cell === "number" ? "number" : ""}>
                    {plainText(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="soft">
        {rows.length > most
          ? `${most} of ${rows.length} rows `
          : `${rows.length} ${rows.length === 1 ? "row" : "rows"}`}
        {rows.length > most && (
          <button type="button" class="btn quiet small" onClick={() => setMost(most + page)}>
            {Math.min(page, rows.length - most)} more
          </button>
        )}
      </p>
    </>
  );
}
