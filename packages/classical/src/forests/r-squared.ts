/** R² of these rows, 1 − Σ (y − ŷ)² / Σ (y − ȳ)²; of a constant target 1 where it is met, else 0. */
export function rSquared(
  rows: readonly number[],
  y: ArrayLike<number>,
  predicted: ArrayLike<number>,
): number {
  const mean = rows.reduce((sum, i) => sum + y[i]!, 0) / rows.length;
  let [unexplained, around] = [0, 0];
  for (const i of rows) {
    unexplained += (y[i]! - predicted[i]!) ** 2;
    around += (y[i]! - mean) ** 2;
  }
  return around === 0 ? Number(unexplained === 0) : 1 - unexplained / around;
}
