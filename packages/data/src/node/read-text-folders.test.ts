import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTextFolders } from "./read-text-folders.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "blankfile-texts-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("readTextFolders", () => {
  it("takes the folders' names as classes", async () => {
    for (const [file, text] of [
      ["pos/b.txt", "good"],
      ["pos/a.txt", "fine"],
      ["neg/a.txt", "bad"],
      ["neg/x.md", ""],
    ] as const) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    expect(await readTextFolders(folder)).toEqual({
      texts: ["bad", "fine", "good"],
      labels: Int32Array.of(0, 1, 1),
      classes: ["neg", "pos"],
    });
  });

  it("says that there is nothing, or no folder", async () => {
    await expect(readTextFolders(folder)).rejects.toThrow(/no \.txt files in folders/);
    await expect(readTextFolders(path.join(folder, "x"))).rejects.toMatchObject({ code: "disk" });
  });
});
