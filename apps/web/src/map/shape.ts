import type { Atlas } from "../atlas/atlas.ts";
import type { MapShape } from "./geometry.ts";
import { shortName } from "./short-name.ts";

/** The atlas as the geometry wants it. */
export function mapShape({ layers }: Atlas): MapShape {
  return {
    layers: layers.map(({ id, name, modules }) => ({
      id,
      name,
      modules: modules.map((module) => ({
        name: shortName(module.id, module.title),
        topics: module.topics.length,
      })),
    })),
  };
}
