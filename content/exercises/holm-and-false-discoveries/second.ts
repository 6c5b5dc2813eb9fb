/** Each value for itself, without a running anything: the formulas as they stand. */
export function bonferroni(p: number[]): number[] {
  return checked(p).map((value) => Math.min(value * p.length, 1));
}

export function holm(p: number[]): number[] {
  const sorted = checked(p).sort((a, b) => a - b);
  return p.map((value) => {
    let worst = 0;
    sorted.forEach((other, j) => {
      if (other <= value && (sorted.length - j) * other > worst) worst = (sorted.length - j) * other;
    });
    return Math.min(worst, 1);
  });
}

export function benjaminiHochberg(p: number[]): number[] {
  const sorted = checked(p).sort((a, b) => a - b);
  return p.map((value) =>
    Math.min(1, ...sorted.map((other, j) => (other < value ? 1 : (other / (j + 1)) * sorted.length))),
  );
}

/** The largest i below the line, by its own search. */
export function discoveries(p: number[], q: number): number[] {
  const sorted = checked(p).sort((a, b) => a - b);
  let k = sorted.length;
  while (k > 0 && sorted[k - 1]! > (k * q) / sorted.length) k -= 1;
  const found: number[] = [];
  for (let index = 0; index < p.length; index++) {
    if (k > 0 && p[index]! <= sorted[k - 1]!) found.push(index);
  }
  return found;
}

function checked(p: number[]): number[] {
  for (const value of p) {
    if (Number.isNaN(value) || value < 0 || value > 1) throw new RangeError(`p-values: ${value} is none`);
  }
  return [...p];
}
