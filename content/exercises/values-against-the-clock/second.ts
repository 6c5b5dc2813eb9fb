export interface Outcome {
  chance: number;
  reward: number;
  next: number;
}

export type Process = readonly (readonly (readonly Outcome[])[])[];

export interface Solution {
  v: number[];
  policy: number[];
  sweeps: number;
}

/** The values of ends are cleared first; mean reward and mean next value apart. */
export function actionValues(process: Process, v: readonly number[], gamma: number): number[][] {
  const known = v.map((x, s) => (process[s]!.length > 0 ? x : 0));
  const table: number[][] = [];
  for (const actions of process) {
    const row: number[] = [];
    for (const outcomes of actions) {
      let [now, later] = [0, 0];
      for (const { chance, reward, next } of outcomes) {
        now += chance * reward;
        later += chance * known[next]!;
      }
      row.push(now + gamma * later);
    }
    table.push(row);
  }
  return table;
}

export function sweep(process: Process, v: readonly number[], gamma: number): number[] {
  return best(actionValues(process, v, gamma)).v;
}

export function valueIteration(process: Process, gamma: number, epsilon: number): Solution {
  if (Number.isNaN(gamma) || gamma < 0 || gamma >= 1) throw new RangeError(`a discount of ${gamma}`);
  if (Number.isNaN(epsilon) || epsilon <= 0) throw new RangeError(`an accuracy of ${epsilon}`);
  for (const outcomes of process.flat()) {
    let rest = 1;
    for (const { chance } of outcomes) rest -= chance;
    if (Number.isNaN(rest) || rest > 1e-9 || rest < -1e-9)
      throw new RangeError("chances that do not add up to 1");
  }
  const onwards = (v: number[], sweeps: number): Solution => {
    const next = sweep(process, v, gamma);
    const done = next.every((x, s) => (gamma * Math.abs(x - v[s]!)) / (1 - gamma) <= epsilon);
    if (done) return { ...best(actionValues(process, next, gamma)), v: next, sweeps };
    return onwards(next, sweeps + 1);
  };
  return onwards(new Array<number>(process.length).fill(0), 1);
}

function best(table: number[][]): { v: number[]; policy: number[] } {
  const policy = table.map((row) => row.reduce((a, q, b) => (a < 0 || q > row[a]! ? b : a), -1));
  return { policy, v: policy.map((a, s) => (a < 0 ? 0 : table[s]![a]!)) };
}
