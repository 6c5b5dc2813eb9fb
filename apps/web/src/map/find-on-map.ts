import type { Geometry, TileRow } from "./geometry.ts";

/** The topic whose dot is nearest to a point, if one is within `reach`; as its place in the map's order. */
export function dotAt(map: Geometry, x: number, y: number, reach: number): number | undefined {
  let best: number | undefined;
  let distance = reach;
  map.dots.forEach((dot, place) => {
    const away = Math.hypot(dot.x - x, dot.y - y);
    if (away > distance) return;
    best = place;
    distance = away;
  });
  return best;
}

/** The module whose tile holds a point, as its place in the map's order. */
export function tileAt(map: Geometry, x: number, y: number): number | undefined {
  return map.tiles.find(
    (tile) => x >= tile.x && x <= tile.x + tile.width && y >= tile.y && y <= tile.y + tile.height,
  )?.module;
}

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** The tile that an arrow key leads to from another: its neighbour in the row, or the nearest in the next row. */
export function tileBeside(map: Geometry, module: number, arrow: Arrow): number {
  const row = map.rows.findIndex(({ tiles }) => tiles.some((tile) => tile.module === module));
  const { tiles } = map.rows[row]!;
  const at = tiles.findIndex((tile) => tile.module === module);
  if (arrow === "ArrowLeft" || arrow === "ArrowRight")
    return tiles[at + (arrow === "ArrowLeft" ? -1 : 1)]?.module ?? module;
  const next = map.rows[row + (arrow === "ArrowUp" ? -1 : 1)];
  return next === undefined ? module : nearestIn(next, tiles[at]!.x + tiles[at]!.width / 2);
}

function nearestIn(row: TileRow, x: number): number {
  const away = ({ x: left, width }: { x: number; width: number }) => Math.abs(left + width / 2 - x);
  return row.tiles.reduce((best, tile) => (away(tile) < away(best) ? tile : best)).module;
}
