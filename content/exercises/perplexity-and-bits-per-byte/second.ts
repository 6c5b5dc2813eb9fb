type Rows<T> = readonly (readonly T[])[];

export function loss(logProbs: Rows<number>, counts: Rows<boolean>): number {
  const costs = chosen(logProbs, counts).map((log) => -log);
  if (costs.length < 1 || costs.some((cost) => Number.isNaN(cost) || cost < 0))
    throw new RangeError("loss: logarithms of probabilities are needed, at least one");
  return costs.reduce((mean, cost, i) => (cost === mean ? mean : mean + (cost - mean) / (i + 1)), 0);
}

export function perplexity(logProbs: Rows<number>, counts: Rows<boolean>): number {
  return 2 ** (loss(logProbs, counts) * Math.LOG2E);
}

/** The loss in bits over the mean number of bytes of a token. */
export function bitsPerByte(logProbs: Rows<number>, counts: Rows<boolean>, bytes: Rows<number>): number {
  const sizes = chosen(bytes, counts);
  const bad = sizes.find((size) => !(size >= 0 && Number.isInteger(size)));
  if (bad !== undefined) throw new RangeError(`bitsPerByte: ${bad} bytes`);
  const bits = loss(logProbs, counts) * Math.LOG2E;
  const bytesPerToken = sizes.reduce((a, b) => a + b) / sizes.length;
  if (bytesPerToken > 0) return bits / bytesPerToken;
  throw new RangeError("bitsPerByte: no bytes");
}

export function perplexityPerToken(bits: number, bytesPerToken: number): number {
  return Math.exp(bits * Math.LN2 * bytesPerToken);
}

/** The entries that count, in a row. */
function chosen(rows: Rows<number>, counts: Rows<boolean>): number[] {
  const lengths = (table: Rows<unknown>): string => table.map((row) => row.length).join();
  if (rows.length !== counts.length || lengths(rows) !== lengths(counts))
    throw new RangeError(`lengths ${lengths(rows)} and ${lengths(counts)}`);
  const flags = counts.flat();
  return rows.flat().filter((_, i) => flags[i]);
}
