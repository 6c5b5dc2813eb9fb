/**
 * The ball tree: every node of a `SpaceTree` knows a ball around its points, the mean c and the radius r = max d(c, x). By the triangle
 * inequality no point inside is nearer to a query q than
 *
 *   max(0, d(q, c) − r)
 *
 * Balls need only a metric and stay tight where points lie near a surface of few dimensions among many columns.
 *
 * Omohundro 1989, Five balltree construction algorithms, ICSI TR-89-063.
 */
import { Matrix } from "../../matrix/matrix.ts";
import { type Distance, fromReduced, scanOf, toReduced } from "./distance.ts";
import type { NodeBound } from "./kd-tree.ts";
import { buildSpaceTree, type SpaceTree } from "./space-tree.ts";

export interface BallTree extends SpaceTree {
  kind: "ballTree";
  /** The balls' middles, [nodes, F]. */
  centers: Float64Array;
  /** In the metric, not reduced, [nodes]. */
  radii: Float64Array;
}

export function buildBallTree(X: Matrix, distance: Distance, leafSize = 30): BallTree {
  const tree = buildSpaceTree(X, leafSize);
  const { points, F, starts, ends } = tree;
  const centers = Matrix.zeros(starts.length, F);
  const radii = new Float64Array(starts.length);
  const scan = scanOf(distance, points, F);
  const reduced = new Float64Array(X.rows);
  for (let node = 0; node < starts.length; node++) {
    const [from, to] = [starts[node]!, ends[node]!];
    const center = centers.row(node);
    for (let i = from; i < to; i++)
      for (let j = 0; j < F; j++) center[j]! += points[i * F + j]! / (to - from);
    scan(center, from, to, reduced);
    for (let i = 0; i < to - from; i++) radii[node] = Math.max(radii[node]!, reduced[i]!);
    radii[node] = fromReduced(distance, radii[node]!);
  }
  return { kind: "ballTree", ...tree, centers: centers.data, radii };
}

/** The bound, lowered by what rounding may have added to the two distances. */
export function ballBound({ centers, radii, F }: BallTree, distance: Distance): NodeBound {
  const scan = scanOf(distance, centers, F);
  const slack = (F + 8) * 2 ** -50;
  const one = new Float64Array(1);
  return (query, node) => {
    scan(query, node, node + 1, one);
    const away = fromReduced(distance, one[0]!) * (1 - slack) - radii[node]! * (1 + slack);
    return away > 0 ? toReduced(distance, away) * (1 - slack) : 0;
  };
}
