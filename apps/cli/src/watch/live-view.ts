import {
  type Configuration,
  configurations,
  definitionOf,
  differing,
  type FoldedRun,
  nameOf,
  type RunRow,
  rowOf,
  seedInterval,
} from "@blankfile/tracking";
import { drawBar, showNumber } from "@blankfile/tracking/node";
import { printable } from "../printable.ts";
import { sparkline } from "../sparkline.ts";
import { type MeanCurve, meanCurve } from "./mean-curve.ts";
import { durationText, paceOf } from "./pace.ts";

export interface ViewSize {
  width: number;
  height: number;
}

const mostMetrics = 3;

export function isUnderWay({ state }: Pick<FoldedRun, "state">): boolean {
  return state === "running" || state === "created";
}

/**
 * Runs as lines that fit: each configuration with a line for each of its seeds, and the curves of its metrics with a goal as means over
 * the seeds. Those under way come first; what does not fit is counted.
 */
export function liveView(runs: readonly FoldedRun[], { width, height }: ViewSize): string[] {
  const folded = new Map(runs.map((run) => [run.id, run]));
  const all = configurations(runs.map(rowOf));
  const flags = differing(all);
  const blocks = all
    .toSorted(
      (a, b) => Number(b.rows.some(isUnderWay)) - Number(a.rows.some(isUnderWay)) || began(b) - began(a),
    )
    .map((one) => block(one, flags, folded, width));
  const lines: string[] = [];
  let left = blocks.length;
  for (const one of blocks) {
    const room = height - lines.length - (left > 1 ? 1 : 0);
    if (one.length > room && lines.length > 0) break;
    lines.push(...one.slice(0, Math.max(1, room)));
    left -= 1;
  }
  if (left > 0) lines.push(`… and ${left} more configurations`);
  return lines.slice(0, height).map((line) => cut(printable(line), width));
}

function block(
  one: Configuration,
  flags: readonly string[],
  folded: ReadonlyMap<string, FoldedRun>,
  width: number,
): string[] {
  const runs = one.rows.map(({ id }) => folded.get(id)!);
  const done = one.rows.filter(({ state }) => state === "finished").length;
  const seeds = one.rows.length === 1 ? "one seed" : `${done} of ${one.rows.length} seeds done`;
  const name = nameOf(one, flags, { experiments: true });
  return [
    `${cut(name, Math.max(10, width - seeds.length - 2))}  ${seeds}`,
    ...one.rows.map((row, i) => `  ${seedLine(row, runs[i]!, width - 2)}`),
    ...curveLines(runs, width),
  ];
}

/** "seed 0  [####····]  52 %  104/200  12/s  8 s left"; what does not fit is left out from the end. */
function seedLine(row: RunRow, run: FoldedRun, width: number): string {
  const seed = `seed ${row.seed ?? "–"}`;
  if (!isUnderWay(row)) return `${seed}  ${endText(row)}`;
  const { stepsPerSecond, leftMs } = paceOf(run);
  const share = row.steps === undefined ? undefined : row.step / row.steps;
  const parts = [
    seed,
    ...(share === undefined ? [] : [drawBar(share, width >= 70 ? 20 : 8), percent(share)]),
    row.state === "created"
      ? "begins"
      : row.steps === undefined
        ? `step ${row.step}`
        : `${row.step}/${row.steps}`,
    ...(leftMs === undefined ? [] : [`${durationText(leftMs)} left`]),
    ...(stepsPerSecond === undefined ? [] : [`${showNumber(round(stepsPerSecond))}/s`]),
    ...(row.attempt > 1 ? [`attempt ${row.attempt}`] : []),
  ];
  while (parts.length > 2 && parts.join("  ").length > width) parts.pop();
  return parts.join("  ");
}

function endText({ state, message, createdAt, updatedAt, step }: RunRow): string {
  if (state === "finished") return `finished, ${step} steps in ${durationText(updatedAt - createdAt)}`;
  return message === undefined ? state : `${state}: ${message}`;
}

/** "  test/accuracy  ▁▂▅▇█  97.2 ± 0.4 % at step 200" for each metric: the mean over the seeds as far as all of them are. */
function curveLines(runs: readonly FoldedRun[], width: number): string[] {
  const curves = metricsOf(runs).flatMap((metric) => {
    const curve = meanCurve(runs, metric);
    return curve ? [{ metric, curve, text: valueText(runs, metric, curve) }] : [];
  });
  const wide = Math.min(
    Math.max(8, Math.floor(width / 3)),
    ...[Math.max(0, ...curves.map(({ metric }) => metric.length))],
  );
  return curves.map(({ metric, curve, text }) => {
    const room = Math.min(40, width - wide - text.length - 6);
    return `  ${cut(metric, wide).padEnd(wide)}  ${room >= 4 ? `${sparkline(curve.values, room)}  ` : ""}${text}`;
  });
}

function valueText(runs: readonly FoldedRun[], metric: string, { last, step }: MeanCurve): string {
  const interval = seedInterval(last);
  const unit = definitionOf(runs[0]!.definitions, metric).unit;
  const value = interval
    ? `${showNumber(interval.mean)} ± ${showNumber(interval.half)}`
    : showNumber(last[0]!);
  const where = runs.length > 1 && runs.some(isUnderWay) ? ` at step ${step}` : "";
  return `${value}${unit === undefined ? "" : ` ${unit}`}${where}`;
}

/** Those with a goal; the first ones where none has. */
function metricsOf(runs: readonly FoldedRun[]): string[] {
  const names = [...new Set(runs.flatMap(({ metrics }) => [...metrics.keys()]))];
  const goals = names.filter((name) => definitionOf(runs[0]!.definitions, name).goal !== undefined);
  return (goals.length > 0 ? goals : names.slice(0, 1)).slice(0, mostMetrics);
}

function began({ rows }: Configuration): number {
  return Math.max(...rows.map(({ createdAt }) => createdAt));
}

function percent(share: number): string {
  return `${Math.floor(100 * Math.min(1, share))} %`.padStart(5);
}

function round(value: number): number {
  return value >= 10 ? Math.round(value) : Number(value.toPrecision(2));
}

function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join("")}…`;
}
