import type { Box, Geometry } from "./geometry.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

export interface Label extends Box {
  text: string;
}

const height = 21;
const away = 13;
/** How far up or down a pill beside its dot may be to leave a name free. */
const slide = 5;

/** So many of the places touch the dot. */
const near = 16;
/** How often every pill looks again for a better place, once all have one. */
const rounds = 3;

/** What a place costs, by the square pixel that it covers, and in itself. Words under words can be read by nobody. */
const cost = { dot: 20, pill: 10, name: 10, far: 60, step: 200 };

interface Stop {
  dot: number;
  /** What it says, the longest first; a shorter one where that one would cover something. */
  texts: readonly string[];
}

/**
 * A pill with a name beside each dot, inside the picture. Of the places around the dot, and of the texts, each takes those that cover
 * least: the route's dots, other pills, names of modules; a place farther off, or a shorter text, only where it helps. The first pills
 * were placed before the last ones were there, so that all look again.
 */
export function placeLabels(map: Geometry, stops: readonly Stop[]): Label[] {
  const names = namesOf(map);
  const dots = stops.map(({ dot }) => around(map.dots[dot]!, 10));
  const placed: Label[] = [];
  const place = (k: number) => {
    const { dot, texts } = stops[k]!;
    const others = placed.filter((_, other) => other !== k);
    let least = Number.POSITIVE_INFINITY;
    for (const [step, text] of texts.entries()) {
      if (step * cost.step >= least) break;
      for (const [turn, label] of placesFor(map, map.dots[dot]!, text).entries()) {
        const sum =
          step * cost.step +
          (turn < near ? 0 : cost.far) +
          cost.pill * covered(label, others) +
          cost.dot * covered(label, dots) +
          cost.name * covered(label, names);
        if (sum >= least) continue;
        least = sum;
        placed[k] = label;
      }
    }
  };
  for (let round = 0; round < rounds; round++) for (const k of stops.keys()) place(k);
  return placed;
}

/** Beside the dot, then askew, then above and below, then farther off. */
function placesFor(map: Geometry, { x, y }: { x: number; y: number }, text: string): Label[] {
  const width = textWidth(text, 12) + 20;
  return [
    { x: x + away, y: y - height / 2 },
    { x: x - away - width, y: y - height / 2 },
    { x: x + 7, y: y + 10 },
    { x: x - 7 - width, y: y + 10 },
    { x: x + 7, y: y - 10 - height },
    { x: x - 7 - width, y: y - 10 - height },
    { x: x + away, y: y - height / 2 + slide },
    { x: x - away - width, y: y - height / 2 + slide },
    { x: x + away, y: y - height / 2 - slide },
    { x: x - away - width, y: y - height / 2 - slide },
    ...[0.5, 0.25, 0.75].flatMap((share) => [
      { x: x - width * share, y: y + 13 },
      { x: x - width * share, y: y - 13 - height },
    ]),
    { x: x + 7, y: y - 14 - 2 * height },
    { x: x - 7 - width, y: y - 14 - 2 * height },
    { x: x + 7, y: y + 14 + height },
    { x: x - 7 - width, y: y + 14 + height },
  ].map((corner): Label => ({ ...inside({ ...corner, width, height }, map), text }));
}

/** Where the names of modules and of layers stand. */
function namesOf(map: Geometry): Box[] {
  const modules = map.tiles.map(
    (tile): Box => ({
      x: tile.nameX - 3,
      y: tile.nameY - 13,
      width: Math.max(...tile.name.map((line) => textWidth(line, sizes.nameSize))) + 6,
      height: tile.name.length * sizes.nameLine + 4,
    }),
  );
  const layers = map.bands.map(
    ({ labelX, labelY }): Box => ({
      x: labelX,
      y: labelY - 17,
      width: map.stacked ? 130 : 90,
      height: map.stacked ? 22 : 38,
    }),
  );
  return [...modules, ...layers];
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

/** Square pixels that a box covers of others. */
function covered(box: Box, others: readonly Box[]): number {
  return others.reduce((total, other) => total + overlap(box, other), 0);
}
