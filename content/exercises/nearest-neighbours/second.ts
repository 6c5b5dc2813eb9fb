export type Matrix = readonly (readonly number[])[];

/** Squared distances have the same order. The k best so far are kept in order; a later row gets in only if it is strictly nearer. */
export function nearest(X: Matrix, x: readonly number[], k: number): number[] {
  if (k < 1 || k > X.length || k % 1 !== 0 || Number.isNaN(k))
    throw new Error(`k is ${k} of ${X.length} rows`);
  return ranked(X, x, k).map(({ n }) => n);
}

export function classify(X: Matrix, labels: readonly string[], x: readonly number[], k: number): string {
  const order = nearest(X, x, k).map((n) => labels[n]!);
  let winner = order[0]!;
  let most = 0;
  for (const label of order) {
    const count = order.filter((other) => other === label).length;
    if (count > most) [winner, most] = [label, count];
  }
  return winner;
}

export function regress(
  X: Matrix,
  y: readonly number[],
  x: readonly number[],
  k: number,
  weighting: "uniform" | "distance",
): number {
  nearest(X, x, k);
  const found = ranked(X, x, k);
  const atX = weighting === "distance" && found[0]!.squared === 0;
  let above = 0;
  let below = 0;
  for (const { n, squared } of found) {
    let weight = 1;
    if (atX) weight = squared === 0 ? 1 : 0;
    else if (weighting === "distance") weight = squared ** -0.5;
    above += weight * y[n]!;
    below += weight;
  }
  return above / below;
}

/** Asks for one neighbour more of all rows, and strikes the row itself. */
export function leaveOneOut(X: Matrix, labels: readonly string[], k: number): number {
  if (!(k >= 1 && k <= X.length - 1 && k % 1 === 0)) throw new Error(`k is ${k} of ${X.length - 1} others`);
  let wrong = 0;
  for (let n = 0; n < X.length; n++) {
    let others = nearest(X, X[n]!, k + 1);
    // Among more than k rows at the same place, the row itself may not be in the list: then the last one is too many.
    others = others.includes(n) ? others.filter((m) => m !== n) : others.slice(0, k);
    const points = others.map((m) => X[m]!);
    const theirs = others.map((m) => labels[m]!);
    if (classify(points, theirs, X[n]!, k) !== labels[n]) wrong++;
  }
  return wrong / X.length;
}

function ranked(X: Matrix, x: readonly number[], k: number): { n: number; squared: number }[] {
  const kept: { n: number; squared: number }[] = [];
  for (let n = 0; n < X.length; n++) {
    let squared = 0;
    for (let j = 0; j < x.length; j++) squared += (x[j]! - X[n]![j]!) ** 2;
    let place = kept.length;
    while (place > 0 && kept[place - 1]!.squared > squared) place--;
    kept.splice(place, 0, { n, squared });
    if (kept.length > k) kept.pop();
  }
  return kept;
}
