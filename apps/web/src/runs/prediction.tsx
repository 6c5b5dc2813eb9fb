import { numberOf, type RunRow, seedInterval } from "@blankfile/tracking";
import { metricText } from "./format.ts";

/** What was said before the first step, beside what came out. */
export function Prediction({ rows }: { rows: RunRow[] }) {
  const said = rows.find((row) => row.prediction !== undefined)?.prediction;
  if (said === undefined) return null;
  const outcome = outcomeOf(rows, said.metric);
  return (
    <section class="card prediction">
      <div>
        <h2>Predicted</h2>
        <p class="said">{said.text}</p>
        <small>
          locked{" "}
          {new Date(said.lockedAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" })} ·
          SHA-256 <code>{said.hash.slice(0, 12)}…</code>{" "}
          {said.intact ? (
            "matches the text and time"
          ) : (
            <b class="bad">does not match: the text or time was changed later</b>
          )}
        </small>
      </div>
      <div>
        <h2>Came out</h2>
        {outcome === undefined ? (
          <p class="said">
            {said.metric === undefined
              ? "Compare with the figures below."
              : `${said.metric} has no value yet.`}
          </p>
        ) : (
          <p class="said">
            {said.metric} {metricText(outcome.value)}
            {outcome.of > 1 && `, the mean of ${outcome.of} seeds`}
            {said.range !== undefined && (
              <span class={inside(outcome.value, said.range) ? "met" : "missed"}>
                {inside(outcome.value, said.range) ? " inside " : " outside "}
                {metricText(said.range[0])} to {metricText(said.range[1])}
              </span>
            )}
          </p>
        )}
        {rows.some((row) => row.state === "running") && <small>still running</small>}
      </div>
    </section>
  );
}

function inside(value: number, [low, high]: [number, number]): boolean {
  return low <= value && value <= high;
}

function outcomeOf(rows: RunRow[], metric: string | undefined): { value: number; of: number } | undefined {
  if (metric === undefined) return undefined;
  const values = rows
    .map((row) => row.metrics[metric])
    .filter((value) => value !== undefined)
    .map(({ value }) => numberOf(value));
  if (values.length === 0) return undefined;
  return { value: seedInterval(values)?.mean ?? values[0]!, of: values.length };
}
