import { problemText, type Topic } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import { buildProblems } from "./build-problems.ts";

function content(...topics: { slug: string; requires: string[] }[]) {
  const rest = { layer: "0A", module: "m", tier: 2, status: "outline", recommends: [], affords: [] };
  return {
    topics: new Map(
      topics.map(({ slug, requires }) => [
        slug,
        { ...rest, slug, title: slug, requires: requires.map((id) => ({ id })) } as unknown as Topic,
      ]),
    ),
    problems: [],
  };
}

const said = (given: Parameters<typeof buildProblems>[0]) => buildProblems(given).map(problemText);

describe("what ends a build", () => {
  it("is nothing where every edge leads somewhere, downwards", () => {
    expect(said(content({ slug: "sets", requires: [] }, { slug: "maps", requires: ["sets"] }))).toEqual([]);
  });

  it("a dangling prerequisite: file, field and the nearest name", () => {
    expect(said(content({ slug: "sets", requires: [] }, { slug: "maps", requires: ["sest"] }))).toEqual([
      "content/topics/0A/maps.md: requires: there is no topic sest; did you mean sets?",
    ]);
  });

  it("a cycle: its way round, once", () => {
    const [problem, ...more] = said(
      content({ slug: "sets", requires: ["maps"] }, { slug: "maps", requires: ["sets"] }),
    );
    expect(problem).toMatch(
      /^content\/topics\/0A\/\w+\.md: requires: a cycle: .* → .* → .*; one of these edges must go$/,
    );
    expect(more).toEqual([]);
  });

  it("a file that cannot be read hides what only follows from it", () => {
    const problems = [
      { file: "content/topics/0A/sets.md", line: 7, field: "sumary", message: "unknown key" },
    ];
    expect(said({ ...content({ slug: "maps", requires: ["sets"] }), problems })).toEqual([
      "content/topics/0A/sets.md:7: sumary: unknown key",
    ]);
  });
});
