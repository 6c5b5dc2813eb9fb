import type { RunRow } from "@blankfile/tracking";
import { useEffect, useState } from "preact/hooks";
import { clipped } from "../atlas/words.ts";
import { href } from "../shell/href.ts";
import { Breakable } from "./breakable.tsx";
import { choicesText } from "./choices-text.ts";
import { Curve } from "./curve.tsx";
import { durationText, metricText, progressOf, runName, timeText } from "./format.ts";
import { intervalText } from "./interval-text.ts";
import { Launching } from "./launching.tsx";
import { Prediction } from "./prediction.tsx";
import { allRows, caughtUp, type OpenRun, openRun, watchRows, watchRun, withChange } from "./run-source.ts";
import { State } from "./run-state.tsx";
import "./runs.css";
import { SeedStamp } from "./seed-stamp.tsx";

/** `?id=` shows one run, `?group=` the seeds of one launch, live while they run. */
export default function RunIsland() {
  const [runs, setRuns] = useState<Map<string, OpenRun>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [looked, setLooked] = useState(false);
  const [ids, setIds] = useState<string[]>([]);
  const asked = address();

  // Which runs: the one named, or all of the group, also those that begin later.
  useEffect(() => {
    if (asked.id !== undefined) {
      setIds([asked.id]);
      return;
    }
    if (asked.group === undefined) {
      setLooked(true);
      return;
    }
    const find = () =>
      allRows().then(
        (rows) => {
          setIds(rows.filter((row) => row.group === asked.group).map((row) => row.id));
          setLooked(true);
        },
        (error: Error) => setProblem(error.message),
      );
    void find();
    return watchRows(
      (row) => {
        if (row.group === asked.group)
          setIds((known) => (known.includes(row.id) ? known : [...known, row.id]));
      },
      () => void find(),
    );
  }, []);

  useEffect(() => {
    const change = (id: string, mend: (run: OpenRun) => OpenRun) =>
      setRuns((known) => {
        const run = known.get(id);
        return run === undefined ? known : new Map(known).set(id, mend(run));
      });
    const load = (id: string) =>
      openRun(id).then(
        (run) => {
          if (run) {
            setRuns((known) => new Map(known).set(id, run));
            void caughtUp(run).then(
              (now) => change(id, () => now),
              () => {},
            );
          }
          setLooked(true);
        },
        (error: Error) => {
          setProblem(error.message);
          setLooked(true);
        },
      );
    for (const id of ids) if (!runs.has(id)) void load(id);
    const ends = ids.map((id) =>
      watchRun(id, {
        row: (row) => change(id, (run) => ({ ...run, row })),
        change: (made) => change(id, (run) => withChange(run, made)),
        refetch: () => void load(id),
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [ids.join(" ")]);

  const open = [...runs.values()].sort((a, b) => (a.row.seed ?? 0) - (b.row.seed ?? 0));
  if (open.length === 0)
    return (
      <>
        <h1>Run</h1>
        {problem === undefined ? (
          <Nothing asked={asked} looked={looked} />
        ) : (
          <p class="notice problem">{problem}</p>
        )}
      </>
    );
  return <RunPage runs={open} asked={asked} />;
}

interface Address {
  id?: string;
  group?: string;
}

function address(): Address {
  if (typeof location === "undefined") return {};
  const query = new URLSearchParams(location.search);
  const id = query.get("id") || undefined;
  const group = query.get("group") || undefined;
  return { ...(id !== undefined && { id }), ...(id === undefined && group !== undefined && { group }) };
}

function Nothing({ asked, looked }: { asked: Address; looked: boolean }) {
  if (!looked) return <p class="notice">Reading the run…</p>;
  if (asked.group !== undefined) {
    return <Launching group={asked.group} />;
  }
  return (
    <p class="notice problem">
      {asked.id === undefined
        ? "The address names no run."
        : `There is no run “${clipped(asked.id)}” in the workspace or in this browser.`}{" "}
      <a class="link" href={href("/runs/")}>
        All runs
      </a>
    </p>
  );
}

function RunPage({ runs, asked }: { runs: OpenRun[]; asked: Address }) {
  const rows = runs.map((run) => run.row);
  const first = rows[0]!;
  const keys = [...new Set(runs.flatMap((run) => [...run.points.keys()]))].sort();
  return (
    <>
      <p class="eyebrow">
        <a class="link" href={href("/runs/")}>
          Runs
        </a>
        {" / "}
        {asked.group === undefined ? first.id : `group ${asked.group}`}
      </p>
      <h1>{first.experiment === "" ? first.id : first.experiment}</h1>
      <div class="row facts">
        <SeedStamp rows={rows} />
        <span>{choicesText(first)}</span>
        <span>{timeText(first.createdAt, Date.now())}</span>
        {asked.id !== undefined && first.group !== undefined && (
          <a class="link" href={href(`/runs/view/?group=${encodeURIComponent(first.group)}`)}>
            all seeds of this launch
          </a>
        )}
      </div>
      <div class="scroll">
        <table class="seeds">
          <tbody>
            {rows.map((row) => (
              <SeedRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {runs
        .filter(({ row, details }) => row.message !== undefined || details.problems.length > 0)
        .map(({ row, details: { problems } }) => (
          <div class="notice problem" key={row.id}>
            <b>{runName(row)}:</b> {row.message ?? "some of its lines are damaged"}
            {problems.slice(0, 5).map((text) => (
              <div key={text}>{text}</div>
            ))}
          </div>
        ))}
      <Prediction rows={rows} />
      <div class="curves">
        {keys.map((key) => (
          <Curve
            key={key}
            title={key}
            lines={runs.map((run) => ({
              label: runName(run.row),
              points: run.points.get(key) ?? [],
            }))}
          />
        ))}
      </div>
      <Figures rows={rows} keys={keys} />
      <Configuration rows={rows} />
    </>
  );
}

function SeedRow({ row }: { row: RunRow }) {
  const done = progressOf(row);
  return (
    <tr>
      <th scope="row">
        <a class="link" href={href(`/runs/view/?id=${encodeURIComponent(row.id)}`)}>
          {runName(row)}
        </a>
      </th>
      <td>
        <State row={row} />
      </td>
      <td class="bar">
        {done !== undefined && (
          <progress max={1} value={done} aria-label={`${Math.round(done * 100)} percent of the steps`} />
        )}
      </td>
      <td class="number">
        step {row.step}
        {row.steps !== undefined && ` of ${row.steps}`}
      </td>
      <td class="number">{durationText(row.updatedAt - row.createdAt)}</td>
      <td>attempt {row.attempt}</td>
    </tr>
  );
}

function Figures({ rows, keys }: { rows: RunRow[]; keys: string[] }) {
  const summaries = [...new Set(rows.flatMap((row) => Object.keys(row.summary)))].filter(
    (key) => !keys.includes(key),
  );
  return (
    <section>
      <h2>Figures</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">metric</th>
              {rows.map((row) => (
                <th scope="col" class="number" key={row.id}>
                  {runName(row)}
                </th>
              ))}
              {rows.length > 1 && (
                <th scope="col" class="number">
                  mean ± 95 % interval
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key}>
                <th scope="row" class="name">
                  <Breakable name={key} />
                </th>
                {rows.map((row) => (
                  <td class="number" key={row.id}>
                    {row.metrics[key] === undefined ? "–" : metricText(row.metrics[key].value)}
                  </td>
                ))}
                {rows.length > 1 && <td class="number">{intervalText(rows, key)}</td>}
              </tr>
            ))}
            {summaries.map((key) => (
              <tr key={`summary ${key}`}>
                <th scope="row" class="name">
                  <Breakable name={key} />
                </th>
                {rows.map((row) => (
                  <td class="number" key={row.id}>
                    {valueText(row.summary[key])}
                  </td>
                ))}
                {rows.length > 1 && <td />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** One column where all runs agree, else one per run. */
function Configuration({ rows }: { rows: RunRow[] }) {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row.config)))];
  if (keys.length === 0) return null;
  return (
    <section>
      <h2>Configuration</h2>
      <dl class="config">
        {keys.map((key) => {
          const values = rows.map((row) => valueText(row.config[key]));
          const same = new Set(values).size === 1;
          return (
            <div key={key} class={same ? "" : "differs"}>
              <dt>{key}</dt>
              <dd>{same ? values[0] : values.join(", ")}</dd>
            </div>
          );
        })}
      </dl>
      {rows[0]!.command !== undefined && (
        <p>
          To repeat it: <code>{rows[0]!.command}</code>
        </p>
      )}
    </section>
  );
}

function valueText(value: unknown): string {
  if (value === undefined) return "–";
  if (typeof value === "number") return metricText(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
