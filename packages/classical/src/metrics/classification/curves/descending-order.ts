/**
 * Where the scores stand from the largest to the smallest, [N]; equal scores keep their order. For few of them;
 * `radixOrder` is for many.
 */
export function descendingOrder(scores: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(scores.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((i, j) => scores[j]! - scores[i]! || i - j);
}
