import { seedInterval } from "@blankfile/tracking";
import { useState } from "preact/hooks";
import type { OpenSweep } from "../../server/client.ts";
import { href } from "../../shell/href.ts";
import { SortHead } from "../compare/sort-head.tsx";
import { metricText } from "../format.ts";
import { qualityColour } from "./pictures/quality-colour.ts";
import { valueLabel } from "./pictures/sweep-axis.ts";
import { plusMinus } from "./plus-minus.ts";
import { type ShownTrial, seedValues } from "./shown-trials.ts";
import { sortedTrials } from "./sorted-trials.ts";

interface Props {
  sweep: OpenSweep;
  trials: readonly ShownTrial[];
  sort: string;
  /** The sort where none is chosen. */
  usual: string;
  onSort: (sort: string | undefined) => void;
}

const firstRows = 60;

/** Every configuration with its figure, its seeds and how far it got. */
export function TrialsTable({ sweep, trials, sort, usual, onSort }: Props) {
  const [isWhole, setWhole] = useState(false);
  const { record, rungs, confirmed } = sweep;
  const { plan } = record;
  const names = Object.keys(plan.search);
  const sorted = sortedTrials(trials, sort);
  const shown = isWhole ? sorted : sorted.slice(0, firstRows);
  const head = (column: string, name: string, isNumber = false) => (
    <SortHead key={column} {...{ column, name, sort, usual, onSort, isNumber }} />
  );
  return (
    <>
      <div class="scroll">
        <table class="trials">
          <thead>
            <tr>
              {head("number", "#")}
              {names.map((name) => head(`param ${name}`, name))}
              {plan.method === "hyperband" && head("bracket", "bracket")}
              {rungs.length > 1 && head("rung", "reached")}
              {head("value", plan.metric, true)}
              <th scope="col">seeds</th>
              {head("state", "state")}
            </tr>
          </thead>
          <tbody>
            {shown.map((trial) => (
              <tr key={trial.number} data-trial={trial.number}>
                <th scope="row">
                  <span class="quality" style={{ background: qualityColour(trial.quality) }} />
                  {trial.number}
                  {trial.number === confirmed && <small class="judged"> judged</small>}
                </th>
                {names.map((name) => (
                  <td key={name} title={String(trial.params[name] ?? "")}>
                    {valueLabel(trial.params[name])}
                  </td>
                ))}
                {plan.method === "hyperband" && <td>{trial.bracket}</td>}
                {rungs.length > 1 && (
                  <td>{trial.rung < 0 ? "–" : `${Number((100 * rungs[trial.rung]!).toPrecision(2))} %`}</td>
                )}
                <td class="number">
                  <Value trial={trial} />
                </td>
                <td>
                  <SeedLinks trial={trial} />
                </td>
                <td>
                  <span class={`state ${trial.state}`}>{trial.state}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length && (
        <p>
          {shown.length} of {sorted.length} shown.{" "}
          <button type="button" class="btn quiet small" onClick={() => setWhole(true)}>
            Show all
          </button>
        </p>
      )}
    </>
  );
}

/** The mean over the seeds that chose; their interval where the runs are whole. */
function Value({ trial }: { trial: ShownTrial }) {
  const { value, isWhole } = trial;
  if (value === undefined) return <>–</>;
  const interval = isWhole ? seedInterval(seedValues(trial, false)) : undefined;
  return (
    <>
      {metricText(value)}
      {interval && <small>{plusMinus(interval.half)}</small>}
    </>
  );
}

function SeedLinks({ trial: { runs } }: { trial: ShownTrial }) {
  return (
    <>
      {runs.map(({ id, seed, heldOut, state, value }) => {
        const title = `${heldOut ? "held out, " : ""}${state}${value === undefined ? "" : `: ${metricText(value)}`}`;
        return state === "new" ? (
          <span class="seed" key={id} title={title}>
            {seed}
          </span>
        ) : (
          <a
            class={heldOut ? "link seed held" : "link seed"}
            key={id}
            title={title}
            href={href(`/runs/view/?id=${encodeURIComponent(id)}`)}
          >
            {seed}
          </a>
        );
      })}
    </>
  );
}
