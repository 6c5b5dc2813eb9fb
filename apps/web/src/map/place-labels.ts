import type { Box, Geometry } from "./geometry.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

export interface Label extends Box {
  text: string;
}

const height = 21;
const away = 13;

/**
 * A pill with a name beside each dot. Of eight places around the dot each takes the one that covers least: other pills
 * first, then the route's dots, then the names of modules, never beyond the picture where that can be helped.
 */
export function placeLabels(map: Geometry, stops: readonly { dot: number; text: string }[]): Label[] {
  const names = map.tiles.map(
    (tile): Box => ({
      x: tile.nameX,
      y: tile.nameY - 11,
      width: Math.max(...tile.name.map((line) => textWidth(line, sizes.nameSize))),
      height: tile.name.length * sizes.nameLine,
    }),
  );
  const dots = stops.map(({ dot }) => around(map.dots[dot]!, 10));
  const placed: Label[] = [];
  for (const { dot, text } of stops) {
    const { x, y } = map.dots[dot]!;
    const width = textWidth(text, 12) + 20;
    const candidates = [
      { x: x + away, y: y - height / 2 },
      { x: x - away - width, y: y - height / 2 },
      { x: x + 6, y: y + 10 },
      { x: x - 6 - width, y: y + 10 },
      { x: x + 6, y: y - 10 - height },
      { x: x - 6 - width, y: y - 10 - height },
      { x: x - width / 2, y: y + 13 },
      { x: x - width / 2, y: y - 13 - height },
    ].map((corner): Label => ({ ...corner, width, height, text }));
    const cost = (label: Label) =>
      outside(label, map) * 50 +
      sum(placed, (other) => overlap(label, other)) * 6 +
      sum(dots, (other) => overlap(label, other)) * 4 +
      sum(names, (other) => overlap(label, other)) * 3;
    const costs = candidates.map(cost);
    const best = candidates[costs.indexOf(Math.min(...costs))]!;
    placed.push({ ...best, x: Math.max(0, Math.min(best.x, map.width - width)) });
  }
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

function outside(label: Box, map: Geometry): number {
  return (
    Math.max(0, -label.x) +
    Math.max(0, label.x + label.width - map.width) +
    Math.max(0, -label.y) +
    Math.max(0, label.y + label.height - map.height)
  );
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}
