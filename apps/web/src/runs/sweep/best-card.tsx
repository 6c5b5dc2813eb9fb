import type { OpenSweep } from "../../server/client.ts";
import { metricText } from "../format.ts";
import { valueLabel } from "./pictures/sweep-axis.ts";
import { plusMinus } from "./plus-minus.ts";

/** What the best configuration is worth: by seeds that chose nothing, since the value that made it the best is the luckiest of many. */
export function BestCard({ sweep }: { sweep: OpenSweep }) {
  const { report, record, confirmed } = sweep;
  const { plan } = record;
  const { best, heldOut } = report;
  if (!best) return <p class="notice">No configuration has come to its end yet.</p>;
  const chosen = best.values.map((value) => value ?? Number.NaN);
  const mean = chosen.reduce((a, b) => a + b, 0) / chosen.length;
  return (
    <section class="card best">
      <div>
        <h2>{confirmed === undefined ? "Best so far" : "Best configuration"}</h2>
        <p class="params">
          {Object.entries(best.params).map(([name, value]) => (
            <span key={name}>
              {name} <b>{valueLabel(value)}</b>
            </span>
          ))}
        </p>
        <small>configuration {best.trial}</small>
      </div>
      <div>
        <h2>
          {plan.metric}, {plan.goal === "minimize" ? "less" : "more"} is better
        </h2>
        {heldOut === undefined ? (
          <p class="said">{notJudged(sweep)}</p>
        ) : (
          <p class="worth">
            {metricText(heldOut.mean ?? Number.NaN)}
            {heldOut.values.length === 1 ? (
              <span class="stamp few">one seed</span>
            ) : (
              <span>{plusMinus(heldOut.half)}</span>
            )}
          </p>
        )}
        {heldOut !== undefined && (
          <small>
            with {heldOut.values.length} {heldOut.values.length === 1 ? "seed" : "seeds"} that chose nothing
            {heldOut.values.length > 1 && ", 95 % interval"}:{" "}
            {heldOut.values.map((value) => metricText(value ?? Number.NaN)).join(", ")}
          </small>
        )}
        <small class="lucky">
          With the {chosen.length === 1 ? "seed" : `${chosen.length} seeds`} that chose it: {metricText(mean)}
          , the luckiest of {report.counts.configurations}.
        </small>
      </div>
    </section>
  );
}

function notJudged({ record: { plan }, isDone }: OpenSweep): string {
  if (plan.heldOut.length === 0)
    return "The file names no held-out seeds, so nothing tells what this configuration is worth.";
  if (isDone) return "None of its held-out runs came to an end.";
  return `Not judged yet: its ${plan.heldOut.length} held-out seeds run when the search is through.`;
}
