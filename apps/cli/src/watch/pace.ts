import type { FoldedRun, Point } from "@blankfile/tracking";

/** How fast a run goes by what it logged lately, and how long it still takes; neither where that cannot be told. */
export interface Pace {
  stepsPerSecond?: number;
  leftMs?: number;
}

/** Speed is told from the points of so long. */
const window = 60_000;

/** By the times that the last attempt wrote: a clock that went back meanwhile tells nothing. */
export function paceOf(run: Pick<FoldedRun, "metrics" | "attempt" | "step" | "record">): Pace {
  const points = furthest(run);
  const last = points.at(-1);
  const first = points.find(({ at }) => last && at >= last.at - window && at <= last.at);
  if (!first || !last || last.at <= first.at || last.step <= first.step) return {};
  const stepsPerSecond = (1000 * (last.step - first.step)) / (last.at - first.at);
  const { steps } = run.record ?? {};
  if (steps === undefined) return { stepsPerSecond };
  return { stepsPerSecond, leftMs: (1000 * Math.max(0, steps - run.step)) / stepsPerSecond };
}

/** The points of this attempt in the metric that has got furthest. */
function furthest({ metrics, attempt }: Pick<FoldedRun, "metrics" | "attempt">): Point[] {
  let best: readonly Point[] = [];
  for (const points of metrics.values())
    if ((points.at(-1)?.step ?? -1) > (best.at(-1)?.step ?? -1)) best = points;
  return best.filter((point) => point.attempt === attempt);
}

/** "8 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const from = parts.findIndex(([n]) => n > 0);
  if (from < 0) return "0 s";
  return parts
    .slice(from, from + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(" ");
}
