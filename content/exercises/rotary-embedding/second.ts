/** θ_i = exp(−(2i/D) log base), for i = 0 … D/2 − 1. */
export function frequencies(D: number, base: number): number[] {
  if (D % 2 !== 0) throw new RangeError(`frequencies: D is ${D}, an even number is needed`);
  const thetas: number[] = [];
  for (let i = 0; i < D; i += 2) thetas.push(Math.exp((-i / D) * Math.log(base)));
  return thetas;
}

/** The pair as a complex number a + bi, times e^(i m θ). */
export function rotate(x: readonly number[], position: number, base: number): number[] {
  const y: number[] = [];
  for (const [i, theta] of frequencies(x.length, base).entries()) {
    const [re, im] = [Math.cos(position * theta), Math.sin(position * theta)];
    const [a, b] = [x[2 * i]!, x[2 * i + 1]!];
    y.push(a * re - b * im, a * im + b * re);
  }
  return y;
}

/** The transpose of each turn, row by row. */
export function rotateGradient(g: readonly number[], position: number, base: number): number[] {
  const thetas = frequencies(g.length, base);
  return g.map((own, d) => {
    const angle = position * thetas[Math.floor(d / 2)]!;
    const partner = d % 2 === 0 ? g[d + 1]! : -g[d - 1]!;
    return Math.cos(angle) * own + Math.sin(angle) * partner;
  });
}

/** Only the distance counts: the query is turned by start + t − j, the key stays as it is. */
export function scores(
  Q: readonly (readonly number[])[],
  K: readonly (readonly number[])[],
  start: number,
  base: number,
): number[][] {
  const table: number[][] = [];
  for (let t = 0; t < Q.length; t++) {
    const row: number[] = [];
    for (let j = 0; j < K.length; j++) {
      const turned = rotate(Q[t]!, start + t - j, base);
      let sum = 0;
      for (let d = 0; d < turned.length; d++) sum += turned[d]! * K[j]![d]!;
      row.push(sum / Math.sqrt(turned.length));
    }
    table.push(row);
  }
  return table;
}
