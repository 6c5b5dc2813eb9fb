import { scoreText } from "../settings/metrics.ts";

/** "0.831 (0.812 to 0.850)". */
export const estimateText = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${scoreText(value)} (${scoreText(low)} to ${scoreText(high)})`;
