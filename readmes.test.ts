import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** Examples of the packages' READMEs are run, and what they print must be what their comments say. */
const packages = globSync("packages/*/README.md").sort();

it("every package has a README", () => {
  expect(packages.map((file) => path.dirname(file))).toEqual(globSync("packages/*").sort());
});

describe.each(packages)("%s", (file) => {
  const readme = readFileSync(file, "utf8");
  const room = path.dirname(file);
  const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);
  const promising = examples.filter((code) => /console\.log\(.*\); \/\/ /.test(code));

  it.each(promising)("prints what its comments say: %s", (code) => {
    const node = ["--disable-warning=ExperimentalWarning", "--input-type=module-typescript", "-e", code];
    const { stdout, stderr } = spawnSync(process.execPath, node, { cwd: room, encoding: "utf8" });
    const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map((match) => `${match[1]}\n`);
    expect([stdout, stderr]).toEqual([promised.join(""), ""]);
  });

  it("names every source file", () => {
    const files = globSync("**/*.ts", { cwd: path.join(room, "src") })
      .map((name) => name.replaceAll("\\", "/"))
      .filter((name) => !/\.(test|fixture)\.ts$/.test(name) && !/(^|\/)index\.ts$/.test(name));
    const missing = files.filter((name) => !readme.includes(path.basename(name)));
    expect(missing).toEqual([]);
  });
});
