export type Matrix = readonly (readonly number[])[];

/** Every state hands its share on to the states that it leads to. */
export function step(P: Matrix, p: readonly number[]): number[] {
  const N = states(P).length;
  if (p.length !== N) throw new RangeError("step: p and P do not fit");
  const next = new Array<number>(N).fill(0);
  P.forEach((row, i) => {
    row.forEach((probability, j) => {
      next[j] = next[j]! + p[i]! * probability;
    });
  });
  return next;
}

/** On the one closed class, states are taken out one after the other: what went through them goes directly (Grassmann, Taksar and Heyman 1985). */
export function stationary(P: Matrix): number[] {
  const all = states(P);
  const reaches = closure(P, () => true);
  const lasting = all.filter((i) => all.every((j) => !reaches[i]![j] || reaches[j]![i]));
  if (lasting.some((i) => !reaches[lasting[0]!]![i]))
    throw new RangeError("stationary: several closed classes");
  const A = lasting.map((i) => lasting.map((j) => P[i]![j]!));
  for (let n = A.length - 1; n > 0; n--) {
    const out = A[n]!.slice(0, n).reduce((sum, a) => sum + a, 0);
    for (let i = 0; i < n; i++) {
      A[i]![n] = A[i]![n]! / out;
      for (let j = 0; j < n; j++) A[i]![j] = A[i]![j]! + A[i]![n]! * A[n]![j]!;
    }
  }
  const weights = [1];
  for (let n = 1; n < A.length; n++) weights.push(weights.reduce((sum, w, i) => sum + w * A[i]![n]!, 0));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return all.map((i) => (lasting.includes(i) ? weights[lasting.indexOf(i)]! / total : 0));
}

/** The same reduction; a state that is taken out leaves its waiting time with those that led to it. */
export function hittingTimes(P: Matrix, targets: readonly number[]): number[] {
  const all = states(P);
  if (targets.length < 1 || targets.some((t) => !all.includes(t)))
    throw new RangeError("hittingTimes: no such targets");
  const isTarget = (i: number) => targets.includes(i);
  const reaches = closure(P, (i) => !isTarget(i));
  const arrives = (i: number) => all.some((t) => isTarget(t) && reaches[i]![t]);
  const sure = all.filter((i) => !isTarget(i) && all.every((j) => !reaches[i]![j] || arrives(j)));
  const A = sure.map((i) => sure.map((j) => P[i]![j]!));
  const arrival = sure.map((i) => all.filter(isTarget).reduce((sum, t) => sum + P[i]![t]!, 0));
  const cost = sure.map(() => 1);
  const leaving = (n: number) => A[n]!.slice(0, n).reduce((sum, a) => sum + a, arrival[n]!);
  for (let n = sure.length - 1; n > 0; n--) {
    for (let i = 0; i < n; i++) {
      const through = A[i]![n]! / leaving(n);
      for (let j = 0; j < n; j++) A[i]![j] = A[i]![j]! + through * A[n]![j]!;
      arrival[i] = arrival[i]! + through * arrival[n]!;
      cost[i] = cost[i]! + through * cost[n]!;
    }
  }
  const times: number[] = [];
  for (let n = 0; n < sure.length; n++)
    times.push(times.reduce((sum, h, j) => sum + A[n]![j]! * h, cost[n]!) / leaving(n));
  return all.map((i) =>
    isTarget(i) ? 0 : sure.includes(i) ? times[sure.indexOf(i)]! : Number.POSITIVE_INFINITY,
  );
}

/** reaches[i][j]: whether a way of any number of steps leads from i to j, going on only from states that `onwards` allows. */
function closure(P: Matrix, onwards: (i: number) => boolean): boolean[][] {
  const reaches = P.map((row, i) => row.map((p, j) => i === j || (onwards(i) && p > 0)));
  for (const k of P.keys())
    for (const i of P.keys())
      for (const j of P.keys()) if (reaches[i]![k] && reaches[k]![j]) reaches[i]![j] = true;
  return reaches;
}

function states(P: Matrix): number[] {
  P.forEach((row) => {
    let sum = -1;
    for (const p of row) sum += p >= 0 ? p : Number.NaN;
    if (row.length !== P.length || Number.isNaN(sum) || Math.abs(sum) > 1e-9)
      throw new RangeError("P is no matrix of transition probabilities");
  });
  return [...P.keys()];
}
