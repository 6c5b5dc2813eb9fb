import { type Configuration, definitionOf } from "@blankfile/tracking";
import { useMemo, useState } from "preact/hooks";
import type { DrawnConfiguration } from "../curve/chart-columns.ts";
import type { ChartView } from "../curve/chart-view.ts";
import { SeedChart } from "../curve/seed-chart.tsx";
import { runName } from "../format.ts";
import { Near } from "../media/near.tsx";
import type { OpenRun } from "../run-source.ts";
import { SeedStamp } from "../seed-stamp.tsx";
import { ChartChoices } from "./chart-choices.tsx";
import { Swatch } from "./swatch.tsx";

interface Props {
  /** The configurations that are drawn, and what they are called. */
  drawn: readonly { one: Configuration; name: string; tone: number }[];
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
      <ul class="legend">
        {drawn.map(({ one, name, tone }) => (
          <li key={one.id}>
            <Swatch tone={tone} /> {name} <SeedStamp rows={one.rows} />
          </li>
        ))}
      </ul>
      <p class="how">
        Bold: the mean over seeds, where all of them have a value; around it, from three seeds on, its 95 %
        interval. Thin: each seed; runs that failed or were lost are drawn and left out of the mean. Point at
        a line, and it is named under its chart.
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

function MetricChart({
  metric,
  drawn,
  runs,
  view,
}: Pick<Props, "drawn" | "runs" | "view"> & { metric: string }) {
  const first = drawn.flatMap(({ one }) => one.rows).find(({ id }) => runs.has(id));
  const asked = first && definitionOf(runs.get(first.id)!.details.definitions, metric).stepMetric;
  const x = view.x === "" ? (asked ?? "step") : view.x;
  const chart = useMemo(() => ({ ...view, x }), [view, x]);
  const lines = useMemo(
    () =>
      drawn
        .map(({ one, name, tone }) => ({ tone, configuration: linesOf(one, name, { runs, metric, x }) }))
        .filter(({ configuration }) => configuration.runs.length > 0),
    [drawn, runs, metric, x],
  );
  const configurations = useMemo(() => lines.map(({ configuration }) => configuration), [lines]);
  return (
    <SeedChart title={metric} drawn={configurations} view={chart} tones={lines.map(({ tone }) => tone)} />
  );
}

function linesOf(
  { rows }: Configuration,
  name: string,
  { runs, metric, x }: { runs: ReadonlyMap<string, OpenRun>; metric: string; x: string },
): DrawnConfiguration {
  const isMetric = x !== "step" && x !== "time";
  const lines = rows.flatMap(({ id }) => {
    const run = runs.get(id);
    const points = run?.points.get(metric);
    if (!run || !points || points.length === 0) return [];
    return [
      {
        name: runName(run.row),
        points,
        begin: run.row.createdAt,
        counts: !["failed", "lost", "damaged"].includes(run.row.state),
        ...(isMetric && { against: run.points.get(x) ?? [] }),
      },
    ];
  });
  return { name, runs: lines };
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
