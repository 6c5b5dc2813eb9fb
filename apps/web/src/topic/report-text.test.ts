import { expect, it } from "vitest";
import { reportText } from "./report-text.ts";

it("names the topic, its file and the statement, and leaves room for what is wrong", () => {
  const text = reportText("chain-rule", "The chain rule", "claim (unverified): Known since 1676.");
  expect(text).toContain("# The chain rule: claim (unverified)\n");
  expect(text).toContain("content/topics/*/chain-rule.md");
  expect(text).toContain("Statement: claim (unverified): Known since 1676.");
  expect(text).toContain("## What is wrong");
});
