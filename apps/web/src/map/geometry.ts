import { dotColumns, fitBand, nameRoom, type PlannedRow } from "./fit-band.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

/** What the drawing needs to know of the map: names and counts, from the bottom band up. */
export interface MapShape {
  layers: { id: string; name: string; modules: { name: string; topics: number }[] }[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Tile extends Box {
  /** Place in the list of all modules, from the bottom band up and from left to right. */
  module: number;
  /** The lines of its name; the first stands at `nameY`, the next 14 below. */
  name: string[];
  nameX: number;
  nameY: number;
}

/** Tiles side by side. Rows are listed from the top of the picture down. */
export interface TileRow {
  y: number;
  height: number;
  tiles: Tile[];
}

export interface Band extends Box {
  id: string;
  name: string;
  labelX: number;
  labelY: number;
}

export interface Geometry {
  width: number;
  height: number;
  /** Whether the layers' names stand above their tiles instead of beside them. */
  stacked: boolean;
  bands: Band[];
  rows: TileRow[];
  /** By module. */
  tiles: Tile[];
  /** By topic, in the order of the map. */
  dots: { x: number; y: number }[];
}

/** Below this width the layers' names stand above their tiles. */
const stackedBelow = 720;

/**
 * Where everything on the map stands at a width, in pixels. Pure: the same map and width give the same picture. Where
 * the natural height is less than `minHeight` the tiles grow to fill it.
 */
export function geometry(map: MapShape, width: number, minHeight = 0): Geometry {
  if (!(width >= 200)) throw new RangeError(`geometry: the width is ${width}, and at least 200 is needed`);
  const stacked = width < stackedBelow;
  const labelWidth = stacked ? 0 : 118;
  const labelHeight = stacked ? 30 : 0;
  const inner = width - labelWidth - 2 * sizes.bandPad;
  const plans = map.layers.map((layer) => fitBand(layer.modules, inner));

  const rowCount = plans.reduce((sum, rows) => sum + rows.length, 0);
  const natural = plans.reduce(
    (sum, rows) =>
      sum +
      labelHeight +
      2 * sizes.bandPad +
      rows.reduce((height, row) => height + row.height + sizes.rowGap, -sizes.rowGap),
    sizes.bandGap * (plans.length - 1),
  );
  const stretch = Math.max(0, (minHeight - natural) / rowCount);

  const result: Geometry = { width, height: 0, stacked, bands: [], rows: [], tiles: [], dots: [] };
  let y = 0;
  const firstModule = map.layers.map((_, layer) =>
    map.layers.slice(0, layer).reduce((sum, { modules }) => sum + modules.length, 0),
  );
  for (let layer = map.layers.length - 1; layer >= 0; layer--) {
    const { id, name } = map.layers[layer]!;
    const top = y;
    y += sizes.bandPad + labelHeight;
    let module = firstModule[layer]!;
    for (const planned of plans[layer]!) {
      const row = placeRow(planned, module, y, labelWidth + sizes.bandPad, inner, stretch);
      result.rows.push(row);
      module += row.tiles.length;
      y += row.height + sizes.rowGap;
    }
    y += sizes.bandPad - sizes.rowGap;
    const height = y - top;
    result.bands.push({
      id,
      name,
      x: 0,
      y: top,
      width,
      height,
      labelX: 16,
      labelY: stacked ? top + 25 : top + height / 2 - 1,
    });
    y += sizes.bandGap;
  }
  result.height = y - sizes.bandGap;
  result.tiles = result.rows.flatMap((row) => row.tiles).sort((a, b) => a.module - b.module);
  const counts = map.layers.flatMap(({ modules }) => modules.map((entry) => entry.topics));
  result.dots = result.tiles.flatMap((tile, module) => placeDots(tile, counts[module]!));
  return result;
}

function placeRow(
  planned: PlannedRow,
  firstModule: number,
  y: number,
  left: number,
  inner: number,
  stretch: number,
): TileRow {
  const height = planned.height + stretch;
  const used = planned.tiles.reduce((sum, tile) => sum + tile.width, 0);
  const spare = inner - used - sizes.rowGap * (planned.tiles.length - 1);
  let x = left;
  const tiles = planned.tiles.map((tile, k): Tile => {
    const width = tile.width + (spare * tile.width) / used;
    const whole = tile.name.join(" ");
    const fits = textWidth(whole, sizes.nameSize) + nameRoom <= width;
    const placed = {
      module: firstModule + k,
      name: fits ? [whole] : tile.name,
      x,
      y,
      width,
      height,
      nameX: x + sizes.padX - 1,
      nameY: y + 16,
    };
    x += width + sizes.rowGap;
    return placed;
  });
  return { y, height, tiles };
}

/** The first topic stands at the lower left; rows fill to the right and then upwards. */
function placeDots(tile: Tile, count: number): { x: number; y: number }[] {
  const columns = dotColumns(tile.width);
  const left = tile.x + sizes.padX + sizes.landmark - 2;
  const bottom = tile.y + tile.height - 11;
  return Array.from({ length: count }, (_, k) => ({
    x: left + (k % columns) * sizes.pitch,
    y: bottom - Math.floor(k / columns) * sizes.pitch,
  }));
}
