import type { RunRow } from "@blankfile/tracking";
import { useMemo, useState } from "preact/hooks";
import { clipped } from "../atlas/words.ts";
import { serverHere } from "../server/client.ts";
import { href } from "../shell/href.ts";
import { shortChoicesText } from "./choices-text.ts";
import { durationText, progressOf, timeText } from "./format.ts";
import { Launching } from "./launching.tsx";
import { KeepInWorkspace } from "./media/keep-in-workspace.tsx";
import { mediaParts } from "./media/media-parts.tsx";
import { Parts } from "./media/parts.tsx";
import { runParts } from "./media/run-parts.tsx";
import { SaveReport } from "./media/save-report.tsx";
import { Prediction } from "./prediction.tsx";
import { runNames } from "./run-names.ts";
import type { OpenRun } from "./run-source.ts";
import { State } from "./run-state.tsx";
import "./runs.css";
import "./media/media.css";
import { SeedStamp } from "./seed-stamp.tsx";
import { type Asked, useAskedIds } from "./use-asked-ids.ts";
import { useOpenRuns } from "./use-open-runs.ts";

/** `?id=` shows one run, `?group=` the seeds of one launch, live while they run. */
export default function RunIsland() {
  const asked = address();
  const { ids, problem: listProblem } = useAskedIds(asked);
  const open = useOpenRuns(ids ?? [], { details: true });
  const runs = [...open.runs.values()].sort((a, b) => (a.row.seed ?? 0) - (b.row.seed ?? 0));
  if (runs.length > 0) return <RunPage runs={runs} asked={asked} />;
  const problem = listProblem ?? open.problems[0];
  const looked = ids !== undefined && open.waiting === 0;
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
}

function address(): Asked {
  if (typeof location === "undefined") return {};
  const query = new URLSearchParams(location.search);
  const id = query.get("id") || undefined;
  const group = query.get("group") || undefined;
  return { ...(id !== undefined && { id }), ...(id === undefined && group !== undefined && { group }) };
}

function Nothing({ asked, looked }: { asked: Asked; looked: boolean }) {
  if (!looked) return <p class="notice">Reading the run…</p>;
  if (asked.group !== undefined) return <Launching group={asked.group} />;
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

function RunPage({ runs, asked }: { runs: OpenRun[]; asked: Asked }) {
  const rows = runs.map((run) => run.row);
  const names = runNames(rows);
  const [chosen, choose] = useState<string>();
  const shown = runs.find(({ row }) => row.id === chosen) ?? runs[0]!;
  // New points alone change no medium: the same elements are not drawn again.
  const media = useMemo(() => mediaParts(shown), [shown.row.id, shown.details]);
  return (
    <>
      <Head rows={rows} asked={asked} />
      <div class="scroll">
        <table class="seeds">
          <tbody>
            {rows.map((row) => (
              <SeedRow key={row.id} row={row} name={names.get(row.id)!} />
            ))}
          </tbody>
        </table>
      </div>
      <Problems rows={rows} />
      <Prediction rows={rows} />
      <div class="page-actions">
        <SaveReport runs={runs} name={asked.group ?? rows[0]!.id} />
        {serverHere() &&
          runs
            .filter(({ inBrowser }) => inBrowser === true)
            .map((run) => <KeepInWorkspace key={run.row.id} id={run.row.id} />)}
      </div>
      <Parts parts={runParts({ runs, shown, choose, media })} />
    </>
  );
}

function Head({ rows, asked }: { rows: RunRow[]; asked: Asked }) {
  const first = rows[0]!;
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
        <span>{shortChoicesText(first)}</span>
        <span>{timeText(first.createdAt, Date.now())}</span>
        {asked.id !== undefined && first.group !== undefined && (
          <a class="link" href={href(`/runs/view/?group=${encodeURIComponent(first.group)}`)}>
            all seeds of this launch
          </a>
        )}
      </div>
    </>
  );
}

/** Why runs failed or are lost, and which have damaged lines. */
function Problems({ rows }: { rows: RunRow[] }) {
  const names = runNames(rows);
  return rows
    .filter((row) => row.message !== undefined || row.problems > 0)
    .map((row) => (
      <div class="notice problem" key={row.id}>
        <b>{names.get(row.id)}:</b> {row.message ?? "some of its lines are damaged"}
        {row.problems > 0 && rows.length === 1 && (
          <>
            {"; "}
            <a class="link" href="#damage">
              what could not be read
            </a>
          </>
        )}
      </div>
    ));
}

function SeedRow({ row, name }: { row: RunRow; name: string }) {
  const done = progressOf(row);
  return (
    <tr>
      <th scope="row">
        <a class="link" href={href(`/runs/view/?id=${encodeURIComponent(row.id)}`)}>
          {name}
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
