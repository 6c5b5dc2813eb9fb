import type { RunRow } from "@blankfile/tracking";
import { useEffect, useState } from "preact/hooks";
import { serverHere } from "../server/client.ts";
import { href } from "../shell/href.ts";
import { Breakable } from "./breakable.tsx";
import { choicesText } from "./choices-text.ts";
import { durationText, metricText, runName, timeText } from "./format.ts";
import { intervalText } from "./interval-text.ts";
import { allRows, watchRows } from "./run-source.ts";
import { State } from "./run-state.tsx";
import "./runs.css";
import { SeedStamp } from "./seed-stamp.tsx";
import { groupsOf, keyMetrics } from "./series.ts";
import { StartExperiment } from "./start-experiment.tsx";

/** The list of runs, by group, live while one runs. */
export default function RunsIsland() {
  const [rows, setRows] = useState<RunRow[]>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const fetchAll = () => {
      allRows().then(setRows, (error: Error) => setProblem(error.message));
    };
    fetchAll();
    return watchRows(
      (row) => setRows((known) => [row, ...(known ?? []).filter(({ id }) => id !== row.id)]),
      fetchAll,
    );
  }, []);

  return (
    <>
      <StartExperiment />
      <h2 class="list-title">So far</h2>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {rows?.length === 0 && (
        <p class="notice">
          None yet. {serverHere() ? "Start an experiment above, or save" : "Save"}{" "}
          <a class="link" href={href("/labs/")}>
            a lab
          </a>{" "}
          as a run.
        </p>
      )}
      {rows !== undefined && rows.length > 0 && <RunsTable rows={rows} />}
    </>
  );
}

function RunsTable({ rows }: { rows: RunRow[] }) {
  const sorted = [...rows].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <div class="groups">
      {groupsOf(sorted).map(({ key, group, rows: members }) => (
        <Group key={key} group={group} rows={members} />
      ))}
    </div>
  );
}

function Group({ group, rows }: { group: string | undefined; rows: RunRow[] }) {
  const now = Date.now();
  const metrics = keyMetrics(rows, 3);
  const first = rows[0]!;
  const name = first.experiment === "" ? first.id : first.experiment;
  const address = (row: RunRow) => href(`/runs/view/?id=${encodeURIComponent(row.id)}`);
  return (
    <section class="card group">
      <header>
        <h3>
          {group !== undefined && rows.length > 1 ? (
            <a class="link" href={href(`/runs/view/?group=${encodeURIComponent(group)}`)}>
              {name}
            </a>
          ) : (
            <a class="link" href={address(first)}>
              {name}
            </a>
          )}
        </h3>
        <SeedStamp rows={rows} />
        <span class="said-config">{choicesText(first)}</span>
        <small>{timeText(Math.min(...rows.map((row) => row.createdAt)), now)}</small>
      </header>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">State</th>
              {metrics.map((key) => (
                <th scope="col" class="number name" key={key}>
                  <Breakable name={key} />
                </th>
              ))}
              <th scope="col" class="number">
                Took
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a class="link" href={address(row)}>
                    {runName(row)}
                  </a>
                </th>
                <td>
                  <State row={row} />
                </td>
                {metrics.map((key) => (
                  <td class="number" key={key}>
                    {row.metrics[key] === undefined ? "–" : metricText(row.metrics[key].value)}
                  </td>
                ))}
                <td class="number">{durationText(row.updatedAt - row.createdAt)}</td>
              </tr>
            ))}
          </tbody>
          {rows.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={2}>
                  mean ± 95 % interval
                </th>
                {metrics.map((key) => (
                  <td class="number" key={key}>
                    {intervalText(rows, key)}
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          )}
        </table>
      </div>
    </section>
  );
}
