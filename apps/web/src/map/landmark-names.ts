import type { Geometry } from "./geometry.ts";
import { sizes } from "./sizes.ts";
import { textWidth } from "./text-width.ts";

export interface LandmarkName {
  place: number;
  text: string;
  x: number;
  y: number;
}

/**
 * Names at the right of landmarks' dots, as much of each as fits before the next landmark of its row or the tile's
 * edge; none where that is too little to be read. `size` is that of the letters in the map's own pixels: the larger the
 * map is drawn, the smaller they are in it, and the more of them fit.
 */
export function landmarkNames(
  map: Geometry,
  landmarks: readonly { place: number; module: number; title: string }[],
  size: number,
): LandmarkName[] {
  return landmarks.flatMap(({ place, module, title }) => {
    const { x, y } = map.dots[place]!;
    const tile = map.tiles[module]!;
    const next = landmarks
      .filter(
        (other) => other.module === module && map.dots[other.place]!.y === y && map.dots[other.place]!.x > x,
      )
      .map((other) => map.dots[other.place]!.x - sizes.landmark)
      .reduce((least, edge) => Math.min(least, edge), tile.x + tile.width);
    const left = x + sizes.landmark + 2;
    const text = fitted(title, next - 1 - left, size);
    return text === undefined ? [] : [{ place, text, x: left, y: y + size * 0.36 }];
  });
}

/** The title, cut after a whole word with an ellipsis; undefined where not even its first word fits. */
function fitted(title: string, width: number, size: number): string | undefined {
  if (textWidth(title, size) <= width) return title;
  for (let end = title.lastIndexOf(" "); end > 0; end = title.lastIndexOf(" ", end - 1)) {
    const kept = title.slice(0, end);
    // "The…" names nothing.
    if (kept.length < 5) return undefined;
    if (textWidth(`${kept}…`, size) <= width) return `${kept}…`;
  }
  return undefined;
}
