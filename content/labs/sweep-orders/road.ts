/**
 * A road of n stops. At stop 0 there is a shop that pays a wage for each hour; at stop n − 1 a job that pays once and ends the
 * day. Walking a stop takes an hour, earns nothing, and with probability `slip` ends where it began.
 *
 *   v(n − 1) = prize,   v(0) = max(wage + γ v(0), walk(0, 1)),   v(i) = max(walk(i, i − 1), walk(i, i + 1))
 *   walk(i, j) = γ ((1 − slip) v(j) + slip v(i))
 */
export interface Road {
  stops: number;
  gamma: number;
  slip: number;
  wage: number;
  prize: number;
}

/** The two choices at stop i: down (at stop 0: stay and work), up. */
export function choices(road: Road, v: readonly number[], i: number): [number, number] {
  const { gamma, slip, wage } = road;
  const walk = (j: number) => gamma * ((1 - slip) * v[j]! + slip * v[i]!);
  return [i === 0 ? wage + gamma * v[0]! : walk(i - 1), walk(i + 1)];
}

/** In which order a sweep visits the stops, and whether it sees the values that it has just written. */
export const orders = {
  two: "two arrays",
  up: "in place, from the shop",
  down: "in place, from the job",
  shuffled: "in place, in random order",
} as const;
export type Order = keyof typeof orders;
export const orderNames = Object.keys(orders) as Order[];

/** Every stop backed up once; `uniform` shuffles. */
export function sweep(road: Road, v: readonly number[], order: Order, uniform: () => number): number[] {
  const next = [...v];
  const read = order === "two" ? v : next;
  for (const i of visits(road.stops - 1, order, uniform)) next[i] = Math.max(...choices(road, read, i));
  return next;
}

function visits(count: number, order: Order, uniform: () => number): number[] {
  const list = Array.from({ length: count }, (_, i) => i);
  if (order === "down") return list.reverse();
  if (order !== "shuffled") return list;
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

export function distance(v: readonly number[], w: readonly number[]): number {
  return v.reduce((most, x, i) => Math.max(most, Math.abs(x - w[i]!)), 0);
}

/** 0 down (or work), 1 up, at each stop but the last; the first of equals. */
export function greedy(road: Road, v: readonly number[]): number[] {
  return Array.from({ length: road.stops - 1 }, (_, i) => {
    const [down, up] = choices(road, v, i);
    return up > down ? 1 : 0;
  });
}

/** The values of acting by `policy` for ever: an hour that slips repeats, so each is c · v(next) with c = γ(1 − slip)/(1 − γ slip). */
export function policyValues(road: Road, policy: readonly number[]): number[] {
  const { stops, gamma, slip, wage, prize } = road;
  const factor = (gamma * (1 - slip)) / (1 - gamma * slip);
  return Array.from({ length: stops }, (_, start) => {
    let [at, worth] = [start, 1];
    for (let hours = 0; hours <= 2 * stops; hours++) {
      if (at === stops - 1) return worth * prize;
      if (at === 0 && policy[0] === 0) return (worth * wage) / (1 - gamma);
      at += policy[at] === 1 ? 1 : -1;
      worth *= factor;
    }
    return 0;
  });
}

/** v*: from each stop, walk to the better end. Staying between two stops for ever earns nothing. */
export function bestValues(road: Road): number[] {
  const towards = (choice: number) =>
    policyValues(
      road,
      Array.from({ length: road.stops - 1 }, () => choice),
    );
  const [down, up] = [towards(0), towards(1)];
  return down.map((value, i) => Math.max(value, up[i]!));
}
