import { requireList, show } from "../samples/sample.ts";

/** What every divergence asks of its arguments: weights from 0 on with a positive sum, scaled to sum 1, so that counts may be given. */
export function probabilitiesOf(where: string, name: string, weights: ArrayLike<number>): Float64Array {
  requireList(where, name, weights);
  const copy = Float64Array.from(weights);
  let total = 0;
  copy.forEach((weight, i) => {
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`${where}: ${name}[${i}] is ${show(weight)}, weights from 0 on are needed`);
    }
    total += weight;
  });
  if (!(total > 0)) throw new RangeError(`${where}: ${name} sums to ${total}, a positive sum is needed`);
  return copy.map((weight) => weight / total);
}

/** Two distributions over the same outcomes. */
export function pairOf(
  where: string,
  p: ArrayLike<number>,
  q: ArrayLike<number>,
): [Float64Array, Float64Array] {
  requireList(where, "p", p);
  requireList(where, "q", q);
  if (p.length !== q.length) {
    throw new RangeError(`${where}: p has ${p.length} outcomes and q ${q.length}, equal lengths are needed`);
  }
  return [probabilitiesOf(where, "p", p), probabilitiesOf(where, "q", q)];
}

export interface BaseOption {
  /** Of the logarithm: e, the default, for nats, 2 for bits. */
  base?: number;
}

/** What divides nats. */
export function logOfBase(where: string, base: number): number {
  if (base > 0 && base !== 1 && base < Infinity) return Math.log(base);
  throw new RangeError(`${where}: base ${base}, a positive number other than 1 is needed`);
}

/** p ln p, 0 where p is 0. */
export function plogp(p: number): number {
  return p === 0 ? 0 : p * Math.log(p);
}
