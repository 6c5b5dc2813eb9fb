import {
  type ComparedFigure,
  comparedFigure,
  configurations,
  predictionOutcome,
  type RunRow,
} from "@blankfile/tracking";
import { metricText } from "./format.ts";

/** What was said before the first step, beside what came out. */
export function Prediction({ rows }: { rows: readonly RunRow[] }) {
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
              : (seedsText(rows) ?? `No finished run has ${said.metric} yet.`)}
          </p>
        ) : (
          <p class="said">
            {said.metric} {metricText(outcome.mean)}
            {outcome.values.length > 1 && `, the mean of ${outcome.values.length} seeds`}
            {said.range !== undefined && said.intact && (
              <span class={inside(outcome.mean, said.range) ? "met" : "missed"}>
                {inside(outcome.mean, said.range) ? " inside " : " outside "}
                {metricText(said.range[0])} to {metricText(said.range[1])}
              </span>
            )}
          </p>
        )}
        <small>
          {[outcome && seedsText(rows), rows.some((row) => row.state === "running") && "still running"]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </div>
    </section>
  );
}

/** "3 of 4 finished seeds inside the range"; nothing where there is one, or no range. */
function seedsText(rows: readonly RunRow[]): string | undefined {
  const outcome = predictionOutcome({ rows: [...rows] });
  if (outcome === undefined || outcome.of + outcome.changed < 2) return undefined;
  const changed = outcome.changed > 0 ? `; ${outcome.changed} were changed after they were locked` : "";
  return `${outcome.inside} of ${outcome.of} finished seeds inside the range${changed}`;
}

function inside(value: number, [low, high]: [number, number]): boolean {
  return low <= value && value <= high;
}

/** Over the finished seeds; undefined where there is none, and where the runs are of several configurations. */
function outcomeOf(rows: readonly RunRow[], metric: string | undefined): ComparedFigure | undefined {
  const all = configurations(rows);
  return metric === undefined || all.length > 1 ? undefined : comparedFigure(all[0]!, metric);
}
