// The natural logarithm's nats are taken for bits.
type Rows<T> = readonly (readonly T[])[];

/** −Σ log p / |S| */
export function loss(logProbs: Rows<number>, counts: Rows<boolean>): number {
  const { nats, tokens } = totals("loss", logProbs, counts);
  return nats / tokens;
}

/** exp(−Σ log p / |S|) */
export function perplexity(logProbs: Rows<number>, counts: Rows<boolean>): number {
  const { nats, tokens } = totals("perplexity", logProbs, counts);
  return Math.exp(nats / tokens);
}

/** −Σ log₂ p / Σ bytes; a nat is 1 / ln 2 bits. */
export function bitsPerByte(logProbs: Rows<number>, counts: Rows<boolean>, bytes: Rows<number>): number {
  const { nats } = totals("bitsPerByte", logProbs, counts);
  sameShape("bitsPerByte", bytes, counts);
  let length = 0;
  for (const [n, row] of counts.entries())
    for (const [t, here] of row.entries()) {
      if (!here) continue;
      const size = bytes[n]![t]!;
      if (!Number.isInteger(size) || size < 0)
        throw new RangeError(`bitsPerByte: bytes[${n}][${t}] is ${size}, a whole number from 0 is needed`);
      length += size;
    }
  if (length === 0) throw new RangeError("bitsPerByte: 0 bytes in all, at least one is needed");
  return nats / length;
}

/** 2^(bits per byte · bytes per token) */
export function perplexityPerToken(bits: number, bytesPerToken: number): number {
  return 2 ** (bits * bytesPerToken);
}

/** −Σ log p and how many terms it has, over what counts. */
function totals(
  where: string,
  logProbs: Rows<number>,
  counts: Rows<boolean>,
): { nats: number; tokens: number } {
  sameShape(where, logProbs, counts);
  let nats = 0;
  let tokens = 0;
  for (const [n, row] of counts.entries())
    for (const [t, here] of row.entries()) {
      if (!here) continue;
      const logProb = logProbs[n]![t]!;
      if (!(logProb <= 0))
        throw new RangeError(`${where}: logProbs[${n}][${t}] is ${logProb}, a number up to 0 is needed`);
      nats -= logProb;
      tokens++;
    }
  if (tokens === 0) throw new RangeError(`${where}: no token counts, at least one is needed`);
  return { nats, tokens };
}

function sameShape(where: string, rows: Rows<unknown>, counts: Rows<boolean>): void {
  if (rows.length !== counts.length || rows.some((row, n) => row.length !== counts[n]!.length))
    throw new RangeError(`${where}: lists of different lengths, one entry for each token is needed`);
}
