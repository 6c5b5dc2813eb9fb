import { detailsOf, type FoldedRun, type MetricPoint, type RunDetails, rowOf } from "@blankfile/tracking";
import type { Cut } from "./changes.ts";
import type { IndexFile } from "./index-file.ts";

/** Writes points and cuts. What is there already stays under its number, so that nobody is sent it again. */
export function storeChanges(
  index: IndexFile,
  run: string,
  changes: { points: MetricPoint[]; cuts: Cut[] },
): void {
  const insert = inserter(index, run);
  const remove = index.database.prepare(
    "delete from points where run = ? and key != 0 and attempt < ? and step > ?",
  );
  for (const { attempt, step } of changes.cuts)
    if (Number(remove.run(index.numberOf(run), attempt, step).changes) > 0)
      insert("", step, null, 0, attempt);
  for (const { key, step, value, at, attempt } of changes.points) insert(key, step, value, at, attempt);
}

/** Writes the run's row and details where they changed. After a first reading also looks for points that are no longer in the files. */
export function storeRow(index: IndexFile, fingerprint: string, run: FoldedRun, isFirst: boolean): void {
  const { database } = index;
  if (isFirst) removeStrangers(index, run);
  const row = rowOf(run);
  const details = detailsOf(run);
  const detailsVersion = versionOf(run, details);
  const old = database.prepare("select row, details_version from runs where id = ?").get(run.id);
  const text = JSON.stringify(row);
  const sameRow = old?.row === text;
  if (sameRow && old.details_version === detailsVersion && !isFirst) {
    database.prepare("update runs set fingerprint = ? where id = ?").run(fingerprint, run.id);
    return;
  }
  if (!sameRow) database.exec("update about set changes = changes + 1");
  database
    .prepare(
      `insert into runs (id, created_at, fingerprint, row, details, details_version, changed)
       values (?, ?, ?, ?, ?, ?, (select changes from about))
       on conflict (id) do update set
         created_at = excluded.created_at, fingerprint = excluded.fingerprint, row = excluded.row,
         details = excluded.details, details_version = excluded.details_version,
         changed = iif(row = excluded.row, changed, excluded.changed)`,
    )
    .run(run.id, row.createdAt, fingerprint, text, JSON.stringify(details), detailsVersion);
}

/** A word that changes where the details do: everything in them is only ever added to, within an attempt. */
function versionOf(run: FoldedRun, details: RunDetails): string {
  const { texts, tables, notes, values, artifacts, uses } = details;
  const lists = [texts, tables, notes, values, artifacts, uses];
  const names = [details.definitions, run.config].map((record) => Object.keys(record));
  const sampled = [...run.system.values()];
  const lengths = [...lists, ...names, ...sampled].map(({ length }) => length);
  return [...lengths, ...Object.values(details.later), run.problemCount, run.attempt].join(" ");
}

/** Points that an earlier reading left and the files no longer have, because one was replaced by an older copy. */
function removeStrangers(index: IndexFile, run: FoldedRun): void {
  const { database } = index;
  const number = index.numberOf(run.id);
  const found = database.prepare("select count(*) as n from points where run = ? and key != 0").get(number);
  const wanted = [...run.metrics.values()].reduce((sum, points) => sum + points.length, 0);
  if (found?.n === wanted) return;
  database.prepare("delete from points where run = ?").run(number);
  const insert = inserter(index, run.id);
  insert("", -1, null, 0, run.attempt + 1);
  for (const [key, points] of run.metrics)
    for (const { step, value, at, attempt } of points) insert(key, step, value, at, attempt);
}

type Insert = (
  key: string,
  step: number,
  value: MetricPoint["value"] | null,
  at: number,
  attempt: number,
) => void;

function inserter(index: IndexFile, run: string): Insert {
  const { database } = index;
  const number = index.numberOf(run);
  const into = "into points (run, key, step, value, at, attempt) values (?, ?, ?, ?, ?, ?)";
  const add = database.prepare(`insert or ignore ${into}`);
  const replace = database.prepare(`insert or replace ${into}`);
  const same = database.prepare(
    "select 1 from points where run = ? and key = ? and step = ? and value is ? and at = ? and attempt = ?",
  );
  return (name, ...rest) => {
    const point = [number, index.numberOf(name), ...rest] as const;
    const isNew = Number(add.run(...point).changes) > 0;
    if (!isNew && (name === "" || same.get(...point) === undefined)) replace.run(...point);
  };
}
