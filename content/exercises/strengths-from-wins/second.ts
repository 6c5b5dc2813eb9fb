export type Wins = readonly (readonly number[])[];

export function winChance(a: number, b: number): number {
  return (1 + Math.tanh((a - b) / 2)) / 2;
}

export function logLikelihood(wins: Wins, strengths: readonly number[]): number {
  const logChance = (x: number): number => (x < -30 ? x : -Math.log1p(Math.exp(-x)));
  return pairs(wins.length)
    .map(([i, j]) => {
      const gap = strengths[i]! - strengths[j]!;
      return wins[i]![j]! * logChance(gap) + wins[j]![i]! * logChance(-gap);
    })
    .reduce((sum, x) => sum + x, 0);
}

/** Pair by pair: a win of the weaker one moves both by what was not expected of it. */
export function gradient(wins: Wins, strengths: readonly number[]): number[] {
  const slopes = new Array<number>(wins.length).fill(0);
  for (const [i, j] of pairs(wins.length)) {
    const p = winChance(strengths[i]!, strengths[j]!);
    const push = wins[i]![j]! * (1 - p) - wins[j]![i]! * p;
    slopes[i]! += push;
    slopes[j]! -= push;
  }
  return slopes;
}

/** Zermelo's iteration on e^θ: wins over Σ_j comparisons/(p_i + p_j). */
export function fit(wins: Wins): number[] {
  const K = wins.length;
  if (K < 1 || wins.some((row) => row.length !== K)) throw new RangeError("a square table of wins is needed");
  if (wins.some((row, i) => row.some((w, j) => i !== j && (Number.isNaN(w) || w < 0))))
    throw new RangeError("wins must be numbers of at least 0");
  const chain = wins.map((row, i) => row.map((w, j) => i === j || w > 0));
  for (let k = 0; k < K; k++)
    for (let i = 0; i < K; i++) for (let j = 0; j < K; j++) chain[i]![j] ||= chain[i]![k]! && chain[k]![j]!;
  if (!chain.flat().every(Boolean)) throw new RangeError("someone cannot be compared with someone else");
  let p = wins.map(() => 1);
  for (let round = 0; round < 50_000; round++) {
    const next = p.map((own, i) => {
      let [won, expected] = [0, 0];
      for (let j = 0; j < K; j++) {
        if (j === i) continue;
        won += wins[i]![j]!;
        expected += (wins[i]![j]! + wins[j]![i]!) / (own + p[j]!);
      }
      return K === 1 ? 1 : won / expected;
    });
    const scale = Math.exp(next.reduce((sum, x) => sum + Math.log(x), 0) / K);
    const moved = next.some((x, i) => Math.abs(x / scale / p[i]! - 1) > 1e-13);
    p = next.map((x) => x / scale);
    if (!moved) break;
  }
  return p.map(Math.log);
}

export function elo(strengths: readonly number[]): number[] {
  let mean = 0;
  for (const strength of strengths) mean += strength / strengths.length;
  return strengths.map((strength) => 400 * Math.log10(Math.E) * (strength - mean) + 1500);
}

function pairs(K: number): [number, number][] {
  return Array.from({ length: K }, (_, i) =>
    Array.from({ length: i }, (_, j): [number, number] => [j, i]),
  ).flat();
}
