import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { makeFolder } from "./make-folder.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-folder-"));
afterAll(() => rmSync(root, { recursive: true }));

it("makes a folder with those above it, and leaves one that is there", () => {
  const folder = path.join(root, "a", "b", "c");
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it("below a link that leads nowhere it says what the system says, and does not go on for ever", () => {
  symlinkSync(path.join(root, "nowhere"), path.join(root, "link"));
  expect(() => makeFolder(path.join(root, "link", "x"))).toThrow("ENOENT");
});
