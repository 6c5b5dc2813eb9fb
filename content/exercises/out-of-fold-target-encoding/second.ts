export interface Encoding {
  prior: number;
  values: Map<string, number>;
}

/** The prior, moved by the sum of the category's deviations from it over n_c + m. */
export function fitEncoding(categories: string[], y: number[], m: number): Encoding {
  check(categories, y, m);
  if (y.length < 1) throw new RangeError("fitEncoding: no rows");
  let prior = 0;
  y.forEach((target, n) => {
    prior += (target - prior) / (n + 1);
  });
  const values = new Map<string, number>();
  for (const name of new Set(categories)) {
    let count = 0;
    let deviation = 0;
    for (let n = 0; n < y.length; n++) {
      if (categories[n] !== name) continue;
      count += 1;
      deviation += y[n]! - prior;
    }
    values.set(name, prior + deviation / (count + m));
  }
  return { prior, values };
}

export function encode(categories: string[], { prior, values }: Encoding): number[] {
  const out: number[] = [];
  for (const name of categories) out.push(values.has(name) ? values.get(name)! : prior);
  return out;
}

/** Totals of all rows once; for each fold its own rows are taken away from them. */
export function encodeOutOfFold(categories: string[], y: number[], folds: number[][], m: number): number[] {
  check(categories, y, m);
  const foldOf = new Map<number, number>();
  for (const [f, fold] of folds.entries()) {
    for (const n of fold) {
      if (foldOf.has(n) || !(n in y)) throw new RangeError(`encodeOutOfFold: row ${n} twice, or unknown`);
      foldOf.set(n, f);
    }
  }
  if (foldOf.size < y.length) throw new RangeError("encodeOutOfFold: some rows are in no fold");
  return categories.map((name, row) => {
    let [sum, count, all, seen] = [0, 0, 0, 0];
    y.forEach((target, n) => {
      if (foldOf.get(n) === foldOf.get(row)) return;
      all += target;
      seen += 1;
      if (categories[n] === name) {
        sum += target;
        count += 1;
      }
    });
    const prior = all / seen;
    return count === 0 ? prior : (sum + m * prior) / (count + m);
  });
}

function check(categories: string[], y: number[], m: number): void {
  if (categories.length !== y.length) throw new RangeError("lists of different lengths");
  if (m < 0 || m - m !== 0) throw new RangeError(`m is ${m}`);
}
