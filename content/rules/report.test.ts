import { afterAll, describe, expect, it } from "vitest";
import { checkContent } from "./check-content.ts";
import { countContent, countsText, problemsText } from "./report.ts";
import { SmallContent } from "./small-content.ts";

const content = new SmallContent();
afterAll(() => content.delete());

describe("the report", () => {
  it("counts topics per layer and status, landmarks, labs, exercises and cards", async () => {
    const checked = await checkContent(content.root, { part: true, cache: false });
    const counts = countContent(checked, []);
    expect(counts).toMatchObject({
      topics: 3,
      landmarks: { all: 1, drafts: 1, reviewed: 0 },
      labs: 1,
      exercises: { all: 1, proven: 0, mutants: 0 },
      cards: 1,
      tracks: { all: 1, units: 1, milestones: 2, conflicts: 0 },
      projects: { all: 1, complete: 1 },
      experiments: { all: 1, written: 1 },
      seedPhrases: { all: 1, finished: 0, outline: 1, planned: 0 },
    });
    expect(counts.layers[0]).toEqual({ id: "0A", outline: 2, draft: 0, reviewed: 0 });
    expect(countsText(counts)).toContain("3 topics; of 1 landmarks 1 are drafts, 0 reviewed");
  });

  it("groups problems by file, each with its line and its hint", () => {
    expect(
      problemsText([
        { file: "a.md", line: 3, field: "link", message: "leads nowhere", hint: "write topic:x" },
        { file: "b.md", message: "is missing" },
        { file: "a.md", field: "title", message: "is empty" },
      ]),
    ).toBe("a.md\n  line 3: link: leads nowhere\n    write topic:x\n  title: is empty\n\nb.md\n  is missing");
  });
});
