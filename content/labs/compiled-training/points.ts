import type { LabRandom } from "@blankfile/curriculum/lab";

/** Points in the plane, each of class 0 or 1. */
export interface Points {
  /** [N, 2], row by row. */
  readonly places: Float32Array;
  /** [N]. */
  readonly classes: Uint8Array;
}

export const shapes = ["spirals", "moons"] as const;
export type ShapeName = (typeof shapes)[number];

/** `count` points, half of each class, on two arms with a little noise; all within 1.5 of the middle. */
export function drawPoints(shape: ShapeName, count: number, random: LabRandom): Points {
  const places = new Float32Array(2 * count);
  const classes = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const side = i % 2;
    const [x, y] = arms[shape](random.uniform(), side);
    places[2 * i] = x + 0.04 * random.normal();
    places[2 * i + 1] = y + 0.04 * random.normal();
    classes[i] = side;
  }
  return { places, classes };
}

/** A place along an arm, t from 0 to 1; the arm of class 1 is the other one, turned by half a circle about the middle. */
const arms: Record<ShapeName, (t: number, side: number) => [number, number]> = {
  spirals: (t, side) => {
    const [radius, angle] = [0.15 + 1.15 * t, 2.6 * Math.PI * Math.sqrt(t) + Math.PI * side];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
  moons: (t, side) => {
    const turned = side === 0 ? 1 : -1;
    const angle = Math.PI * t;
    return [turned * (0.9 * Math.cos(angle) - 0.45), turned * (0.9 * Math.sin(angle) - 0.22)];
  },
};
