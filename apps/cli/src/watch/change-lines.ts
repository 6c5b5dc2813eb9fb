import { type FoldedRun, numberOf, rowOf } from "@blankfile/tracking";
import { showNumber } from "@blankfile/tracking/node";
import { printable } from "../printable.ts";
import { isUnderWay } from "./live-view.ts";
import { durationText, paceOf } from "./pace.ts";

/** Where nothing can be redrawn: a line for each run that has another state or step than last time. */
export class ChangeLines {
  readonly #told = new Map<string, string>();

  of(runs: readonly FoldedRun[]): string[] {
    return runs.flatMap((run) => {
      const now = `${run.state} ${run.attempt} ${run.step}`;
      if (this.#told.get(run.id) === now) return [];
      this.#told.set(run.id, now);
      return [printable(lineOf(run))];
    });
  }
}

function lineOf(run: FoldedRun): string {
  const row = rowOf(run);
  const { leftMs } = isUnderWay(row) ? paceOf(run) : {};
  const steps = row.steps === undefined ? `step ${row.step}` : `step ${row.step}/${row.steps}`;
  const goals = Object.entries(row.metrics).filter(([, { goal }]) => goal !== undefined);
  return [
    row.id,
    row.message === undefined ? row.state : `${row.state}: ${row.message}`,
    steps,
    ...(leftMs === undefined ? [] : [`${durationText(leftMs)} left`]),
    ...goals.slice(0, 2).map(([name, { value }]) => `${name} ${showNumber(numberOf(value))}`),
  ].join("  ");
}
