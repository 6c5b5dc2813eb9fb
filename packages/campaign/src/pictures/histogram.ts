import { type Caption, extent, frame, place } from "./frame.ts";

export interface HistogramOptions extends Caption {
  label: string;
  /** 24 unless told. */
  bins?: number;
}

/** How often values fall into bins of equal width. What is missing or infinite is left out. */
export function histogram(
  values: ArrayLike<number>,
  { label, bins = 24, ...caption }: HistogramOptions,
): string {
  const present = Array.from(values).filter(Number.isFinite);
  const [low, high] = extent(present);
  const different = new Set(present).size;
  const count = Math.max(1, Math.min(bins, different));
  const width = (high - low) / count;
  const counts = new Array<number>(count).fill(0);
  for (const value of present) counts[Math.min(count - 1, Math.floor((value - low) / width))]! += 1;
  const most = Math.max(1, ...counts);
  const area = frame({
    ...caption,
    x: { label, domain: [low, high] },
    y: { label: "rows", domain: [0, most] },
  });
  const bars = counts.map((n, i) => {
    const [from, to] = [area.x(low + i * width), area.x(low + (i + 1) * width)];
    return `<rect class="mark" x="${place(from + 0.5)}" y="${place(area.y(n))}" width="${place(Math.max(1, to - from - 1))}" height="${place(area.bottom - area.y(n))}"/>`;
  });
  return area.svg(bars.join(""));
}
