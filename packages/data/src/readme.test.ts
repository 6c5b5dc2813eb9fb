import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const room = path.join(import.meta.dirname, "..");
const readme = readFileSync(path.join(room, "README.md"), "utf8");
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);

it.each(examples)("an example prints what its comments say: %s", (code) => {
  const node = ["--disable-warning=ExperimentalWarning", "--input-type=module-typescript", "-e", code];
  const { stdout, stderr } = spawnSync(process.execPath, node, { cwd: room, encoding: "utf8" });
  const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => `${match[1]}\n`);
  expect(promised.length).toBeGreaterThan(0);
  expect([stdout, stderr]).toEqual([promised.join(""), ""]);
});

it("the reading order lists every file once", () => {
  const order = readme.slice(readme.indexOf("## Reading order"));
  const listed = order
    .split("\n")
    .flatMap((line) => (line.startsWith("- ") ? [...line.matchAll(/`([\w/-]+\.ts)`/g)] : []));
  const files = globSync("**/*.ts", { cwd: path.join(room, "src") }).map((file) =>
    file.replaceAll("\\", "/"),
  );
  const read = files.filter((file) => !file.endsWith(".test.ts") && file !== "index.ts");
  expect(listed.map((match) => match[1]).sort()).toEqual(read.sort());
});
