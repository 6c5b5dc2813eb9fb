import map from "@blankfile/content/map.json" with { type: "json" };
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameRoom } from "./fit-band.ts";
import { type Box, type Geometry, geometry, type MapShape } from "./geometry.ts";
import { shortName } from "./short-name.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

const shape: MapShape = {
  layers: map.layers.map(({ id, modules }) => ({
    id,
    name: `Layer ${id}`,
    modules: modules.map((module) => ({
      name: shortName(module.id, `Area: ${module.id}`),
      topics: module.topics.length,
    })),
  })),
};
const topics = map.layers.flatMap(({ modules }) => modules.flatMap((module) => module.topics));

describe("geometry", () => {
  it("two modules of three topics share a row, dots from the lower left", () => {
    const small: MapShape = {
      layers: [{ id: "0A", name: "Axioms", modules: ["One", "Two"].map((name) => ({ name, topics: 3 })) }],
    };
    const { rows, tiles, dots } = geometry(small, 800);
    expect(rows).toHaveLength(1);
    expect(tiles.map(({ module }) => module)).toEqual([0, 1]);
    expect(tiles[0]!.x).toBe(118 + sizes.bandPad);
    expect(tiles[1]!.x + tiles[1]!.width).toBeCloseTo(800 - sizes.bandPad, 9);
    expect(dots[1]!.x - dots[0]!.x).toBe(sizes.pitch);
    expect(dots[1]!.y).toBe(dots[0]!.y);
  });

  it("a name that was broken for the row stands in one line where its tile became wide enough", () => {
    const { tiles } = geometry(shape, 768);
    const broken = tiles.filter(({ name }) => name.length > 1);
    expect(broken.length).toBeGreaterThan(0);
    for (const { name, width } of broken)
      expect(textWidth(name.join(" "), sizes.nameSize) + nameRoom).toBeGreaterThan(width);
  });

  it("the first layer stands at the bottom", () => {
    const { bands } = geometry(shape, 1052);
    expect(bands.map(({ id }) => id)).toEqual(["5", "4", "3", "2", "1", "0B", "0A"]);
    expect(bands[0]!.y).toBe(0);
  });

  it.each([200, 288, 320, 500, 719, 720, 768, 1052, 1500, 2400])("holds together at %i px", (width) => {
    checkPlaces(geometry(shape, width));
  });

  it("holds together for any map", () => {
    const module = fc.record({
      name: fc.stringMatching(/^[A-Za-z]{1,12}( [a-z]{1,12}){0,3}$/),
      topics: fc.integer({ min: 1, max: 60 }),
    });
    const layers = fc.array(fc.array(module, { minLength: 1, maxLength: 14 }), {
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(layers, fc.integer({ min: 320, max: 2000 }), (modules, width) => {
        const any: MapShape = {
          layers: modules.map((list, k) => ({ id: `${k}`, name: `${k}`, modules: list })),
        };
        checkPlaces(geometry(any, width));
      }),
      { numRuns: 60 },
    );
  });

  it("is the same each time", () => {
    expect(geometry(shape, 1052)).toEqual(geometry(shape, 1052));
  });

  it("fills a height that is more than it needs", () => {
    const natural = geometry(shape, 1052).height;
    expect(geometry(shape, 1052, natural + 220).height).toBeCloseTo(natural + 220, 6);
    expect(geometry(shape, 1052, natural - 220).height).toBe(natural);
  });

  it("the whole map is seen without scrolling on a screen of 1440 × 900", () => {
    expect(geometry(shape, 1052).height).toBeLessThanOrEqual(790);
  });

  it("refuses a width that cannot hold a tile", () => {
    expect(() => geometry(shape, 199)).toThrow("geometry: the width is 199, and at least 200 is needed");
    expect(() => geometry(shape, Number.NaN)).toThrow("at least 200 is needed");
  });

  it("places each of the map's topics", () => {
    expect(geometry(shape, 1052).dots).toHaveLength(topics.length);
  });
});

function checkPlaces(result: Geometry): void {
  const { bands, rows, tiles, dots, width, height } = result;
  expect(overlaps(bands)).toBe(0);
  expect(overlaps(tiles)).toBe(0);
  for (const band of bands) expect(within(band, { x: 0, y: 0, width, height })).toBe(true);
  for (const tile of tiles) expect(bands.some((band) => within(tile, band))).toBe(true);
  for (const row of rows) expect(row.tiles.every(({ y }) => y === row.y)).toBe(true);
  // Each dot stands in a tile, below its name, and no two stand on one place.
  const places = new Set<string>();
  for (const { x, y } of dots) {
    const r = sizes.landmark;
    const box = { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
    const tile = tiles.find((candidate) => within(box, candidate));
    expect(tile).toBeDefined();
    expect(y - r).toBeGreaterThan(tile!.nameY + (tile!.name.length - 1) * sizes.nameLine);
    places.add(`${x.toFixed(3)},${y.toFixed(3)}`);
  }
  expect(places.size).toBe(dots.length);
}

function within(inner: Box, outer: Box): boolean {
  const slack = 1e-6;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

function overlaps(boxes: readonly Box[]): number {
  let count = 0;
  boxes.forEach((a, k) => {
    for (const b of boxes.slice(k + 1)) {
      const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const tall = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
      if (wide > 1e-6 && tall > 1e-6) count++;
    }
  });
  return count;
}
