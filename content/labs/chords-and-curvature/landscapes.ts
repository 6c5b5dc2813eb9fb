/** Functions of two variables on the square from −2 to 2, each with its gradient and its Hessian [f_xx, f_xy, f_yy]. */
export type Pair = [number, number];

export interface Landscape {
  label: string;
  f: (x: number, y: number, strength: number) => number;
  gradient: (x: number, y: number, strength: number) => Pair;
  /** Not looked at on kinks. */
  hessian: (x: number, y: number, strength: number) => [number, number, number];
}

export const reach = 2;

/** The middle of the bump, and its width. */
const [middle, width] = [{ x: 0.8, y: 0.4 }, 0.5];

const bump = (x: number, y: number, strength: number): number =>
  strength * Math.exp(-((x - middle.x) ** 2 + (y - middle.y) ** 2) / (2 * width * width));

/** Of log (eˣ + eʸ + e⁻ˣ⁻ʸ). */
function shares(x: number, y: number): [number, number, number] {
  const [a, b, c] = [Math.exp(x), Math.exp(y), Math.exp(-x - y)];
  const total = a + b + c;
  return [a / total, b / total, c / total];
}

export const landscapes: Record<string, Landscape> = {
  mixed: {
    label: "x² + c·xy + y²",
    f: (x, y, c) => x * x + c * x * y + y * y,
    gradient: (x, y, c) => [2 * x + c * y, 2 * y + c * x],
    hessian: (_x, _y, c) => [2, c, 2],
  },
  bump: {
    label: "a bowl with a bump of height c",
    f: (x, y, c) => (x * x + y * y) / 2 + bump(x, y, c),
    gradient: (x, y, c) => {
      const b = bump(x, y, c) / (width * width);
      return [x - b * (x - middle.x), y - b * (y - middle.y)];
    },
    hessian: (x, y, c) => {
      const [u, v] = [(x - middle.x) / width, (y - middle.y) / width];
      const b = bump(x, y, c) / (width * width);
      return [1 + b * (u * u - 1), b * u * v, 1 + b * (v * v - 1)];
    },
  },
  factors: {
    label: "two factors: ½ (xy − c)²",
    f: (x, y, c) => (x * y - c) ** 2 / 2,
    gradient: (x, y, c) => [(x * y - c) * y, (x * y - c) * x],
    hessian: (x, y, c) => [y * y, 2 * x * y - c, x * x],
  },
  capped: {
    label: "a pit that flattens: q / (1 + q), q = c (x² + y²)",
    f: (x, y, c) => {
      const q = c * (x * x + y * y);
      return q / (1 + q);
    },
    gradient: (x, y, c) => {
      const slope = (2 * c) / (1 + c * (x * x + y * y)) ** 2;
      return [slope * x, slope * y];
    },
    hessian: (x, y, c) => {
      const p = 1 + c * (x * x + y * y);
      const [s, t] = [(2 * c) / p ** 2, (8 * c * c) / p ** 3];
      return [s - t * x * x, -t * x * y, s - t * y * y];
    },
  },
  exponentials: {
    label: "log (eˣ + eʸ + e⁻ˣ⁻ʸ), without c",
    f: (x, y) => Math.log(Math.exp(x) + Math.exp(y) + Math.exp(-x - y)),
    gradient: (x, y) => {
      const [a, b, c] = shares(x, y);
      return [a - c, b - c];
    },
    hessian: (x, y) => {
      const [a, b, c] = shares(x, y);
      return [a + c - (a - c) ** 2, c - (a - c) * (b - c), b + c - (b - c) ** 2];
    },
  },
  planes: {
    label: "the largest of three planes, without c",
    f: (x, y) => Math.max(x + y, -x, y / 2 - x / 4),
    gradient: (x, y) => {
      const [a, b, c] = [x + y, -x, y / 2 - x / 4];
      return a >= b && a >= c ? [1, 1] : b >= c ? [-1, 0] : [-0.25, 0.5];
    },
    hessian: () => [0, 0, 0],
  },
};

/** The smaller eigenvalue of [a, b; b, d]: the least curvature in any direction. */
export function leastCurvature([a, b, d]: [number, number, number]): number {
  return (a + d) / 2 - Math.hypot((a - d) / 2, b);
}
