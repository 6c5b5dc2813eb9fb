import {
  type Configuration,
  comparedFigure,
  configurations,
  differing,
  finishedRows,
  goalMetrics,
  predictionOutcome,
  type RunRow,
  valueText,
} from "@blankfile/tracking";
import { showNumber } from "@blankfile/tracking/node";
import { table } from "../table.ts";
import { findRuns } from "./find-runs.ts";

/**
 * Configurations beside each other: only the flags that differ, each figure with a goal as mean ± half of its 95 % interval over the seeds,
 * and whether the prediction held. Runs that are not finished are counted and left out of the figures. So are a sweep's held-out seeds,
 * which only its best has: they chose nothing, and the others did.
 */
export function compareRuns(
  words: readonly string[],
  rows: readonly RunRow[],
  heldOutOf: (sweep: string) => readonly number[] = () => [],
): string {
  const isHeldOut = ({ seed }: RunRow, word: string) => seed !== undefined && heldOutOf(word).includes(seed);
  const named = words.flatMap((word) =>
    findRuns(word, rows).map((row) => ({ row, isLeft: row.sweep === word && isHeldOut(row, word) })),
  );
  const chosen = [...new Set(named.filter(({ isLeft }) => !isLeft).map(({ row }) => row))];
  const left = named.filter(({ isLeft }) => isLeft).length;
  const all = configurations(chosen);
  const flags = differing(all);
  const metrics = goalMetrics(chosen);
  const experiments = new Set(all.map(({ experiment }) => experiment)).size > 1;
  const launches = all.some(({ launchedAt }) => launchedAt !== undefined);
  const head = [
    ...(experiments ? ["experiment"] : []),
    ...flags,
    ...(launches ? ["launched"] : []),
    ...["seeds", ...metrics, "predicted"],
  ];
  const body = all.map((one) => [
    ...(experiments ? [one.experiment] : []),
    ...flags.map((flag) => valueText(one.config[flag])),
    ...(launches ? [launchOf(one)] : []),
    seedsOf(one),
    ...metrics.map((metric) => figure(one, metric)),
    predictionOf(one),
  ]);
  const isLonely = all.some(({ rows }) => finishedRows(rows).length === 1);
  const stamp = isLonely ? "\nOne seed: where there is no ±, nothing follows about the next seed." : "";
  const judges =
    left > 0
      ? `\nLeft out: ${left} ${left === 1 ? "run" : "runs"} with held-out seeds, which judge the best of the sweep and chose nothing: blankfile sweep --show tells them.`
      : "";
  return `${table([head, ...body])}${stamp}${judges}`;
}

function figure(one: Configuration, metric: string): string {
  const found = comparedFigure(one, metric);
  if (!found) return "–";
  const { mean, half } = found;
  return half === undefined ? showNumber(mean) : `${showNumber(mean)} ± ${showNumber(half)}`;
}

function launchOf({ launchedAt }: Configuration): string {
  return launchedAt === undefined ? "" : new Date(launchedAt).toISOString().slice(0, 16).replace("T", " ");
}

function seedsOf({ rows }: Configuration): string {
  const done = finishedRows(rows).length;
  return done === rows.length ? String(done) : `${done} of ${rows.length}`;
}

/** "3 of 3": seeds whose figure lay in the range that was predicted. */
function predictionOf(one: Configuration): string {
  const { inside = 0, of = 0 } = predictionOutcome(one) ?? {};
  return of === 0 ? "–" : `${inside} of ${of}`;
}
