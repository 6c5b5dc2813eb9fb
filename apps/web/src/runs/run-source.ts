import {
  detailsOf,
  type MetricPoint,
  type Point,
  type RunDetails,
  type RunRow,
  rowOf,
} from "@blankfile/tracking";
import { type MetricPage, server, serverHere } from "../server/client.ts";
import { type MetricChange, subscribe } from "../server/live.ts";
import { browserArtifact, browserRows, browserRun } from "./browser-runs.ts";

/** A run with its points, as the page of a run draws it. */
export interface OpenRun {
  row: RunRow;
  points: Map<string, Point[]>;
  details: RunDetails;
  /** Set where this browser has its files, and no workspace. */
  inBrowser?: true;
  /** Where the points end; the server sends what comes after it. */
  cursor?: string | number;
}

/** Every run this page can show, newest first: those of the workspace and those saved in this browser. */
export async function allRows(): Promise<RunRow[]> {
  const [here, there] = await Promise.all([
    browserRows().catch(() => []),
    serverHere() ? server.runs(100_000).then(({ runs }) => runs) : Promise.resolve([]),
  ]);
  const known = new Set(there.map((row) => row.id));
  return [...there, ...here.filter((row) => !known.has(row.id))].sort((a, b) => b.createdAt - a.createdAt);
}

/** undefined where neither the workspace nor this browser has it. */
export async function openRun(id: string): Promise<OpenRun | undefined> {
  const kept = await browserRun(id).catch(() => undefined);
  if (kept) {
    const points = new Map([...kept.folded.metrics].map(([key, list]) => [key, [...list]]));
    return { row: rowOf(kept.folded), points, details: detailsOf(kept.folded), inBrowser: true };
  }
  if (!serverHere()) return undefined;
  const { row, ...details } = await server.run(id);
  const page = await server.metrics(id);
  const points = new Map<string, Point[]>();
  addPoints(points, page.points);
  return { row, points, details, cursor: page.cursor };
}

/** The run with what came since it was read: nothing is missed between reading it and following it. */
export async function caughtUp(run: OpenRun): Promise<OpenRun> {
  if (run.cursor === undefined) return run;
  const page = await server.metrics(run.row.id, run.cursor);
  return withChange(run, page);
}

/** Row and details of a run of the workspace as they are now; its points come by themselves. */
export async function detailsNow(id: string): Promise<Pick<OpenRun, "row" | "details">> {
  const { row, ...details } = await server.run(id);
  return { row, details };
}

/** The bytes of one of its artifacts; rejects with a sentence for the reader. */
export async function artifactBytes(run: OpenRun, hash: string): Promise<Uint8Array<ArrayBuffer>> {
  if (run.inBrowser === true) {
    const bytes = await browserArtifact(run.row.id, hash);
    if (bytes) return new Uint8Array(bytes);
    throw new Error(`artifact: this browser does not have ${hash.slice(0, 12)}…, which the run names`);
  }
  const answer = await fetch(server.artifact(run.row.id, hash), { credentials: "same-origin" }).catch(
    () => undefined,
  );
  if (answer === undefined)
    throw new Error("artifact: the server does not answer; start it again with: npm start");
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
  const { error } = (await answer.json().catch(() => ({}))) as { error?: string };
  throw new Error(error ?? `artifact: the server answered ${answer.status}`);
}

export function withChange(
  run: OpenRun,
  { points: more, cuts, cursor }: Pick<MetricPage, "points" | "cuts" | "cursor">,
): OpenRun {
  const points = new Map(run.points);
  cutPoints(points, cuts);
  for (const key of new Set(more.map((point) => point.key))) points.set(key, [...(points.get(key) ?? [])]);
  addPoints(points, more);
  return { ...run, points, cursor };
}

/** Drops what earlier attempts logged behind a step from which a later one goes on. */
function cutPoints(points: Map<string, Point[]>, cuts: readonly { attempt: number; step: number }[]): void {
  for (const { attempt, step } of cuts) {
    for (const [key, list] of points) {
      points.set(
        key,
        list.filter((point) => point.attempt >= attempt || point.step <= step),
      );
    }
  }
}

/** Adds points behind or among those that are there; a later value at the same step replaces the earlier. */
function addPoints(points: Map<string, Point[]>, more: readonly MetricPoint[]): void {
  for (const { key, ...point } of more) {
    const list = points.get(key) ?? [];
    points.set(key, list);
    let at = list.length;
    while (at > 0 && list[at - 1]!.step > point.step) at--;
    if (at > 0 && list[at - 1]!.step === point.step) list[at - 1] = point;
    else list.splice(at, 0, point);
  }
}

/** Calls `changed` whenever a run of the workspace changes, `refetch` where one is gone or something was missed; returns a function that ends it. */
export function watchRows(changed: (row: RunRow) => void, refetch: () => void): () => void {
  return subscribe({ run: changed, gone: refetch, reopened: refetch });
}

/** Follows one run of the workspace: its row and what is added to its points. */
export function watchRun(
  id: string,
  on: {
    row: (row: RunRow) => void;
    change: (change: MetricChange) => void;
    refetch: () => void;
  },
): () => void {
  return subscribe({
    run: (row) => {
      if (row.id === id) on.row(row);
    },
    metrics: (change) => {
      if (change.run === id) on.change(change);
    },
    reopened: on.refetch,
  });
}
