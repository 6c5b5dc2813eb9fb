/**
 * The least whole k in [low, high] for which `holds(k)`, where it stays true once it is: doubling steps from `start`, then halving. The
 * end of the support where none does. At most about 120 questions.
 */
export function searchInteger(
  holds: (k: number) => boolean,
  start: number,
  [low, high]: readonly [number, number],
): number {
  const [least, most] = [Math.max(low, -(2 ** 53)), Math.min(high, 2 ** 53)];
  let k = Math.min(most, Math.max(least, Math.round(start)));
  let step = 1;
  let [no, yes] = [least - 1, most];
  if (holds(k)) {
    yes = k;
    while (k > least) {
      k = Math.max(least, k - step);
      if (!holds(k)) {
        no = k;
        break;
      }
      yes = k;
      step *= 2;
    }
  } else {
    no = k;
    while (k < most) {
      k = Math.min(most, k + step);
      if (holds(k)) {
        yes = k;
        break;
      }
      no = k;
      step *= 2;
    }
  }
  while (yes - no > 1) {
    const middle = no + Math.floor((yes - no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
