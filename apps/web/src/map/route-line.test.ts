import map from "@blankfile/content/map.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { type Geometry, geometry } from "./geometry.ts";
import { roundedPath, routeLine } from "./route-line.ts";
import { shortName } from "./short-name.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

const shape = {
  layers: map.layers.map(({ id, modules }) => ({
    id,
    name: id,
    modules: modules.map((module) => ({
      name: shortName(module.id, module.id),
      topics: module.topics.length,
    })),
  })),
};

describe("routeLine", () => {
  const wide = geometry(shape, 1052);

  it("begins and ends in the two dots and goes straight or square", () => {
    const line = routeLine(wide, 3, 700);
    expect(line[0]).toEqual(wide.dots[3]);
    expect(line.at(-1)).toEqual(wide.dots[700]);
    for (let k = 1; k < line.length; k++)
      expect(
        Math.min(Math.abs(line[k]!.x - line[k - 1]!.x), Math.abs(line[k]!.y - line[k - 1]!.y)),
      ).toBeLessThan(0.01);
  });

  it("dots of one row are joined below it", () => {
    const tile = wide.tiles[0]!;
    const line = routeLine(wide, 0, 2, 1);
    expect(line.slice(1, -1).map(({ y }) => y)).toEqual(
      Array(2).fill(tile.y + tile.height + sizes.rowGap / 2),
    );
  });

  it.each([320, 768, 1052, 1500])("crosses no module's name at %i px", (width) => {
    const drawn = geometry(shape, width);
    const crossed: string[] = [];
    for (let from = 0; from < drawn.dots.length; from += 37)
      for (let to = 5; to < drawn.dots.length; to += 41)
        for (const track of [0, 1, 2]) crossed.push(...namesCrossed(drawn, from, to, track));
    expect(crossed).toEqual([]);
  });
});

describe("roundedPath", () => {
  it("a corner becomes a curve that begins and ends 7 before and after it", () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 20 },
      { x: 30, y: 20 },
    ]);
    expect(path).toBe("M0,0L0,13Q0,20 7,20L30,20");
  });
});

/** Names that the line passes, those in the tile that it starts from or ends in included. */
function namesCrossed(drawn: Geometry, from: number, to: number, track: number): string[] {
  const line = routeLine(drawn, from, to, track);
  const crossed: string[] = [];
  for (const tile of drawn.tiles) {
    const right = tile.nameX + Math.max(...tile.name.map((text) => textWidth(text, sizes.nameSize)));
    const top = tile.nameY - 9;
    const bottom = tile.nameY + (tile.name.length - 1) * sizes.nameLine + 2;
    for (let k = 1; k < line.length; k++) {
      const [a, b] = [line[k - 1]!, line[k]!];
      const across = Math.max(a.x, b.x) > tile.nameX && Math.min(a.x, b.x) < right;
      const along = Math.max(a.y, b.y) > top && Math.min(a.y, b.y) < bottom;
      if (across && along) crossed.push(`${from} to ${to}: ${tile.name.join(" ")}`);
    }
  }
  return crossed;
}
