import { useState } from "preact/hooks";
import { Curve } from "../curve.tsx";
import { runName } from "../format.ts";
import type { OpenRun } from "../run-source.ts";
import { filtered, metricGroups } from "./metric-groups.ts";
import { Near } from "./near.tsx";

/** With more metrics than this there is a field to find one. */
const few = 12;

/** A chart for each metric, grouped by the beginning of its name, made when the reader comes near. */
export function MetricCharts({ runs, keys }: { runs: readonly OpenRun[]; keys: readonly string[] }) {
  const [words, setWords] = useState("");
  const shown = filtered(keys, words);
  const groups = metricGroups(shown);
  const isFolded = keys.length > few && metricGroups(keys).length > 1;
  return (
    <>
      {keys.length > few && (
        <label class="find-metric">
          <span>Find a metric</span>
          <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
          <small aria-live="polite">
            {shown.length} of {keys.length}
          </small>
        </label>
      )}
      {groups.map(({ prefix, keys: members }) =>
        isFolded ? (
          <details class="metric-group" open key={prefix}>
            <summary>
              {prefix === "" ? "without a group" : prefix} <small>{members.length}</small>
            </summary>
            <Charts runs={runs} keys={members} />
          </details>
        ) : (
          <Charts key={prefix} runs={runs} keys={members} />
        ),
      )}
      {shown.length === 0 && <p class="notice">No metric has “{words.trim().slice(0, 60)}” in its name.</p>}
    </>
  );
}

function Charts({ runs, keys }: { runs: readonly OpenRun[]; keys: readonly string[] }) {
  return (
    <div class="curves">
      {keys.map((key) => (
        <Near key={key} height={300}>
          {() => (
            <Curve
              title={key}
              lines={runs.map((run) => ({ label: runName(run.row), points: run.points.get(key) ?? [] }))}
            />
          )}
        </Near>
      ))}
    </div>
  );
}
