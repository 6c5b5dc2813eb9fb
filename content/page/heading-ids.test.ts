import { describe, expect, it } from "vitest";
import { anchorsOf } from "./heading-ids.ts";

describe("anchorsOf", () => {
  it("lower case, hyphens, no punctuation, letters of any script", () => {
    expect([
      ...anchorsOf("## Where it fails\n\n## What is `x`?\n\n## Itô’s lemma\n\n## 2 + 2\n\n## …\n"),
    ]).toEqual(["where-it-fails", "what-is-x", "itos-lemma", "2-2", "section"]);
  });

  it("numbers repeated headings and knows tasks", () => {
    expect([...anchorsOf("## A\n\n## A\n\n:::task{id=b kind=written}[T]\nDo.\n\n- r\n:::\n")]).toEqual([
      "a",
      "a-2",
      "task-b",
    ]);
  });
});
