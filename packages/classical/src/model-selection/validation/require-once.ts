/** Each of the rows must be tested once, where there is to be one prediction for each. */
export function requireOnce(where: string, splits: readonly { test: Int32Array }[], rows: number): void {
  const times = new Int32Array(rows);
  for (const { test } of splits) for (const row of test) times[row]!++;
  const wrong = times.findIndex((time) => time !== 1);
  if (wrong < 0) return;
  throw new RangeError(
    `${where}: row ${wrong} is tested ${times[wrong]} times, once is needed for one prediction a row; KFold and its kin do so`,
  );
}
