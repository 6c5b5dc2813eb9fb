/**
 * Small classes of classifiers, each told by one question: is there an h in the class that labels these points so?
 *
 *   thresholds    h(x) = 1[x ≥ a]                                d = 1
 *   intervals     h(x) = 1[a ≤ x ≤ b]                            d = 2
 *   rectangles    h(x) = 1[a ≤ x ≤ b in each of the coordinates] d = 2 · coordinates
 *   halfPlanes    h(x) = 1[w · x ≥ b], x in the plane            d = 3
 *
 * Points in a half-plane and outside can be told apart exactly where that holds for every four of them or fewer: where no point
 * of one side lies in a triangle or on a segment of the other, and no two segments cross (Kirchberger 1903).
 */

export type Point = readonly number[];

export interface HypothesisClass {
  name: string;
  /** The known VC dimension, for points of so many coordinates. */
  vcDimension(coordinates: number): number;
  realizes(points: readonly Point[], labels: readonly boolean[]): boolean;
}

export const thresholdClass: HypothesisClass = {
  name: "thresholds",
  vcDimension: () => 1,
  realizes(points, labels) {
    const [inside, outside] = split(points, labels);
    return !outside.some(([x]) => inside.some(([y]) => y! <= x!));
  },
};

/** Of any number of coordinates; one gives the intervalClass. */
export const rectangleClass: HypothesisClass = {
  name: "rectangles",
  vcDimension: (coordinates) => 2 * coordinates,
  realizes(points, labels) {
    const [inside, outside] = split(points, labels);
    if (inside.length === 0) return true;
    // The smallest rectangle around what must be inside.
    const low = inside[0]!.map((_, k) => Math.min(...inside.map((point) => point[k]!)));
    const high = inside[0]!.map((_, k) => Math.max(...inside.map((point) => point[k]!)));
    return !outside.some((point) => point.every((x, k) => x >= low[k]! && x <= high[k]!));
  },
};

export const intervalClass: HypothesisClass = {
  name: "intervals",
  vcDimension: () => 2,
  realizes: (points, labels) =>
    rectangleClass.realizes(
      points.map(([x]) => [x!]),
      labels,
    ),
};

export const halfPlaneClass: HypothesisClass = {
  name: "halfPlanes",
  vcDimension: () => 3,
  realizes(points, labels) {
    const [inside, outside] = split(points, labels);
    return !meets(inside, outside) && !meets(outside, inside) && !crosses(inside, outside);
  },
};

function split(points: readonly Point[], labels: readonly boolean[]): [Point[], Point[]] {
  return [points.filter((_, i) => labels[i]), points.filter((_, i) => !labels[i])];
}

/** Twice the signed area of the triangle: positive where a, b, c turn left. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
}

/** Whether some p of `points` lies in a triangle, segment or point of `others`. */
function meets(points: readonly Point[], others: readonly Point[]): boolean {
  return points.some((p) =>
    others.some((a, i) =>
      others.some((b, j) => j >= i && others.some((c, k) => k >= j && within(p, a, b, c))),
    ),
  );
}

function within(p: Point, a: Point, b: Point, c: Point): boolean {
  const turns = [turn(a, b, p), turn(b, c, p), turn(c, a, p)];
  const flat = turn(a, b, c) === 0;
  if (flat && turns.some((t) => t !== 0)) return false;
  if (flat) {
    return [0, 1].every((k) => {
      const corners = [a[k]!, b[k]!, c[k]!];
      return p[k]! >= Math.min(...corners) && p[k]! <= Math.max(...corners);
    });
  }
  return turns.every((t) => t >= 0) || turns.every((t) => t <= 0);
}

/** Whether a segment of one crosses a segment of the other; touching ends are points that `meets` sees. */
function crosses(points: readonly Point[], others: readonly Point[]): boolean {
  return points.some((p, i) =>
    points.some(
      (q, j) =>
        j > i &&
        others.some((a, k) =>
          others.some(
            (b, l) => l > k && turn(p, q, a) * turn(p, q, b) < 0 && turn(a, b, p) * turn(a, b, q) < 0,
          ),
        ),
    ),
  );
}
