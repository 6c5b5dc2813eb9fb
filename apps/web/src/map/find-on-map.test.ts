import { describe, expect, it } from "vitest";
import { dotAt, tileAt, tileBeside } from "./find-on-map.ts";
import { geometry } from "./geometry.ts";

const modules = (names: string[]) => names.map((name) => ({ name, topics: 6 }));
const map = geometry(
  {
    layers: [
      { id: "0A", name: "Axioms", modules: modules(["A", "B", "C"]) },
      { id: "1", name: "Tools", modules: modules(["D", "E"]) },
    ],
  },
  900,
);

describe("on the map", () => {
  it("a point near a dot finds its topic, one further away none", () => {
    const { x, y } = map.dots[8]!;
    expect(dotAt(map, x + 3, y - 2, 7)).toBe(8);
    expect(dotAt(map, x, y - 30, 7)).toBeUndefined();
  });

  it("a point in a tile finds its module, one between tiles none", () => {
    const tile = map.tiles[1]!;
    expect(tileAt(map, tile.x + 2, tile.y + 2)).toBe(1);
    expect(tileAt(map, tile.x + tile.width + 3, tile.y + 2)).toBeUndefined();
  });

  it("arrows go along a row and stop at its ends", () => {
    expect(tileBeside(map, 0, "ArrowRight")).toBe(1);
    expect(tileBeside(map, 0, "ArrowLeft")).toBe(0);
    expect(tileBeside(map, 2, "ArrowRight")).toBe(2);
  });

  it("arrows go up to the nearest tile of the next row and down again", () => {
    expect(tileBeside(map, 2, "ArrowUp")).toBe(4);
    expect(tileBeside(map, 3, "ArrowDown")).toBe(0);
    expect(tileBeside(map, 3, "ArrowUp")).toBe(3);
  });
});
