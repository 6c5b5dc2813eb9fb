import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { codeHash, codeVersion } from "./code-version.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-code-"));
afterAll(() => rmSync(root, { recursive: true }));
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};

it("the hash depends on names and contents, not on order, place or line endings", async () => {
  for (const folder of ["one", "two"]) {
    write(`${folder}/a.ts`, "let x = 1;\n");
    write(`${folder}/b.ts`, "let y = 2;\n");
  }
  const hash = await codeHash(["a.ts", "b.ts"], path.join(root, "one"));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await codeHash(["b.ts", "a.ts"], path.join(root, "two"))).toBe(hash);
  write("two/a.ts", "let x = 1;\r\n");
  expect(await codeHash(["a.ts", "b.ts"], path.join(root, "two"))).toBe(hash);
  write("two/a.ts", "let x = 2;\n");
  expect(await codeHash(["a.ts", "b.ts"], path.join(root, "two"))).not.toBe(hash);
  expect(await codeHash(["a.ts"], path.join(root, "one"))).not.toBe(hash);
});

it("tells the commit, and whether a file was changed since; nothing outside a repository", async () => {
  const git = (...command: string[]) =>
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@x", ...command], {
      cwd: root,
      encoding: "utf8",
    });
  expect(await codeVersion({ root })).toEqual({});
  write("a.ts", "1");
  git("init", "-q");
  git("add", "a.ts");
  git("commit", "-q", "-m", "first");
  const commit = git("rev-parse", "HEAD").trim();
  expect(await codeVersion({ root })).toEqual({ commit, dirty: false });
  write("a.ts", "2");
  expect(await codeVersion({ root, files: ["a.ts"] })).toEqual({
    commit,
    dirty: true,
    hash: await codeHash(["a.ts"], root),
  });
});
