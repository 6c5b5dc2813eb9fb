/**
 * Pictures as matrices: 24 rows, 32 columns, entries between 0 (paper) and 1 (ink); the wave goes from −1 to 1. Each drawing is
 * a function of the place, so that it can be turned about the middle before it is sampled.
 */
export const rows = 24;
export const cols = 32;

/** Half the width and half the height of the picture, in the drawing's own units. */
const reach: [number, number] = [4 / 3, 1];

type Drawing = (x: number, y: number) => number;

/** 1 inside, 0 outside, with an edge about a cell wide. */
const inside = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance * 12));

const bar = (x: number, y: number, [width, height]: [number, number]): number =>
  inside(Math.abs(x) - width) * inside(Math.abs(y) - height);

export const drawings: Record<string, { label: string; ink: Drawing }> = {
  letter: {
    label: "a letter",
    ink: (x, y) =>
      Math.max(
        bar(x + 0.4, y, [0.1, 0.7]),
        bar(x, y - 0.6, [0.5, 0.1]),
        bar(x - 0.05, y + 0.6, [0.55, 0.1]),
        bar(x - 0.03, y, [0.4, 0.1]),
      ),
  },
  bar: { label: "a bar", ink: (x, y) => bar(x, y, [0.8, 0.15]) },
  disc: { label: "a disc", ink: (x, y) => inside(Math.hypot(x, y) - 0.7) },
  checks: {
    label: "a chequerboard",
    ink: (x, y) => (Math.sin(7 * x + 0.4) * Math.sin(7 * y + 0.4) > 0 ? 1 : 0),
  },
  wave: { label: "a wave", ink: (x, y) => Math.sin(9 * (x + y / 4)) },
  nothing: { label: "blank paper", ink: () => 0 },
};

/** The drawing, turned by `degrees`, shape rows × cols, row-major. */
export function sampled(name: string, degrees: number): number[] {
  const { ink } = drawings[name]!;
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: rows * cols }, (_, i) => {
    const x = reach[0] * ((2 * (i % cols) + 1) / cols - 1);
    const y = reach[1] * ((2 * Math.floor(i / cols) + 1) / rows - 1);
    return ink(c * x + s * y, c * y - s * x);
  });
}
