import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { experimentHashes, librarySources } from "./experiment-sources.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "blankfile-sources-"));
  write(
    "packages/nn/package.json",
    '{ "exports": { ".": "./src/index.ts", "./node": "./src/node/index.ts" } }',
  );
  write(
    "packages/nn/src/index.ts",
    'import "./methods.ts";\nexport { Adam, type Options } from "./adam.ts";\nexport { SGD } from "./sgd.ts";',
  );
  write("packages/nn/src/methods.ts", "");
  write(
    "packages/nn/src/adam.ts",
    'import { base } from "./base.ts";\nimport type { Nothing } from "./types.ts";',
  );
  write("packages/nn/src/sgd.ts", 'import {\n  base,\n} from "./base.ts";');
  write("packages/nn/src/base.ts", "");
  write("packages/nn/src/types.ts", "");
  write("packages/nn/src/node/index.ts", 'export { load } from "./load.ts";');
  write("packages/nn/src/node/load.ts", "");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

it("follows names through the index, and what is imported for what it does", () => {
  write(
    "experiments/nn/one.ts",
    'import { SGD } from "@blankfile/nn";\nimport { init } from "@blankfile/tracking/node";',
  );
  expect(librarySources(root, "nn/one")).toEqual(
    ["methods", "base", "sgd"].map((f) => `packages/nn/src/${f}.ts`).sort(),
  );
});

it("follows other doors of a package", () => {
  write("experiments/nn/two.ts", 'import { load } from "@blankfile/nn/node";');
  expect(librarySources(root, "nn/two")).toEqual(["packages/nn/src/node/load.ts"]);
});

it("a change in a file that is reached changes the library's hash, one in another does not, nor one in the experiment", async () => {
  write("experiments/nn/one.ts", 'import { SGD } from "@blankfile/nn";');
  const before = await experimentHashes(root, "nn/one");
  write("packages/nn/src/adam.ts", "changed");
  write("packages/nn/src/types.ts", "changed");
  expect(await experimentHashes(root, "nn/one")).toEqual(before);
  write("experiments/nn/one.ts", '// A remark.\nimport { SGD } from "@blankfile/nn";');
  const other = await experimentHashes(root, "nn/one");
  expect([other.library === before.library, other.own === before.own]).toEqual([true, false]);
  write("packages/nn/src/base.ts", "changed");
  expect((await experimentHashes(root, "nn/one")).library).not.toBe(before.library);
});

it("a door that a package does not have is named", () => {
  write("experiments/nn/three.ts", 'import { x } from "@blankfile/nn/web";');
  expect(() => librarySources(root, "nn/three")).toThrow(
    /@blankfile\/nn\/web is imported, \., \.\/node are there/,
  );
});
