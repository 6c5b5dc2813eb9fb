export interface World {
  rooms: number;
  toll: number;
  limit: number;
}

export interface Transition {
  state: number;
  action: number;
  reward: number;
  next: number;
  terminated: boolean;
  truncated: boolean;
}

export interface Settings {
  episodes: number;
  epsilon: number;
  alpha: number;
  gamma: number;
  hope: number;
}

export type Table = number[][];

export function freshTable({ rooms }: World, hope: number): Table {
  if (!(rooms >= 2 && Number.isSafeInteger(rooms))) throw new RangeError("a corridor has two rooms or more");
  const Q: Table = [];
  while (Q.length < rooms) Q.push([hope, hope]);
  return Q;
}

export function move(
  { rooms, toll, limit }: World,
  state: number,
  action: number,
  elapsed: number,
): Transition {
  const step = action === 1 ? 1 : -1;
  const next = [state + step, 0, rooms - 1].sort((a, b) => a - b)[1]!;
  const terminated = next + 1 === rooms;
  const reward = terminated ? 1 : toll;
  return { state, action, reward, next, terminated, truncated: limit - elapsed <= 1 };
}

export function chosen(row: readonly number[], epsilon: number, random: () => number): number {
  if (random() < epsilon) return Math.trunc(row.length * random());
  return row.reduce((best, q, a) => (q > row[best]! ? a : best), 0);
}

/** A weighted mean of the old value and the target; the next row is asked only if the process goes on. */
export function learn(Q: Table, transition: Transition, alpha: number, gamma: number): Table {
  const { state, action, reward, next } = transition;
  const copy = Q.map((row) => row.slice());
  let goal = reward;
  if (!transition.terminated) goal += gamma * [...copy[next]!].sort((a, b) => a - b).at(-1)!;
  copy[state]![action] = (1 - alpha) * copy[state]![action]! + alpha * goal;
  return copy;
}

export function train(world: World, settings: Settings, random: () => number): Table {
  let Q = freshTable(world, settings.hope);
  let [left, state, elapsed] = [settings.episodes, 0, 0];
  while (left > 0) {
    const made = move(world, state, chosen(Q[state]!, settings.epsilon, random), elapsed);
    Q = learn(Q, made, settings.alpha, settings.gamma);
    const over = made.terminated || made.truncated;
    [state, elapsed] = over ? [0, 0] : [made.next, elapsed + 1];
    if (over) left--;
  }
  return Q;
}
