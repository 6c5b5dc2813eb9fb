import { type Network, times, timesTransposed, waistAt } from "./network.ts";

/** Part of a network: the layers after `from`, up to and with `to`. */
export interface Part {
  from: number;
  to: number;
}

/** J · tangent for a part: layer by layer, v̇_k = (1 − v_k²) ∘ W_k v̇_(k−1). `values` are those of all layers. */
export function forwardSweep(
  { weights }: Network,
  values: readonly number[][],
  { from, to }: Part,
  tangent: readonly number[],
): number[] {
  let moving = [...tangent];
  for (let k = from + 1; k <= to; k++)
    moving = times(weights[k - 1]!, moving).map((t, i) => (1 - values[k]![i]! ** 2) * t);
  return moving;
}

/** Jᵀ · adjoint for a part: v̄_(k−1) = W_kᵀ ((1 − v_k²) ∘ v̄_k), from the last layer to the first. */
export function reverseSweep(
  { weights }: Network,
  values: readonly number[][],
  { from, to }: Part,
  adjoint: readonly number[],
): number[] {
  let moving = [...adjoint];
  for (let k = to; k > from; k--) {
    const sent = moving.map((a, i) => (1 - values[k]![i]! ** 2) * a);
    moving = timesTransposed(weights[k - 1]!, sent);
  }
  return moving;
}

/** Multiplications of one sweep through a part, in either direction: an entry of each W_k, and a slope for each unit. */
export function sweepCost(widths: readonly number[], { from, to }: Part): number {
  let cost = 0;
  for (let k = from + 1; k <= to; k++) cost += widths[k]! * widths[k - 1]! + widths[k]!;
  return cost;
}

export type Order = "forward" | "reverse" | "waist";

/** Multiplications of one step of an order, and how many steps the whole Jacobian takes. */
export function costOf(widths: readonly number[], order: Order): { steps: number; each: number } {
  const last = widths.length - 1;
  const [n, m] = [widths[0]!, widths[last]!];
  const each = sweepCost(widths, { from: 0, to: last });
  if (order === "forward") return { steps: n, each };
  if (order === "reverse") return { steps: m, each };
  return { steps: widths[waistAt(last)]!, each: each + m * n };
}

/** Numbers held at the most: the values stored for a way back, and two neighbouring layers of what moves. */
export function heldBy(widths: readonly number[], order: Order, kept: boolean): number {
  const last = widths.length - 1;
  const pair = Math.max(...widths.slice(1).map((d, k) => d + widths[k]!));
  if (order === "forward") return 2 * pair;
  if (!kept) return Math.max(...widths) + pair;
  const stored = widths.slice(0, (order === "reverse" ? last : waistAt(last)) + 1);
  return stored.reduce((sum, d) => sum + d, 0) + (order === "reverse" ? pair : 2 * pair);
}
