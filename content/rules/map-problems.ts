import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { layers, type Problem, type Topic } from "@blankfile/curriculum";
import { computeMap } from "../layout/compute-map.ts";
import { mapText } from "../layout/map-text.ts";

/** Whether the committed map is the one that today's graph gives, so that each topic has one place. Needs a sound graph. */
export function mapProblems(root: string, topics: readonly Topic[]): Problem[] {
  const file = join(root, "content/map.json");
  const committed = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (committed === mapText(computeMap(topics, layers))) return [];
  return [
    {
      file: "content/map.json",
      field: "map",
      message: committed === "" ? "does not exist" : "is not the map of the topics as they are",
      hint: "node content/layout/write.ts makes it; look at what moved before you commit it",
    },
  ];
}
