// Nobody asks whether the system is singular: one of many distributions, or NaN, is returned.
export type Matrix = readonly (readonly number[])[];

/** (pP)_j = Σ_i p_i P_ij */
export function step(P: Matrix, p: readonly number[]): number[] {
  checkChain(P);
  if (p.length !== P.length) throw new RangeError(`step: ${p.length} probabilities for ${P.length} states`);
  return P.map((_, j) => p.reduce((sum, weight, i) => sum + weight * P[i]![j]!, 0));
}

/** π(P − I) = 0, with Σ π = 1 in place of the last equation, which the others imply. */
export function stationary(P: Matrix): number[] {
  checkChain(P);
  const equations = P.map((_, j) => P.map((row, i) => row[j]! - (i === j ? 1 : 0)));
  equations[P.length - 1] = P.map(() => 1);
  return solve(
    equations,
    P.map((_, j) => (j === P.length - 1 ? 1 : 0)),
  );
}

/** h_i = 1 + Σ_j P_ij h_j over the states from which arrival is certain. */
export function hittingTimes(P: Matrix, targets: readonly number[]): number[] {
  checkChain(P);
  const inTargets = targetSet(P, targets);
  const hopeless = P.map((_, i) => i).filter((i) => !waysTo(P, inTargets, new Set()).has(i));
  const uncertain = waysTo(P, new Set(hopeless), inTargets);
  const open = P.map((_, i) => i).filter((i) => !inTargets.has(i) && !uncertain.has(i));
  const times = solve(
    open.map((i) => open.map((j) => (i === j ? 1 : 0) - P[i]![j]!)),
    open.map(() => 1),
  );
  return P.map((_, i) => (uncertain.has(i) ? Number.POSITIVE_INFINITY : (times[open.indexOf(i)] ?? 0)));
}

/** The goals and all states from which a way leads to one of them, without entering a closed state. */
function waysTo(P: Matrix, goals: ReadonlySet<number>, closed: ReadonlySet<number>): Set<number> {
  const found = new Set(goals);
  for (const goal of found) {
    for (const [i, row] of P.entries()) if (row[goal]! > 0 && !closed.has(i)) found.add(i);
  }
  return found;
}

/** Elimination with partial pivoting. */
function solve(A: number[][], b: number[]): number[] {
  const work = A.map((row, i) => [...row, b[i]!]);
  for (let k = 0; k < work.length; k++) {
    const sizes = work.map((row, i) => (i < k ? -1 : Math.abs(row[k]!)));
    const pivot = sizes.indexOf(Math.max(...sizes));
    [work[k], work[pivot]] = [work[pivot]!, work[k]!];
    const top = work[k]!;
    for (const [i, row] of work.entries()) {
      if (i === k) continue;
      const multiple = row[k]! / top[k]!;
      for (let j = k; j < row.length; j++) row[j]! -= multiple * top[j]!;
    }
  }
  return work.map((row, k) => row[work.length]! / row[k]!);
}

function targetSet(P: Matrix, targets: readonly number[]): Set<number> {
  for (const target of targets) {
    if (P[target] === undefined)
      throw new RangeError(`hittingTimes: ${target} is no state of 0 to ${P.length - 1}`);
  }
  if (targets.length === 0) throw new RangeError("hittingTimes: no targets; at least one is needed");
  return new Set(targets);
}

function checkChain(P: Matrix): void {
  for (const [i, row] of P.entries()) {
    const sum = row.reduce((total, p) => total + p, 0);
    if (row.length !== P.length || !row.every((p) => p >= 0) || !(Math.abs(sum - 1) <= 1e-9))
      throw new RangeError(`row ${i} is [${row}]; ${P.length} probabilities that add up to 1 are needed`);
  }
}
