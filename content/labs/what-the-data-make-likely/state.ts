import type { LabRandom } from "@blankfile/curriculum/lab";
import { type Chosen, type Model, models } from "./models.ts";
import { nothing, type Sums, withOne } from "./sums.ts";

export interface Moment {
  n: number;
  best: number;
  /** Mean loss of the fitted model on the data it was fitted to; undefined where the likelihood has no maximum. */
  seen?: number;
  /** On new data, possibly ∞; undefined as above. */
  fresh?: number;
  /** The θ whose likelihood is at least an eighth of the largest. */
  likely?: [number, number];
}

export interface State {
  sums: Sums;
  /** The first observations, for the picture. */
  shown: number[];
  history: Moment[];
}

/** How many observations there are after each step: one more each time up to 25, then by sixths of a doubling. */
export const schedule: readonly number[] = [
  ...Array.from({ length: 25 }, (_, i) => i + 1),
  ...Array.from({ length: 36 }, (_, j) => Math.round(25 * 2 ** ((j + 1) / 6))),
];

export function start(): State {
  return { sums: nothing, shown: [], history: [] };
}

export function go(state: State, chosen: Chosen, random: LabRandom): State {
  const model = models[chosen.model]!;
  const target = schedule[state.history.length]!;
  let { sums, shown } = state;
  while (sums.n < target) {
    const x = model.draw(chosen, random);
    sums = withOne(sums, x);
    if (shown.length < 40) shown = [...shown, x];
  }
  return { sums, shown, history: [...state.history, momentOf(model, sums, chosen)] };
}

export function isDone({ history }: State): boolean {
  return history.length === schedule.length;
}

/** How many times narrower the likely interval is after 400 observations than after 25. */
export function narrowing({ history }: State): number {
  const width = (n: number) => {
    const [low, high] = history.find((moment) => moment.n === n)!.likely!;
    return high - low;
  };
  return width(25) / width(400);
}

function momentOf(model: Model, sums: Sums, chosen: Chosen): Moment {
  const best = model.best(sums);
  const top = model.logLikelihood(best, sums);
  if (!Number.isFinite(top)) return { n: sums.n, best };
  return {
    n: sums.n,
    best,
    seen: (0 - top) / sums.n,
    fresh: model.onNewData(sums, chosen),
    likely: likelyInterval(
      (theta) => model.logLikelihood(theta, sums),
      best,
      chosen.model === "coin" ? 1 : 1e6,
    ),
  };
}

/** Where log L is at most log 8 below its maximum at `best`: a bisection on either side. */
function likelyInterval(logL: (theta: number) => number, best: number, most: number): [number, number] {
  const floor = logL(best) - Math.log(8);
  const edge = (inside: number, outside: number): number => {
    if (logL(outside) >= floor) return outside;
    let [near, far] = [inside, outside];
    for (let i = 0; i < 100; i++) {
      const middle = (near + far) / 2;
      if (logL(middle) >= floor) near = middle;
      else far = middle;
    }
    return near;
  };
  return [edge(best, 0), edge(best, most)];
}
