import { type MetricPoint, rowOf } from "@blankfile/tracking";
import { listRunIds, readRun } from "@blankfile/tracking/node";
import type { RunIndex } from "./run-index.ts";

/** Reads everything that is new into the index. */
export function syncAll(index: RunIndex): void {
  const { changed, gone } = index.differences();
  for (const id of gone) index.remove(id);
  for (const id of changed) while (index.sync(id));
}

/** What the index says of every run, point by point, and what the folders say, in the same form. */
export async function indexAndFold(index: RunIndex, workspace: string, now: number) {
  const { runs, total } = await index.rows(1000);
  const fromIndex: object[] = [{ total }];
  for (const row of runs) {
    const { points, total } = await index.points(row.id, 0);
    const { details } = (await index.run(row.id))!;
    fromIndex.push({ row, total, points: sorted(points), details });
  }
  const ids = listRunIds(workspace);
  const fromFolders = ids.map((id) => {
    const run = readRun(workspace, id, now);
    const { record, problems, texts, tables, notes, values, artifacts, uses, definitions, later } = run;
    const points = [...run.metrics].flatMap(([key, list]) => list.map((point) => ({ key, ...point })));
    const beside = { values, artifacts, uses, definitions, later, system: Object.fromEntries(run.system) };
    const details = { ...(record && { record }), problems, texts, tables, notes, ...beside };
    return { row: rowOf(run), total: points.length, points: sorted(points), details };
  });
  return { fromIndex, fromFolders: JSON.parse(JSON.stringify([{ total: ids.length }, ...fromFolders])) };
}

function sorted(points: MetricPoint[]): MetricPoint[] {
  return points
    .map(({ key, step, value, at, attempt }) => ({ key, step, value, at, attempt }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.step - b.step));
}
