const blocks = "▁▂▃▄▅▆▇█";

/** A line of at most `width` blocks; each is the mean of its share of the values. What is not finite is left out of the means. */
export function sparkline(values: readonly number[], width = 40): string {
  const n = Math.min(width, values.length);
  const means = Array.from({ length: n }, (_, i) => {
    const share = values
      .slice(Math.floor((i * values.length) / n), Math.floor(((i + 1) * values.length) / n))
      .filter(Number.isFinite);
    return share.reduce((a, b) => a + b, 0) / share.length;
  });
  const known = means.filter(Number.isFinite);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  return means
    .map((mean) =>
      Number.isFinite(mean) ? blocks[span > 0 ? Math.round(((mean - low) / span) * 7) : 3]! : " ",
    )
    .join("");
}
