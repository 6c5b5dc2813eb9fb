import type { Topic } from "@blankfile/curriculum";
import { expect, it } from "vitest";
import { nearFinished } from "./near-finished.ts";

const topic = (
  slug: string,
  requires: string[],
  recommends: string[] = [],
  status: Topic["status"] = "outline",
) =>
  ({
    slug,
    requires: requires.map((id) => ({ id })),
    recommends: recommends.map((id) => ({ id })),
    status,
  }) as Topic;

it("counts edges of both kinds in both directions", () => {
  const topics = [
    topic("a", []),
    topic("b", ["a"]),
    topic("c", ["b"], [], "draft"),
    topic("d", [], ["c"]),
    topic("e", ["d"]),
    topic("f", ["e"]),
  ];
  expect([...nearFinished(topics, 1)].sort()).toEqual(["b", "c", "d"]);
  expect([...nearFinished(topics, 2)].sort()).toEqual(["a", "b", "c", "d", "e"]);
});
