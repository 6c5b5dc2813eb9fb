import type { MapOrder } from "./map.ts";

/** The text of `content/map.json`: one line per module, so that a moved topic is a changed line in the review. */
export function mapText(map: MapOrder): string {
  const layers = map.layers.map(({ id, modules }) => {
    const lines = modules.map((module) => `      ${JSON.stringify(module)}`);
    return `    {\n      "id": ${JSON.stringify(id)},\n      "modules": [\n${indent(lines.join(",\n"))}\n      ]\n    }`;
  });
  return `{\n  "version": ${map.version},\n  "layers": [\n${layers.join(",\n")}\n  ]\n}\n`;
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
