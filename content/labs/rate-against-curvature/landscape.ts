/**
 * Four landscapes over the plane, each a sum f(s, t) = a(s) + b(t) across and along a valley, with its least value 0.
 * The valley is turned by an angle θ:  x = R (s, t),  R = [[cos θ, −sin θ], [sin θ, cos θ]],  ∇f(x) = R (a′, b′).
 * `stiff` is how strongly it curves (or falls) across; along the valley the same number is 1.
 */
export type Pair = [number, number];

export interface Landscape {
  label: string;
  /** Whether every chord lies above the graph, which the bound on the excess needs. */
  convex: boolean;
  value: (across: number, along: number, stiff: number) => number;
  slopes: (across: number, along: number, stiff: number) => Pair;
  /** Second derivatives across and along. */
  curvatures: (across: number, along: number, stiff: number) => Pair;
  /** The lowest places, as (across, along). */
  lowest: Pair[];
}

export const landscapes: Record<string, Landscape> = {
  bowl: {
    label: "a bowl: ½(stiff·s² + t²)",
    convex: true,
    value: (s, t, stiff) => (stiff * s * s + t * t) / 2,
    slopes: (s, t, stiff) => [stiff * s, t],
    curvatures: (_s, _t, stiff) => [stiff, 1],
    lowest: [[0, 0]],
  },
  flat: {
    label: "a flat floor: ¼(stiff·s⁴ + t⁴)",
    convex: true,
    value: (s, t, stiff) => (stiff * s ** 4 + t ** 4) / 4,
    slopes: (s, t, stiff) => [stiff * s ** 3, t ** 3],
    curvatures: (s, t, stiff) => [3 * stiff * s * s, 3 * t * t],
    lowest: [[0, 0]],
  },
  saddle: {
    label: "two valleys: ½·stiff·s² + ¼(t² − 1)²",
    convex: false,
    value: (s, t, stiff) => (stiff * s * s) / 2 + (t * t - 1) ** 2 / 4,
    slopes: (s, t, stiff) => [stiff * s, t * (t * t - 1)],
    curvatures: (_s, t, stiff) => [stiff, 3 * t * t - 1],
    lowest: [
      [0, 1],
      [0, -1],
    ],
  },
  kink: {
    label: "a kink: stiff·|s| + |t|",
    convex: true,
    value: (s, t, stiff) => stiff * Math.abs(s) + Math.abs(t),
    slopes: (s, t, stiff) => [stiff * Math.sign(s), Math.sign(t)],
    curvatures: () => [0, 0],
    lowest: [[0, 0]],
  },
};

/** (s, t) → x. */
export function turned([s, t]: Pair, degrees: number): Pair {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [s * cos - t * sin, s * sin + t * cos];
}

/** x → (s, t). */
export function turnedBack(x: Pair, degrees: number): Pair {
  return turned(x, -degrees);
}
