/**
 * Bellman's two operators on a grid, v of one number per cell:
 *
 *   (T_π v)(s) = r(s) + γ Σ_a π(a|s) Σ_s' P(s'|s,a) v(s')        (T v)(s) = r(s) + γ max_a Σ_s' P(s'|s,a) v(s')
 *
 * An exit keeps what it pays, a wall keeps 0.
 */
import { directions, type Way, type World } from "./grid.ts";

/** "best" takes the largest of the four actions, "random" their mean, a direction that action alone. */
export type Policy = "best" | "random" | "right" | "down";

export const expected = (ways: readonly Way[], v: readonly number[]): number =>
  ways.reduce((sum, { to, chance }) => sum + chance * v[to]!, 0);

export function backUp(world: World, v: readonly number[], policy: Policy, gamma: number): number[] {
  return world.moves.map((actions, s) => {
    if (actions.length === 0) return world.reward[s]!;
    const ahead = actions.map((ways) => expected(ways, v));
    const chosen =
      policy === "best" ? Math.max(...ahead) : ahead.reduce((sum, q, a) => sum + weights(policy)[a]! * q, 0);
    return world.reward[s]! + gamma * chosen;
  });
}

/** The action that looks best one step ahead; the first of equals. */
export function greedy(world: World, v: readonly number[], s: number): number | undefined {
  const ahead = world.moves[s]!.map((ways) => expected(ways, v));
  if (ahead.length === 0) return undefined;
  const top = Math.max(...ahead);
  return ahead.findIndex((q) => q >= top - 1e-12 * Math.max(1, Math.abs(top)));
}

/** max_s |v(s) − w(s)| */
export function distance(v: readonly number[], w: readonly number[]): number {
  return v.reduce((most, x, s) => Math.max(most, Math.abs(x - w[s]!)), 0);
}

/** The v with v = T v: a linear system for a given policy, iterated for the best one. Undefined where none can be told. */
export function fixedPoint(world: World, policy: Policy, gamma: number): number[] | undefined {
  if (policy !== "best") return solve(system(world, weights(policy), gamma));
  if (gamma >= 1) return undefined;
  let v = world.reward.map(() => 0);
  for (let k = 0; k < 20_000; k++) {
    const next = backUp(world, v, policy, gamma);
    const moved = distance(next, v);
    v = next;
    if (moved <= 1e-13 * Math.max(1, ...v.map(Math.abs))) break;
  }
  return v;
}

function weights(policy: Policy): number[] {
  if (policy === "random") return directions.map(() => 1 / directions.length);
  return directions.map(({ name }) => (name === policy ? 1 : 0));
}

/** Rows of (I − γ P_π | r). */
function system(world: World, policy: readonly number[], gamma: number): number[][] {
  return world.moves.map((actions, s) => {
    const row = [...world.moves.map((_, t) => (t === s ? 1 : 0)), world.reward[s]!];
    actions.forEach((ways, a) => {
      for (const { to, chance } of ways) row[to]! -= gamma * policy[a]! * chance;
    });
    return row;
  });
}

/** Gaussian elimination with pivots; undefined for a singular matrix. */
function solve(rows: number[][]): number[] | undefined {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    if (Math.abs(rows[pivot]![k]!) < 1e-10) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      if (factor !== 0) for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  const v = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let rest = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) rest -= rows[k]![j]! * v[j]!;
    v[k] = rest / rows[k]![k]!;
  }
  return v;
}
