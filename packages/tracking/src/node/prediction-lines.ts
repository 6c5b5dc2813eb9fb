import type { Figures } from "./figures.ts";

/** For each variant whose prediction is a range: how many of its seeds held it. */
export function predictionLines(
  figures: Figures,
  predict: (variant: string) => { metric?: string; range?: [number, number] },
): string[] {
  return [...new Set(figures.all.map((figure) => figure.variant))].flatMap((variant) => {
    const { metric, range } = predict(variant);
    if (metric === undefined || range === undefined) return [];
    const { values } = figures.of(variant, metric);
    const held = values.filter((value) => value >= range[0] && value <= range[1]).length;
    return [
      `${variant}: ${metric} predicted ${range[0]} to ${range[1]} for each seed: ${held} of ${values.length}`,
    ];
  });
}
