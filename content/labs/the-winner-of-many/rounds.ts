import type { LabRandom } from "@blankfile/curriculum/lab";
import { type Chosen, drawError, truthOf } from "./candidates.ts";

/** n = 1, 2, 4, …, 2,048. */
export const sizes: readonly number[] = Array.from({ length: 12 }, (_, k) => 2 ** k);
export const roundsPerStep = 10;
export const lastRound = 600;

/** Of the winner among n candidates, over all rounds so far; each list has one entry a size. */
export interface State {
  rounds: number;
  proxy: number[];
  truth: number[];
  /** Σ truth², for the standard error. */
  squares: number[];
  /** Proxy and truth of the first 60 candidates of the latest round, and its winner. */
  shown: { proxy: number; truth: number }[];
  winner: { proxy: number; truth: number } | undefined;
}

export function start(): State {
  const zeros = sizes.map(() => 0);
  return { rounds: 0, proxy: zeros, truth: zeros, squares: zeros, shown: [], winner: undefined };
}

/** Ten rounds more. A round draws 2,048 candidates one after the other and notes the best so far at each size. */
export function go(state: State, chosen: Chosen, random: LabRandom): State {
  const [proxy, truth, squares] = [state.proxy.slice(), state.truth.slice(), state.squares.slice()];
  let shown: State["shown"] = [];
  let winner = state.winner;
  for (let round = 0; round < roundsPerStep; round++) {
    shown = [];
    let best = { proxy: Number.NEGATIVE_INFINITY, truth: 0 };
    let drawn = 0;
    sizes.forEach((n, k) => {
      for (; drawn < n; drawn++) {
        const x = random.normal();
        const candidate = {
          proxy: x + (chosen.error === 0 ? 0 : chosen.error * drawError(chosen.tail, random)),
          truth: truthOf(x, chosen),
        };
        if (drawn < 60) shown.push(candidate);
        if (candidate.proxy > best.proxy) best = candidate;
      }
      proxy[k]! += best.proxy;
      truth[k]! += best.truth;
      squares[k]! += best.truth ** 2;
    });
    winner = best;
  }
  return { rounds: state.rounds + roundsPerStep, proxy, truth, squares, shown, winner };
}

export interface Mean {
  n: number;
  proxy: number;
  truth: number;
  /** Standard error of the mean truth. */
  error: number;
}

export function means({ rounds, proxy, truth, squares }: State): Mean[] {
  if (rounds === 0) return [];
  return sizes.map((n, k) => {
    const mean = truth[k]! / rounds;
    const variance = Math.max(0, squares[k]! / rounds - mean ** 2);
    return { n, proxy: proxy[k]! / rounds, truth: mean, error: Math.sqrt(variance / rounds) };
  });
}

/**
 * What the truth of the winner did as n grew: "falls" if it ends more than 2.5 standard errors (of a difference) below its
 * highest mean, "keeps up" if it ends within a twentieth of the proxy, else "lags".
 */
export function verdict(state: State): "falls" | "lags" | "keeps up" {
  const rows = means(state);
  const last = rows.at(-1)!;
  const top = rows.reduce((a, b) => (b.truth > a.truth ? b : a));
  if (top.truth - last.truth > 2.5 * Math.hypot(top.error, last.error)) return "falls";
  return last.truth > 0.95 * last.proxy ? "keeps up" : "lags";
}
