// The table begins at 0, and the target is left as it was.
export interface World {
  /** Rooms in a row, at least 2; the last one is the goal. */
  rooms: number;
  /** What each move earns that does not reach the goal. */
  toll: number;
  /** After so many moves an episode is cut off. */
  limit: number;
}

export interface Transition {
  state: number;
  action: number;
  reward: number;
  next: number;
  /** The process ended with this move. */
  terminated: boolean;
  /** The episode was cut off after this move. */
  truncated: boolean;
}

export interface Settings {
  episodes: number;
  epsilon: number;
  /** The step size α. */
  alpha: number;
  gamma: number;
  /** What every entry of the table is at first. */
  hope: number;
}

/** Q[s][a]: rooms × 2. */
export type Table = number[][];

/** A table full of hope. */
export function freshTable({ rooms }: World, hope: number): Table {
  if (!Number.isInteger(rooms) || rooms < 2)
    throw new RangeError(`freshTable: ${rooms} rooms, a whole number of at least 2 is needed`);
  return Array.from({ length: rooms }, () => [0 * hope, 0 * hope]);
}

/** One move: 0 is left, 1 is right; `elapsed` moves of this episode came before it. */
export function move(world: World, state: number, action: number, elapsed: number): Transition {
  const goal = world.rooms - 1;
  const next = Math.min(Math.max(state + (action === 1 ? 1 : -1), 0), goal);
  const terminated = next === goal;
  return {
    state,
    action,
    reward: terminated ? 1 : world.toll,
    next,
    terminated,
    truncated: elapsed + 1 >= world.limit,
  };
}

/** Any action with probability ε, otherwise the best one, the first of equals. */
export function chosen(row: readonly number[], epsilon: number, random: () => number): number {
  if (random() < epsilon) return Math.floor(random() * row.length);
  return row.indexOf(Math.max(...row));
}

/** The table after one transition: Q(s, a) moves by α towards its target. */
export function learn(Q: Table, transition: Transition, alpha: number, gamma: number): Table {
  const { state, action } = transition;
  const error = target(Q, transition, gamma) - Q[state]![action]!;
  return Q.map((row, s) =>
    s === state ? row.map((q, a) => (a === action ? q + alpha * error : q)) : row.slice(),
  );
}

/** r + γ max Q(s′, ·), and r alone where the process is over; a cut is no end, and keeps the next state's worth. */
function target(Q: Table, { reward, next, truncated }: Transition, gamma: number): number {
  const after = truncated ? 0 : Math.max(...Q[next]!);
  return reward + gamma * after;
}

/** The table after so many episodes, each from room 0. */
export function train(world: World, settings: Settings, random: () => number): Table {
  const { episodes, epsilon, alpha, gamma, hope } = settings;
  let Q = freshTable(world, hope);
  for (let episode = 0; episode < episodes; episode++) {
    let state = 0;
    for (let elapsed = 0, over = false; !over; elapsed++) {
      const transition = move(world, state, chosen(Q[state]!, epsilon, random), elapsed);
      Q = learn(Q, transition, alpha, gamma);
      state = transition.next;
      over = transition.terminated || transition.truncated;
    }
  }
  return Q;
}
