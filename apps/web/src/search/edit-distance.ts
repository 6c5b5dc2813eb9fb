const widest = 64;
/** Rows of the table, made once: this runs thousands of times for a keystroke. */
let twoBack = new Uint8Array(widest + 1);
let last = new Uint8Array(widest + 1);
let row = new Uint8Array(widest + 1);

/**
 * How many letters must be inserted, deleted, replaced or swapped with their neighbour to make one word of the other;
 * `limit + 1` as soon as it is more than `limit`. Of words longer than 64 letters only equal ones are near.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || Math.max(a.length, b.length) > widest) return limit + 1;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, twoBack[j - 2]! + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    [twoBack, last, row] = [last, row, twoBack];
  }
  return Math.min(last[b.length]!, limit + 1);
}
