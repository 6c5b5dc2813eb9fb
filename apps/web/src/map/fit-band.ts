import { sizes } from "./sizes.ts";
import { breakName, textWidth } from "./text-width.ts";

export interface PlannedTile {
  name: string[];
  /** The least it needs; what is left in the row is shared out. */
  width: number;
}

export interface PlannedRow {
  height: number;
  tiles: PlannedTile[];
}

/** What a tile is wider than its name: its sides, and a number behind the name. */
export const nameRoom = 2 * sizes.padX + 14;

const mostDotRows = 9;

/**
 * Splits a band's modules, in their order, into rows of tiles. Tries every number of dot rows and one or two lines for
 * names, and keeps the lowest band; of equal ones the one with fewer rows of tiles.
 */
export function fitBand(modules: readonly { name: string; topics: number }[], inner: number): PlannedRow[] {
  let best: { rows: PlannedRow[]; height: number } | undefined;
  for (const lines of [1, 2] as const) {
    for (let dotRows = 1; dotRows <= mostDotRows; dotRows++) {
      const tiles = modules.map(({ name, topics }): PlannedTile => {
        const broken = breakName(name, lines, sizes.nameSize);
        const widest = Math.max(...broken.map((line) => textWidth(line, sizes.nameSize)));
        const dots = (Math.ceil(topics / dotRows) - 1) * sizes.pitch + 1;
        return { name: broken, width: Math.min(inner, Math.max(widest + nameRoom, dots + 2 * sizes.padX)) };
      });
      const split = splitEvenly(tiles, inner);
      const needed = Math.max(
        ...modules.map(({ topics }, k) => Math.ceil(topics / dotColumns(tiles[k]!.width))),
      );
      const height = 7 + lines * sizes.nameLine + needed * sizes.pitch + 6;
      const total = split.length * (height + sizes.rowGap);
      if (best === undefined || total < best.height)
        best = { height: total, rows: split.map((row) => ({ height, tiles: row })) };
    }
  }
  return best!.rows;
}

/** How many dots fit side by side in a tile. */
export function dotColumns(width: number): number {
  return Math.max(1, Math.floor((width - 2 * sizes.padX) / sizes.pitch) + 1);
}

/** The fewest rows that hold all tiles, split so that the fullest row is as empty as it can be. */
function splitEvenly(tiles: readonly PlannedTile[], inner: number): PlannedTile[][] {
  const widthOf = (from: number, to: number) =>
    tiles.slice(from, to).reduce((sum, tile) => sum + tile.width + sizes.rowGap, -sizes.rowGap);
  // fullest[k][n]: the least width of the fullest row when the first n tiles stand in k rows; cut[k][n]: where the last begins.
  const fullest: number[][] = [[0]];
  const cut: number[][] = [[0]];
  for (let k = 1; k <= tiles.length; k++) {
    fullest[k] = [Number.POSITIVE_INFINITY];
    cut[k] = [0];
    for (let n = 1; n <= tiles.length; n++) {
      fullest[k]![n] = Number.POSITIVE_INFINITY;
      cut[k]![n] = n - 1;
      for (let from = n - 1; from >= k - 1; from--) {
        const width = Math.max(fullest[k - 1]![from] ?? Number.POSITIVE_INFINITY, widthOf(from, n));
        if (width < fullest[k]![n]!) {
          fullest[k]![n] = width;
          cut[k]![n] = from;
        }
      }
    }
    if (fullest[k]![tiles.length]! > inner && k < tiles.length) continue;
    const rows: PlannedTile[][] = [];
    let end = tiles.length;
    for (let row = k; row >= 1; row--) {
      const from = cut[row]![end]!;
      rows.unshift(tiles.slice(from, end));
      end = from;
    }
    return rows;
  }
  return [];
}
