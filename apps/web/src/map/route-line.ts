import type { Geometry } from "./geometry.ts";
import { sizes } from "./sizes.ts";

type Point = { x: number; y: number };

/**
 * A line from one dot to another that crosses no module's name: it leaves a dot downwards into the corridor below its
 * row of tiles, passes other rows only between tiles, and reaches the other dot from below. `track` moves it sideways
 * by a little, so that the legs of one route do not lie on each other.
 */
export function routeLine(map: Geometry, from: number, to: number, track = 0): Point[] {
  const start = map.dots[from]!;
  const end = map.dots[to]!;
  const offset = ((track % 3) - 1) * 2.4;
  const rowOf = (point: Point) =>
    map.rows.findIndex(({ y, height }) => point.y >= y && point.y <= y + height);
  const corridor = (row: number) => map.rows[row]!.y + map.rows[row]!.height + sizes.rowGap / 2 + offset;
  const first = rowOf(start);
  const last = rowOf(end);

  const passed: number[] = [];
  for (let row = first; row > last; row--) passed.push(row);
  for (let row = first + 1; row <= last; row++) passed.push(row);

  const points = [start, { x: start.x, y: corridor(first) }];
  let row = first;
  for (const gap of gapsThrough(map, passed, start.x, end.x)) {
    const x = gap + offset;
    points.push({ x, y: corridor(row) });
    row += last < first ? -1 : 1;
    points.push({ x, y: corridor(row) });
  }
  points.push({ x: end.x, y: corridor(last) }, end);
  return points.filter((point, k) => k === 0 || !same(point, points[k - 1]!));
}

/** For each row to pass, the x of a gap between its tiles, so that the way sideways is shortest and has few turns. */
function gapsThrough(map: Geometry, rows: readonly number[], from: number, to: number): number[] {
  let ways: { x: number; cost: number; gaps: number[] }[] = [{ x: from, cost: 0, gaps: [] }];
  for (const row of rows) {
    const tiles = map.rows[row]!.tiles;
    const gaps = [tiles[0]!.x - 4, ...tiles.map((tile) => tile.x + tile.width + sizes.rowGap / 2)];
    ways = gaps.map((x) => {
      const options = ways.map((way) => ({
        x,
        cost: way.cost + Math.abs(way.x - x) + (Math.abs(way.x - x) > 1 ? 12 : 0),
        gaps: [...way.gaps, x],
      }));
      return options.reduce((best, option) => (option.cost < best.cost ? option : best));
    });
  }
  return ways
    .map((way) => ({ ...way, cost: way.cost + Math.abs(way.x - to) }))
    .reduce((best, way) => (way.cost < best.cost ? way : best)).gaps;
}

function same(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 0.01 && Math.abs(a.y - b.y) < 0.01;
}

/** The line as an SVG path with its corners rounded. */
export function roundedPath(points: readonly Point[], radius = 7): string {
  const first = points[0]!;
  let path = `M${at(first)}`;
  for (let k = 1; k < points.length - 1; k++) {
    const before = points[k - 1]!;
    const corner = points[k]!;
    const after = points[k + 1]!;
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    path += `L${at(towards(corner, before, reach))}Q${at(corner)} ${at(towards(corner, after, reach))}`;
  }
  return `${path}L${at(points.at(-1)!)}`;
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}
