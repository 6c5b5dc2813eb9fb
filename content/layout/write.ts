/**
 * Writes `content/map.json` from the topics as they are: `node content/layout/write.ts`. Says how long the edges between
 * modules are together, with the modules in the order of `modules.yaml` and in the order of the map.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { layers } from "@blankfile/curriculum";
import { loadContent } from "@blankfile/curriculum/node";
import { computeMap } from "./compute-map.ts";
import { mapText } from "./map-text.ts";
import { edgeLength, moduleEdges } from "./module-edges.ts";

const root = join(import.meta.dirname, "../..");
const { topics, modules } = loadContent(root);
const map = computeMap([...topics.values()], layers);
writeFileSync(join(root, "content/map.json"), mapText(map));

const edges = moduleEdges([...topics.values()]);
const listed = layers.map((layer) => modules.filter((module) => module.layer === layer).map(({ id }) => id));
const placed = map.layers.map((layer) => layer.modules.map(({ id }) => id));
const count = edges.reduce((sum, { weight }) => sum + weight, 0);
console.log(
  `content/map.json: ${topics.size} topics in ${modules.length} modules; ${count} edges between modules, together ` +
    `${edgeLength(listed, edges).toFixed(1)} bands long as listed, ${edgeLength(placed, edges).toFixed(1)} as placed`,
);
