/** From pale for the worst to the accent for the best; without a value, the colour of lines. */
export function qualityColour(quality: number | undefined): string {
  if (quality === undefined) return "var(--line2)";
  return `color-mix(in oklab, var(--accent) ${Math.round(100 * quality ** 1.5)}%, var(--sweep-worst))`;
}
