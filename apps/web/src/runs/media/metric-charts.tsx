import type { Point } from "@blankfile/tracking";
import { useMemo, useRef, useState } from "preact/hooks";
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
      {isFolded ? (
        metricGroups(shown).map(({ prefix, keys: members }) => (
          <details class="metric-group" open key={prefix}>
            <summary>
              {prefix === "" ? "without a group" : prefix} <small>{members.length}</small>
            </summary>
            <Charts runs={runs} keys={members} />
          </details>
        ))
      ) : (
        <Charts runs={runs} keys={shown} />
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
          {() => <MetricChart name={key} runs={runs} />}
        </Near>
      ))}
    </div>
  );
}

const none: readonly Point[] = [];

/** Drawn anew only where this metric has new points, however often others have. */
function MetricChart({ name, runs }: { name: string; runs: readonly OpenRun[] }) {
  const points = useSame(runs.map((run) => run.points.get(name) ?? none));
  const labels = useSame(runs.map((run) => runName(run.row)));
  return useMemo(
    () => <Curve title={name} lines={points.map((list, i) => ({ label: labels[i]!, points: list }))} />,
    [name, points, labels],
  );
}

/** The list of before where all in it are the same. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const before = useRef(list);
  const isSame = list.length === before.current.length && list.every((one, i) => one === before.current[i]);
  if (!isSame) before.current = list;
  return before.current;
}
