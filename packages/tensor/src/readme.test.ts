import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { expect, it } from "vitest";
import * as library from "./index.ts";

const room = new URL("..", import.meta.url);
const readme = readFileSync(new URL("README.md", room), "utf8");
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);

/** Runs an example with its imports taken from the index and without its types; returns what it prints. */
function run(code: string): string[] {
  const body = stripTypeScriptTypes(code).replace(
    /import (\{[^}]*\}) from "@blankfile\/tensor";/,
    "const $1 = library;",
  );
  const printed: string[] = [];
  new Function("library", "console", body)(library, { log: (text: string) => printed.push(text) });
  return printed;
}

it("has an example", () => {
  expect(examples.length).toBeGreaterThan(0);
});

it.each(examples)("prints what its comments say: %s", (code) => {
  const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => match[1]);
  expect(run(code)).toEqual(promised);
});

it("shows exp as it stands in the source", () => {
  const source = readFileSync(new URL("src/ops/powers.ts", room), "utf8");
  expect(source).toContain(/```text\n([\s\S]*?)```/.exec(readme)![1]!);
});

it("lists every file once", () => {
  const listed = [...readme.split("## Reading order")[1]!.matchAll(/`([\w/-]+\.ts)`/g)].map(
    (match) => match[1]!,
  );
  const files = globSync("**/*.ts", { cwd: new URL("src", room) })
    .filter((file) => !/\.(test|fixture)\.ts$/.test(file))
    .map((file) => file.replaceAll("\\", "/"));
  expect([...new Set(listed)].filter((file) => !file.endsWith(".test.ts")).sort()).toEqual(files.sort());
});
