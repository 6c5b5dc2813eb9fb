import { useState } from "preact/hooks";
import { ChartChoices } from "../curve/chart-choices.tsx";
import { ChartLegend, seedsInWords } from "../curve/chart-legend.tsx";
import type { ChartView } from "../curve/chart-view.ts";
import { type Drawn, MetricChart } from "../curve/metric-chart.tsx";
import { Near } from "../media/near.tsx";
import type { OpenRun } from "../run-source.ts";

interface Props {
  drawn: readonly Drawn[];
  /** How many there are. */
  of: number;
  runs: ReadonlyMap<string, OpenRun>;
  waiting: number;
  /** Metrics with a goal come first. */
  goals: readonly string[];
  view: ChartView;
  onView: (view: ChartView) => void;
}

/** From this many charts on there is a field to find one. */
const manyCharts = 12;

export function MetricCharts({ drawn, of, runs, waiting, goals, view, onView }: Props) {
  const [wanted, setWanted] = useState("");
  const open = drawn.flatMap(({ one }) => one.rows.flatMap(({ id }) => runs.get(id) ?? []));
  const keys = metricsOf(open, goals);
  const shown = keys.filter((key) => key.toLowerCase().includes(wanted.toLowerCase()));
  const [received, recorded] = counts(open);
  return (
    <section>
      <h2>Curves</h2>
      <ChartChoices view={view} metrics={keys} onChange={onView} />
      <ChartLegend drawn={drawn} />
      <p class="how">
        {seedsInWords}
        {drawn.length < of &&
          ` ${drawn.length} of ${of} configurations are drawn; choose others in the table.`}
        {received < recorded && ` Drawn from ${received} of ${recorded} points; peaks are kept.`}
        {waiting > 0 && ` ${waiting} ${waiting === 1 ? "run is" : "runs are"} still being read.`}
      </p>
      {keys.length > manyCharts && (
        <label class="find">
          Find a metric{" "}
          <input
            class="field"
            type="search"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
      )}
      {shown.length === 0 && waiting === 0 && (
        <p class="notice">
          {drawn.length === 0
            ? "Nothing is drawn: choose configurations in the table."
            : wanted === ""
              ? "None of these runs has a point yet."
              : `No metric's name has “${wanted}” in it.`}
        </p>
      )}
      <div class="curves">
        {shown.map((key) => (
          <Near key={key} height={360}>
            {() => <MetricChart {...{ metric: key, drawn, runs, view }} />}
          </Near>
        ))}
      </div>
    </section>
  );
}

function metricsOf(runs: readonly OpenRun[], goals: readonly string[]): string[] {
  const keys = [...new Set(runs.flatMap(({ points }) => [...points.keys()]))].sort();
  return [...goals.filter((key) => keys.includes(key)), ...keys.filter((key) => !goals.includes(key))];
}

/** Points that came here, and points that the runs have. */
function counts(runs: readonly OpenRun[]): [number, number] {
  let [received, recorded] = [0, 0];
  for (const { row, points } of runs) {
    for (const list of points.values()) received += list.length;
    recorded += row.points;
  }
  return [received, recorded];
}
