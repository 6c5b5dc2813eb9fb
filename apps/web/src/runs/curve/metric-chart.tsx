import { type Configuration, definitionOf, type Point } from "@blankfile/tracking";
import { useMemo, useRef } from "preact/hooks";
import { runName } from "../format.ts";
import type { OpenRun } from "../run-source.ts";
import type { DrawnConfiguration } from "./chart-columns.ts";
import type { ChartView } from "./chart-view.ts";
import { SeedChart } from "./seed-chart.tsx";

/** A configuration that is drawn: what it is called, and its place among the page's colours. */
export interface Drawn {
  one: Configuration;
  name: string;
  tone: number;
}

interface Props {
  metric: string;
  drawn: readonly Drawn[];
  runs: ReadonlyMap<string, OpenRun>;
  view: ChartView;
}

/** One metric of configurations, on the axis that the view or else the metric asks for. Drawn anew only where it has new points. */
export function MetricChart({ metric, drawn, runs, view }: Props) {
  const first = drawn.flatMap(({ one }) => one.rows).find(({ id }) => runs.has(id));
  const asked = first && definitionOf(runs.get(first.id)!.details.definitions, metric).stepMetric;
  const x = view.x === "" ? (asked ?? "step") : view.x;
  const chart = useMemo(() => ({ ...view, x }), [view, x]);
  const lines = drawn
    .map(({ one, name, tone }) => ({ tone, configuration: linesOf(one, name, { runs, metric, x }) }))
    .filter(({ configuration }) => configuration.runs.length > 0);
  const same = useSame(
    lines.flatMap(({ tone, configuration: { name, runs } }) => [
      tone,
      name,
      ...runs.flatMap((run) => [run.name, run.points, run.against, run.begin, run.counts]),
    ]),
  );
  return useMemo(
    () => (
      <SeedChart
        title={metric}
        drawn={lines.map(({ configuration }) => configuration)}
        view={chart}
        tones={lines.map(({ tone }) => tone)}
      />
    ),
    [metric, same, chart],
  );
}

const none: readonly Point[] = [];

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
        ...(isMetric && { against: run.points.get(x) ?? none }),
      },
    ];
  });
  return { name, runs: lines };
}

/** The list of before where all in it are the same. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const before = useRef(list);
  const isSame = list.length === before.current.length && list.every((one, i) => one === before.current[i]);
  if (!isSame) before.current = list;
  return before.current;
}
