import type { Box, Geometry } from "./geometry.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

export interface Label extends Box {
  text: string;
}

const height = 21;
const away = 13;

/** So many of the places touch the dot. */
const near = 8;
/** How often every pill looks again for a better place, once all have one. */
const rounds = 3;

/**
 * A pill with a name beside each dot, inside the picture. Of the places around the dot each takes the one that covers
 * least: other pills first, then the route's dots, then the names of modules; a place farther off only where it helps. The first pills were placed before the
 * last ones were there, so that all look again.
 */
export function placeLabels(map: Geometry, stops: readonly { dot: number; text: string }[]): Label[] {
  const names = map.tiles.map(
    (tile): Box => ({
      x: tile.nameX - 3,
      y: tile.nameY - 13,
      width: Math.max(...tile.name.map((line) => textWidth(line, sizes.nameSize))) + 6,
      height: tile.name.length * sizes.nameLine + 4,
    }),
  );
  for (const { labelX, labelY } of map.bands)
    names.push({ x: labelX, y: labelY - 17, width: map.stacked ? 130 : 90, height: map.stacked ? 22 : 38 });
  const dots = stops.map(({ dot }) => around(map.dots[dot]!, 10));
  const placed: Label[] = [];
  const place = (k: number) => {
    const { dot, text } = stops[k]!;
    const { x, y } = map.dots[dot]!;
    const width = textWidth(text, 12) + 20;
    const others = placed.filter((_, other) => other !== k);
    const candidates = [
      { x: x + away, y: y - height / 2 },
      { x: x - away - width, y: y - height / 2 },
      { x: x + 7, y: y + 10 },
      { x: x - 7 - width, y: y + 10 },
      { x: x + 7, y: y - 10 - height },
      { x: x - 7 - width, y: y - 10 - height },
      { x: x - width / 2, y: y + 13 },
      { x: x - width / 2, y: y - 13 - height },
      { x: x + 7, y: y - 14 - 2 * height },
      { x: x - 7 - width, y: y - 14 - 2 * height },
      { x: x + 7, y: y + 14 + height },
      { x: x - 7 - width, y: y + 14 + height },
    ].map((corner): Label => ({ ...inside({ ...corner, width, height }, map), text }));
    const cost = (label: Label, k: number) =>
      (k < near ? 0 : 60) +
      sum(others, (other) => overlap(label, other)) * 10 +
      sum(dots, (other) => overlap(label, other)) * 20 +
      sum(names, (other) => overlap(label, other)) * 5;
    const costs = candidates.map(cost);
    placed[k] = candidates[costs.indexOf(Math.min(...costs))]!;
  };
  for (let round = 0; round < rounds; round++) for (const k of stops.keys()) place(k);
  return placed;
}

function around({ x, y }: { x: number; y: number }, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const tall = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && tall > 0 ? width * tall : 0;
}

/** The nearest place inside the picture. */
function inside(box: Box, map: Geometry): Box {
  return {
    ...box,
    x: Math.max(0, Math.min(box.x, map.width - box.width)),
    y: Math.max(0, Math.min(box.y, map.height - box.height)),
  };
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}
