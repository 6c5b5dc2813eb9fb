// 400 points are taken for odds of e to 1.
/** wins[i][j]: how often i beat j, K × K. */
export type Wins = readonly (readonly number[])[];

/** σ(a − b), with an exponent that is never above 0. */
export function winChance(a: number, b: number): number {
  const e = Math.exp(-Math.abs(a - b));
  return a >= b ? 1 / (1 + e) : e / (1 + e);
}

/** Σ_{i≠j} w_ij log σ(θ_i − θ_j), with log σ(x) = min(x, 0) − log(1 + e^{−|x|}). */
export function logLikelihood(wins: Wins, strengths: readonly number[]): number {
  let sum = 0;
  for (const [i, row] of wins.entries())
    for (const [j, w] of row.entries()) {
      const x = strengths[i]! - strengths[j]!;
      if (i !== j) sum += w * (Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))));
    }
  return sum;
}

/** ∂/∂θ_i = Σ_j w_ij − (w_ij + w_ji) σ(θ_i − θ_j): what was won minus what was to be expected. */
export function gradient(wins: Wins, strengths: readonly number[]): number[] {
  return strengths.map((own, i) =>
    strengths.reduce((sum, other, j) => {
      if (i === j) return sum;
      const met = wins[i]![j]! + wins[j]![i]!;
      return sum + wins[i]![j]! - met * winChance(own, other);
    }, 0),
  );
}

/** The most likely strengths with mean 0, by gradient ascent: no curvature exceeds half a contestant's comparisons. */
export function fit(wins: Wins): number[] {
  refuse(wins);
  const met = wins.map((row, i) => row.reduce((sum, w, j) => (i === j ? sum : sum + w + wins[j]![i]!), 0));
  const rate = 2 / Math.max(...met);
  let strengths = wins.map(() => 0);
  if (strengths.length === 1) return strengths;
  for (let step = 0, largest = 1; largest > 1e-12 && step < 100_000; step++) {
    const steps = gradient(wins, strengths).map((slope) => rate * slope);
    strengths = strengths.map((strength, i) => strength + steps[i]!);
    largest = Math.max(...steps.map(Math.abs));
  }
  return centred(strengths);
}

/** 1500 + 400 (θ − mean) / ln 10 */
export function elo(strengths: readonly number[]): number[] {
  return centred(strengths).map((strength) => 1500 + 400 * strength);
}

function centred(numbers: readonly number[]): number[] {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  return numbers.map((x) => x - mean);
}

function refuse(wins: Wins): void {
  const K = wins.length;
  if (K === 0) throw new RangeError("fit: no contestants; at least one is needed");
  for (const [i, row] of wins.entries()) {
    if (row.length !== K) throw new RangeError(`fit: row ${i} has ${row.length} numbers, ${K} are needed`);
    for (const [j, w] of row.entries())
      if (i !== j && !(w >= 0))
        throw new RangeError(`fit: ${w} wins of ${i} over ${j}, at least 0 is needed`);
  }
  const forward = reached(K, (i, j) => wins[i]![j]! > 0);
  const backward = reached(K, (i, j) => wins[j]![i]! > 0);
  if (forward < K || backward < K)
    throw new RangeError(
      "fit: no chain of wins from every contestant to every other; the likelihood has no maximum",
    );
}

/** How many contestants can be reached from number 0. */
function reached(K: number, leads: (i: number, j: number) => boolean): number {
  const seen = new Set([0]);
  for (const i of seen) for (let j = 0; j < K; j++) if (i !== j && leads(i, j)) seen.add(j);
  return seen.size;
}
