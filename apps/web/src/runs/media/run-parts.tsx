import { goalMetrics } from "@blankfile/tracking";
import { runNames } from "../run-names.ts";
import type { OpenRun } from "../run-source.ts";
import { Artifacts } from "./artifacts.tsx";
import { Configuration } from "./configuration.tsx";
import { Figures } from "./figures.tsx";
import { MetricCharts } from "./metric-charts.tsx";
import { hasOrigin, Origin } from "./origin.tsx";
import type { Part } from "./part.ts";
import { Damage, Notes } from "./records.tsx";
import { SystemCharts } from "./system.tsx";

interface Shown {
  runs: OpenRun[];
  /** The one whose media, files and origin are shown. */
  shown: OpenRun;
  choose: (id: string) => void;
  /** What `mediaParts` made of it. */
  media: readonly Part[];
}

/** The parts of a run's page that have something in them. */
export function runParts({ runs, shown, choose, media }: Shown): Part[] {
  const rest = [...media, ...partsOfOne(shown)];
  const isOneOfMany = runs.length > 1 && rest.length > 0;
  const chooser = { id: "one", title: "Of one run", body: <Chooser {...{ runs, shown, choose }} /> };
  return [...partsOfAll(runs), ...(isOneOfMany ? [chooser] : []), ...rest];
}

function partsOfAll(runs: OpenRun[]): Part[] {
  const rows = runs.map((run) => run.row);
  const keys = goalsFirst(new Set(runs.flatMap((run) => [...run.points.keys()])), goalMetrics(rows));
  const hasFigures = keys.length > 0 || rows.some(({ summary }) => Object.keys(summary).length > 0);
  const hasConfiguration = rows.some(
    ({ config, command }) => Object.keys(config).length > 0 || command !== undefined,
  );
  return filled([
    keys.length > 0 && { id: "metrics", title: "Metrics", body: <MetricCharts runs={runs} keys={keys} /> },
    hasFigures && { id: "figures", title: "Figures", body: <Figures rows={rows} metrics={keys} /> },
    hasConfiguration && { id: "configuration", title: "Configuration", body: <Configuration rows={rows} /> },
  ]);
}

/** Metrics with a goal, then the others, both by name. */
function goalsFirst(keys: ReadonlySet<string>, goals: readonly string[]): string[] {
  const first = new Set(goals.filter((key) => keys.has(key)).sort());
  return [...first, ...[...keys].filter((key) => !first.has(key)).sort()];
}

function partsOfOne(run: OpenRun): Part[] {
  const { artifacts, uses, system, notes, problems, later } = run.details;
  const { id } = run.row;
  return filled([
    artifacts.length + uses.length > 0 && {
      id: "artifacts",
      title: "Artifacts",
      body: <Artifacts key={id} run={run} />,
    },
    notes.length > 0 && { id: "notes", title: "Notes", body: <Notes run={run} /> },
    hasOrigin(run) && { id: "code", title: "Code and machine", body: <Origin key={id} run={run} /> },
    Object.keys(system).length > 0 && {
      id: "system",
      title: "Use of the machine",
      body: <SystemCharts run={run} />,
    },
    problems.length + Object.keys(later).length > 0 && {
      id: "damage",
      title: "Not read",
      body: <Damage run={run} />,
    },
  ]);
}

function filled(parts: readonly (Part | false)[]): Part[] {
  return parts.filter((part) => part !== false);
}

/** What follows is of one run of the group. */
function Chooser({ runs, shown, choose }: Omit<Shown, "media">) {
  const names = runNames(runs.map(({ row }) => row));
  return (
    <label class="choose-run">
      <span>What follows is of</span>
      <select value={shown.row.id} onChange={(event) => choose(event.currentTarget.value)}>
        {runs.map(({ row }) => (
          <option key={row.id} value={row.id}>
            {names.get(row.id)}
          </option>
        ))}
      </select>
    </label>
  );
}
