import { type Philox, Tensor } from "@blankfile/tensor";

/** Points in the plane, or in more dimensions, with a class each. */
export interface Points {
  /** float32, [N, F]. */
  X: Tensor;
  /** int32, [N]. */
  y: Tensor;
}

export interface CloudOptions {
  rng: Philox;
  /** Standard deviation of what is added to each coordinate. 0 unless told. */
  noise?: number;
}

/**
 * Two half circles that reach into each other, as scikit-learn's make_moons: class 0 is (cos t, sin t), class 1 is
 * (1 − cos t, ½ − sin t), t at equal distances from 0 to π. Class 0 has ⌊N / 2⌋ points. In random order.
 */
export function twoMoons(n: number, options: CloudOptions): Points {
  checkCount("twoMoons", n, 2);
  const half = Math.floor(n / 2);
  return cloud("twoMoons", n, options, (i) => {
    const first = i < half;
    const t = Math.PI * fraction(first ? i : i - half, first ? half : n - half);
    return first
      ? { point: [Math.cos(t), Math.sin(t)], label: 0 }
      : { point: [1 - Math.cos(t), 0.5 - Math.sin(t)], label: 1 };
  });
}

/** Two circles about one centre, as scikit-learn's make_circles: class 0 of radius 1, class 1 of radius `factor`, 0.8 unless told. */
export function circles(n: number, { factor = 0.8, ...options }: CloudOptions & { factor?: number }): Points {
  checkCount("circles", n, 2);
  if (!(factor >= 0 && factor < 1))
    throw new RangeError(`circles: factor ${factor}, a number from 0 to below 1 is needed`);
  const half = Math.floor(n / 2);
  return cloud("circles", n, options, (i) => {
    const [label, k, size] = i < half ? [0, i, half] : [1, i - half, n - half];
    const [t, r] = [(2 * Math.PI * k) / size, label === 0 ? 1 : factor];
    return { point: [r * Math.cos(t), r * Math.sin(t)], label };
  });
}

export interface SpiralOptions extends CloudOptions {
  /** K arms, one for each class. 3 unless told. */
  classes?: number;
  /** How often an arm goes around. ⅔ unless told. */
  turns?: number;
}

/** K arms from the middle outwards, as in CS231n's first networks: radius r from 0 to 1, angle 2π (k / K + turns · r). */
export function spirals(n: number, { classes = 3, turns = 2 / 3, ...options }: SpiralOptions): Points {
  checkCount("spirals", n, classes);
  return cloud("spirals", n, options, (i) => {
    const label = i % classes;
    const r = fraction(Math.floor(i / classes), Math.ceil((n - label) / classes));
    const t = 2 * Math.PI * (label / classes + turns * r);
    return { point: [r * Math.cos(t), r * Math.sin(t)], label };
  });
}

export interface BlobOptions {
  rng: Philox;
  /** [K][F]; or how many, drawn evenly from [−10, 10] in 2 dimensions. 3 unless told. */
  centers?: number | readonly (readonly number[])[];
  /** Standard deviation around a centre. 1 unless told. */
  std?: number;
}

/** Normally distributed points around centres, as scikit-learn's make_blobs; as many of each class, to one. */
export function blobs(n: number, { rng, centers = 3, std = 1 }: BlobOptions): Points {
  const places =
    typeof centers === "number"
      ? Array.from({ length: centers }, () => [20 * rng.uniform() - 10, 20 * rng.uniform() - 10])
      : centers;
  checkCount("blobs", n, places.length);
  if (places.length === 0 || places.some((place) => place.length !== places[0]!.length || place.length === 0))
    throw new RangeError(`blobs: ${places.length} centres, at least one, all of one length, are needed`);
  return cloud("blobs", n, { rng, noise: std }, (i) => ({
    point: places[i % places.length]!,
    label: i % places.length,
  }));
}

/**
 * Even points of [−1, 1]², coloured as a board of `cells` × `cells` squares; 2 unless told, which is exclusive or: class 1 where the signs of
 * x and y differ.
 */
export function checkerboard(
  n: number,
  { cells = 2, ...options }: CloudOptions & { cells?: number },
): Points {
  checkCount("checkerboard", n, 1);
  const { rng } = options;
  return cloud("checkerboard", n, options, () => {
    const [u, v] = [rng.uniform(), rng.uniform()];
    const label = (Math.floor(cells * u) + Math.floor(cells * v)) % 2;
    return { point: [2 * u - 1, 2 * v - 1], label };
  });
}

/** Makes the points, adds the noise, puts them in random order. */
function cloud(
  where: string,
  n: number,
  { rng, noise = 0 }: CloudOptions,
  make: (i: number) => { point: readonly number[]; label: number },
): Points {
  if (!(noise >= 0 && noise < Infinity))
    throw new RangeError(`${where}: noise ${noise}, a number from 0 is needed`);
  const made = Array.from({ length: n }, (_, i) => make(i));
  const noisy = made.map(({ point, label }) => ({
    point: point.map((value) => (noise === 0 ? value : value + noise * rng.normal())),
    label,
  }));
  rng.shuffle(noisy);
  const f = noisy[0]!.point.length;
  return {
    X: new Tensor(Float32Array.from(noisy.flatMap(({ point }) => point)), [n, f], "float32"),
    y: new Tensor(
      Int32Array.from(noisy, ({ label }) => label),
      [n],
      "int32",
    ),
  };
}

/** i of n at equal distances from 0 to 1, both included. */
function fraction(i: number, n: number): number {
  return n === 1 ? 0 : i / (n - 1);
}

function checkCount(where: string, n: number, least: number): void {
  if (Number.isInteger(n) && n >= least && n > 0) return;
  throw new RangeError(`${where}: ${n} points, a whole number from ${Math.max(1, least)} is needed`);
}
