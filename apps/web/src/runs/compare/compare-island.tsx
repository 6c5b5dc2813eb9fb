import {
  type Configuration,
  configurations,
  differing,
  finishedRows,
  goalMetrics,
  nameOf,
  valueText,
} from "@blankfile/tracking";
import { useMemo, useState } from "preact/hooks";
import { href } from "../../shell/href.ts";
import { mostTones } from "../curve/tones.ts";
import { useRows } from "../list/use-rows.ts";
import "../runs.css";
import { AblationTable } from "./ablation-table.tsx";
import { chosenRows } from "./chosen-rows.ts";
import { CodeSection } from "./code/code-section.tsx";
import "./compare.css";
import { useOpenRuns } from "../use-open-runs.ts";
import { type CompareAddress, readAddress, writeAddress } from "./compare-address.ts";
import { ConfigurationTable } from "./configuration-table.tsx";
import { MetricCharts } from "./metric-charts.tsx";
import { shortValue } from "./short-value.ts";
import { sortedConfigurations } from "./sorted-configurations.ts";

/** `?run=…&group=…&sweep=…&where=…`: the runs of these as configurations beside each other, live while they run. */
export default function CompareIsland() {
  const { loaded, problem } = useRows();
  const [address, setAddress] = useState(() => readAddress(location.search));
  const change = (more: Partial<CompareAddress>) =>
    setAddress((known) => {
      const next = { ...known, ...more };
      history.replaceState(history.state, "", writeAddress(next));
      return next;
    });
  const chosen = useMemo(() => chosenRows(loaded?.rows ?? [], address), [loaded, address]);
  const all = useMemo(() => configurations(chosen.rows), [chosen]);
  const isWhole = loaded !== undefined && loaded.rows.length >= loaded.total;
  return (
    <>
      <p class="eyebrow">
        <a class="link" href={href("/runs/")}>
          Runs
        </a>{" "}
        / compare
      </p>
      <h1>{titleOf(all)}</h1>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {isWhole &&
        chosen.problems.map((text) => (
          <p class="notice problem" key={text}>
            {text}
          </p>
        ))}
      {all.length === 0 ? (
        <Nothing isAsked={chosen.isAsked} isWhole={isWhole} />
      ) : (
        <Comparison all={all} address={address} change={change} />
      )}
    </>
  );
}

function Nothing({ isAsked, isWhole }: { isAsked: boolean; isWhole: boolean }) {
  if (isAsked && !isWhole) return <p class="notice">Reading the runs…</p>;
  return (
    <p class="notice">
      {isAsked ? "No run is chosen by this address." : "Which runs? Choose some in "}
      {isAsked ? " Choose some in " : ""}
      <a class="link" href={href("/runs/")}>
        the list
      </a>{" "}
      and press “Compare”.
    </p>
  );
}

interface Props {
  all: readonly Configuration[];
  address: CompareAddress;
  change: (more: Partial<CompareAddress>) => void;
}

function Comparison({ all, address, change }: Props) {
  const rows = all.flatMap((one) => one.rows);
  const flags = differing(all);
  const metrics = goalMetrics(rows);
  const hasExperiments = new Set(all.map(({ experiment }) => experiment)).size > 1;
  const called = useMemo(() => namesOf(all, flags, hasExperiments), [all]);
  // As the first metric says, so that of many the best ones are drawn.
  const best = useMemo(() => bestSort(all, metrics[0]), [all, metrics[0]]);
  const ranked = useMemo(() => sortedConfigurations(all, best), [all, best]);
  const wanted = address.drawn ?? ranked.slice(0, mostTones).map(({ id }) => id);
  // Of many, those that are drawn stand at the top.
  const usual = all.length > mostTones ? best : undefined;
  const sort = address.sort ?? usual;
  const sorted = useMemo(() => sortedConfigurations(all, sort), [all, sort]);
  const key = wanted.join(" ");
  const drawn = useMemo(
    () =>
      all
        .filter(({ id }) => wanted.includes(id))
        .map((one, tone) => ({ one, tone, name: called.get(one.id)! })),
    [all, key],
  );
  const tones = new Map(drawn.map(({ one, tone }) => [one.id, tone]));
  const ids = drawn.flatMap(({ one }) => one.rows.map(({ id }) => id));
  const { runs, waiting, missing, problems } = useOpenRuns(ids);
  const draw = (id: string, isDrawn: boolean) =>
    change({ drawn: isDrawn ? [...wanted, id] : wanted.filter((one) => one !== id) });
  const names = new Map(all.flatMap((one) => one.rows.map(({ id }) => [id, called.get(one.id)!])));
  return (
    <>
      <p class="facts">
        {rows.length} {rows.length === 1 ? "run" : "runs"}, {all.length}{" "}
        {all.length === 1 ? "configuration" : "configurations"}. Runs of one experiment with the same flags
        are one configuration with its seeds.
      </p>
      <ConfigurationTable
        configurations={sorted}
        {...{ flags, metrics, hasExperiments, tones, nameOf: (one) => called.get(one.id)! }}
        {...{ sort, usual }}
        onSort={(sort) => change({ sort })}
        onDraw={draw}
      />
      <SameFlags all={all} flags={flags} />
      {all.length > 1 && (
        <AblationTable
          configurations={sorted}
          baseline={baselineOf(all, address.base)}
          onBaseline={(base) => change({ base })}
          {...{ metrics, nameOf: (one) => called.get(one.id)! }}
        />
      )}
      <MetricCharts
        {...{ drawn, runs, waiting, goals: metrics, view: address.view }}
        of={all.length}
        onView={(view) => change({ view })}
      />
      {[...missing.map((id) => `There is no run ${id} any more.`), ...problems].map((text) => (
        <p class="notice problem" key={text}>
          {text}
        </p>
      ))}
      <CodeSection
        runs={ids.flatMap((id) => runs.get(id) ?? [])}
        nameOf={(id) => names.get(id) ?? id}
        of={rows.length}
      />
    </>
  );
}

/** What does not differ, folded away. */
function SameFlags({ all, flags }: { all: readonly Configuration[]; flags: readonly string[] }) {
  const same = Object.entries(all[0]!.config).filter(([name]) => !flags.includes(name));
  if (same.length === 0) return null;
  return (
    <details class="same">
      <summary>
        {same.length} {same.length === 1 ? "flag is" : "flags are"} the same in all
      </summary>
      <dl class="config">
        {same.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{valueText(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** With short values; in full where two would have the same name. */
function namesOf(
  all: readonly Configuration[],
  flags: readonly string[],
  experiments: boolean,
): ReadonlyMap<string, string> {
  const short = all.map((one) => nameOf(one, flags, { experiments, show: shortValue }));
  const isClear = new Set(short).size === short.length;
  return new Map(all.map((one, i) => [one.id, isClear ? short[i]! : nameOf(one, flags, { experiments })]));
}

/** The one that the address names, else the first that has a figure. */
function baselineOf(all: readonly Configuration[], base: string | undefined): Configuration {
  const named = all.find(({ id }) => id === base);
  return named ?? all.find(({ rows }) => finishedRows(rows).length > 0) ?? all[0]!;
}

/** The column that puts the best first, by the first metric. */
function bestSort(all: readonly Configuration[], metric: string | undefined): string | undefined {
  if (metric === undefined) return undefined;
  const goals = all.flatMap(({ rows }) => rows.map(({ metrics }) => metrics[metric]?.goal));
  return `${goals.includes("maximize") ? "-" : ""}metric ${metric}`;
}

function titleOf(all: readonly Configuration[]): string {
  const experiments = [...new Set(all.map(({ experiment }) => experiment))];
  if (experiments.length === 1) return experiments[0]!;
  return experiments.length === 0 ? "Compare" : `${experiments.length} experiments`;
}
