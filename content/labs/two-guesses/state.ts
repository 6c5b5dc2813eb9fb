import type { LabRandom } from "@blankfile/curriculum/lab";
import { backUp, distance, fixedPoint, type Policy } from "./bellman.ts";
import { makeWorld, type World } from "./grid.ts";

/** What the reader set. */
export interface Chosen {
  map: string;
  policy: string;
  gamma: number;
  slip: number;
  move: number;
  pit: number;
  guess: string;
  cell: number;
}

export interface State {
  world: World;
  /** The guess that began at 0 everywhere. */
  first: number[];
  second: number[];
  /** The solution of the equations, where there is one that can be told. */
  exact: number[] | undefined;
  /** After k backups: the distance between the guesses, and of the first one from the solution. */
  history: { apart: number; error: number | undefined }[];
}

export const mostBackups = 80;

/** The exits pay from the start, so that the guesses differ on the floor only. */
export function begin(chosen: Chosen, random: LabRandom): State {
  const world = makeWorld(chosen.map, chosen);
  const guessed = (value: () => number) =>
    world.cells.map((cell, s) => {
      const drawn = value();
      return cell === "." ? drawn : world.reward[s]!;
    });
  const first = guessed(() => 0);
  const second = guessed(() => (chosen.guess === "high" ? 20 : 40 * random.uniform() - 20));
  const exact = fixedPoint(world, chosen.policy as Policy, chosen.gamma);
  const state: State = { world, first, second, exact, history: [] };
  return { ...state, history: [measured(state)] };
}

export function go(state: State, { policy, gamma }: Chosen): State {
  const next = {
    ...state,
    first: backUp(state.world, state.first, policy as Policy, gamma),
    second: backUp(state.world, state.second, policy as Policy, gamma),
  };
  return { ...next, history: [...state.history, measured(next)] };
}

export function isDone({ history }: State): boolean {
  return history.length > mostBackups || history.at(-1)!.apart < 1e-9;
}

/** How fast the guesses met, beside the bound: γ^k of the first distance. */
export function verdict({ history }: State, { gamma }: Chosen): "bound" | "faster" | "never" {
  const [k, now, then] = [history.length - 1, history.at(-1)!.apart, history[0]!.apart];
  if (k > 20 && now > 0.9 * history[k - 20]!.apart) return "never";
  return now >= (gamma ** k * then) / 2 ? "bound" : "faster";
}

function measured({ first, second, exact }: State): State["history"][number] {
  return {
    apart: distance(first, second),
    error: exact === undefined ? undefined : distance(first, exact),
  };
}
