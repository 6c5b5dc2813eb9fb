import { type Configuration, configurations, differing, nameOf } from "@blankfile/tracking";
import { useState } from "preact/hooks";
import { shortChoicesText } from "../choices-text.ts";
import { ChartChoices } from "../curve/chart-choices.tsx";
import { ChartLegend, seedsInWords } from "../curve/chart-legend.tsx";
import { type ChartView, readChartView, writeChartView } from "../curve/chart-view.ts";
import { type Drawn, MetricChart } from "../curve/metric-chart.tsx";
import type { OpenRun } from "../run-source.ts";
import { filtered, metricGroups } from "./metric-groups.ts";
import { Near } from "./near.tsx";

/** With more metrics than this there is a field to find one. */
const few = 12;

/** A chart for each metric, grouped by the beginning of its name, made when the reader comes near. How they are drawn is in the address. */
export function MetricCharts({ runs, keys }: { runs: readonly OpenRun[]; keys: readonly string[] }) {
  const [words, setWords] = useState("");
  const [view, setView] = useState(() => readChartView(new URLSearchParams(location.search)));
  const shown = filtered(keys, words);
  const isFolded = keys.length > few && metricGroups(keys).length > 1;
  const drawn = drawnOf(runs);
  const open = new Map(runs.map((run) => [run.row.id, run]));
  const charts = (members: readonly string[]) => (
    <div class="curves">
      {members.map((key) => (
        <Near key={key} height={360}>
          {() => <MetricChart metric={key} drawn={drawn} runs={open} view={view} />}
        </Near>
      ))}
    </div>
  );
  return (
    <>
      <ChartChoices
        view={view}
        metrics={keys}
        onChange={(now) => {
          setView(now);
          remember(now);
        }}
      />
      {drawn.length > 1 && <ChartLegend drawn={drawn} />}
      {runs.length > 1 && <p class="said-config">{seedsInWords}</p>}
      {keys.length > few && (
        <label class="find-metric">
          <span>Find a metric</span>
          <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
          <small aria-live="polite">
            {shown.length} of {keys.length}
          </small>
        </label>
      )}
      {isFolded
        ? metricGroups(shown).map(({ prefix, keys: members }) => (
            <details class="metric-group" open key={prefix}>
              <summary>
                {prefix === "" ? "without a group" : prefix} <small>{members.length}</small>
              </summary>
              {charts(members)}
            </details>
          ))
        : charts(shown)}
      {shown.length === 0 && <p class="notice">No metric has “{words.trim().slice(0, 60)}” in its name.</p>}
    </>
  );
}

/** The configurations of a launch: nearly always one with its seeds. */
function drawnOf(runs: readonly OpenRun[]): Drawn[] {
  const all = configurations(runs.map(({ row }) => row));
  const flags = differing(all);
  const name = (one: Configuration) =>
    all.length > 1 ? nameOf(one, flags) : shortChoicesText(one.rows[0]!) || one.experiment;
  return all.map((one, tone) => ({ one, tone, name: name(one) }));
}

function remember(view: ChartView): void {
  const query = new URLSearchParams(location.search);
  writeChartView(query, view);
  history.replaceState(history.state, "", `${location.pathname}?${query}${location.hash}`);
}
