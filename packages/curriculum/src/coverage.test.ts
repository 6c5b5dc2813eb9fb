import { describe, expect, it } from "vitest";
import { type CoverageContent, coverage, dangling } from "./coverage.ts";
import type { SeedPhrase } from "./seed-phrase.ts";

const content: CoverageContent = {
  topics: new Map([
    ["sets", { status: "reviewed", module: "proof" }],
    ["logic", { status: "outline", module: "proof" }],
    ["limits", { status: "reviewed", module: "analysis" }],
  ]),
  projects: [{ id: "p01" }, { id: "p02", missing: "the engine for games" }],
  experiments: new Map([
    ["1-01", { file: "classical/ensembles" }],
    ["1-02", {}],
  ]),
  tracks: [{ slug: "alignment", branches: [{ id: "governance", title: "…", text: "…" }] }],
};
const phrase = (answers: Partial<SeedPhrase>): SeedPhrase => ({
  seed: "000",
  kind: "concept",
  phrase: "Sets",
  topics: [],
  projects: [],
  experiments: [],
  other: [],
  ...answers,
});
const status = (answers: Partial<SeedPhrase>) => coverage([phrase(answers)], content)[0]!.status;

describe("coverage", () => {
  it("calls finished only what can be used as it is", () => {
    expect(status({ topics: ["sets"] })).toBe("finished");
    expect(status({ topics: ["logic"] })).toBe("outline");
    expect(status({ projects: ["p01"] })).toBe("finished");
    expect(status({ projects: ["p02"] })).toBe("outline");
    expect(status({ experiments: ["1-01"] })).toBe("finished");
    expect(status({ experiments: ["1-02"] })).toBe("planned");
    expect(status({ other: ["module:analysis"] })).toBe("finished");
    expect(status({ other: ["module:proof"] })).toBe("outline");
    expect(status({ other: ["track:governance"] })).toBe("finished");
  });

  it("takes the least of several answers", () => {
    expect(status({ topics: ["sets", "logic"] })).toBe("outline");
    expect(status({ topics: ["sets", "logic"], experiments: ["1-02"] })).toBe("planned");
  });

  it("names answers that do not exist, and refuses to count them", () => {
    const lost = phrase({ topics: ["sets", "mpd"], other: ["track:gone"] });
    expect(dangling(lost, content)).toEqual(["topic:mpd", "track:gone"]);
    expect(() => coverage([lost], content)).toThrow('"Sets" is answered by topic mpd, which does not exist');
    expect(() => coverage([phrase({})], content)).toThrow("has no answer");
  });
});
