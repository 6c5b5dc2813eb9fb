/** What the likelihoods here need to know of the data. */
export interface Sums {
  n: number;
  mean: number;
  /** Σ (x − mean)². */
  squares: number;
  largest: number;
}

export const nothing: Sums = { n: 0, mean: 0, squares: 0, largest: Number.NEGATIVE_INFINITY };

/** One observation more; the mean and the squares as Welford updates them. */
export function withOne({ n, mean, squares, largest }: Sums, x: number): Sums {
  const moved = mean + (x - mean) / (n + 1);
  return {
    n: n + 1,
    mean: moved,
    squares: squares + (x - mean) * (x - moved),
    largest: Math.max(largest, x),
  };
}
