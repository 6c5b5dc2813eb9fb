import type { CodeVersion } from "@blankfile/tracking";
import { expect, it } from "vitest";
import type { OpenRun } from "../../run-source.ts";
import { row } from "../rows.fixture.ts";
import { codeVersions } from "./code-versions.ts";

function run(id: string, code: CodeVersion, diff?: string): OpenRun {
  const artifacts =
    diff === undefined ? [] : [{ name: "code.diff", type: "diff", hash: diff, step: 0, at: 0, attempt: 1 }];
  const details = { record: { code }, artifacts } as unknown as OpenRun["details"];
  return { row: row(id, 0, 1), points: new Map(), details };
}

it("equal hashes are the same code, whatever the commits", () => {
  const found = codeVersions([run("a", { hash: "x", commit: "1" }), run("b", { hash: "x", commit: "2" })]);
  expect(found).toMatchObject({ verdict: "same", versions: [{ hash: "x", runs: ["a", "b"] }] });
});

it("other changes to one commit are other code", () => {
  const code = { commit: "1", dirty: true };
  const found = codeVersions([run("a", code, "d1"), run("b", code, "d2"), run("c", code, "d2")]);
  expect(found.verdict).toBe("different");
  expect(found.versions.map(({ runs, diff }) => [runs, diff])).toEqual([
    [["a"], { run: "a", hash: "d1" }],
    [["b", "c"], { run: "b", hash: "d2" }],
  ]);
});

it("nobody knows where a run does not say, or says that there were changes and not which", () => {
  expect(codeVersions([run("a", {}), run("b", {})]).verdict).toBe("unknown");
  expect(codeVersions([run("a", { commit: "1", dirty: true })]).verdict).toBe("unknown");
  expect(codeVersions([run("a", { commit: "1", dirty: false })]).verdict).toBe("same");
});
