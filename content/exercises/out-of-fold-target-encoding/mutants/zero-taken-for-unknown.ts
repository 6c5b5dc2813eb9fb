// || in place of ??: a code of 0 becomes the prior.
export interface Encoding {
  /** The mean of all targets. */
  prior: number;
  /** The smoothed mean of each category that occurs. */
  values: Map<string, number>;
}

/** e_c = (Σ y + m · prior) / (n_c + m) */
export function fitEncoding(categories: string[], y: number[], m: number): Encoding {
  if (!(m >= 0 && Number.isFinite(m)))
    throw new RangeError(`fitEncoding: m is ${m}, a finite number of at least 0 is needed`);
  if (categories.length !== y.length || y.length === 0)
    throw new RangeError(
      `fitEncoding: ${categories.length} categories and ${y.length} targets, as many of both and at least one are needed`,
    );
  const prior = y.reduce((sum, target) => sum + target, 0) / y.length;
  const totals = new Map<string, { sum: number; count: number }>();
  for (const [n, category] of categories.entries()) {
    const { sum, count } = totals.get(category) ?? { sum: 0, count: 0 };
    totals.set(category, { sum: sum + y[n]!, count: count + 1 });
  }
  const values = new Map<string, number>();
  for (const [category, { sum, count }] of totals) values.set(category, (sum + m * prior) / (count + m));
  return { prior, values };
}

/** A number for each row; the prior for categories that are not known. */
export function encode(categories: string[], encoding: Encoding): number[] {
  return categories.map((category) => encoding.values.get(category) || encoding.prior);
}

/** One encoding for each fold, fitted to the rows outside it. */
export function encodeOutOfFold(categories: string[], y: number[], folds: number[][], m: number): number[] {
  const listed = folds.flat().sort((a, b) => a - b);
  if (listed.length !== categories.length || listed.some((row, n) => row !== n))
    throw new RangeError(
      `encodeOutOfFold: the folds hold ${listed.length} rows, each of ${categories.length} exactly once is needed`,
    );
  if (y.length !== categories.length)
    throw new RangeError(
      `encodeOutOfFold: ${categories.length} categories and ${y.length} targets, as many of both are needed`,
    );
  const encoded = categories.map(() => 0);
  for (const fold of folds) {
    const held = new Set(fold);
    const outside = (_: unknown, n: number): boolean => !held.has(n);
    const encoding = fitEncoding(categories.filter(outside), y.filter(outside), m);
    for (const n of fold) encoded[n] = encode([categories[n]!], encoding)[0]!;
  }
  return encoded;
}
