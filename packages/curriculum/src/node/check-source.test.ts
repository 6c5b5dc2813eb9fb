import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readOwnSource, withoutMark } from "./check-source.ts";

const folder = mkdtempSync(path.join(tmpdir(), "source-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);
const needed = "; a file with your solution is needed there";

describe("the text of a learner's file", () => {
  it("is read as it is", () => {
    writeFileSync(at("a.ts"), "\uFEFFé\r\n");
    expect(readOwnSource(at("a.ts"))).toEqual({ text: "\uFEFFé\r\n" });
    expect(withoutMark("\uFEFFé\r\n")).toBe("é\r\n");
  });

  it("that cannot be read is told in a sentence", () => {
    mkdirSync(at("folder.ts"));
    writeFileSync(at("large.ts"), Buffer.alloc(10 * 2 ** 20, 32));
    writeFileSync(at("wide.ts"), Buffer.from("\uFEFFexport {};", "utf16le"));
    symlinkSync(at("round.ts"), at("round.ts"));
    const cases: [string, string][] = [
      ["absent.ts", "it is not there"],
      ["folder.ts", "it is a folder"],
      ["large.ts", "it has 10.0 MB, and a solution has at most 1 MB"],
      ["wide.ts", "it is UTF-16; save it as UTF-8"],
      ["round.ts", "it is a link that leads back to itself"],
    ];
    for (const [name, why] of cases)
      expect(readOwnSource(at(name))).toEqual({ problem: `${at(name)} cannot be read: ${why}${needed}` });
  });

  it.runIf(process.platform !== "win32")("of a named pipe is not waited for", () => {
    expect(spawnSync("mkfifo", [at("pipe.ts")]).status).toBe(0);
    expect(readOwnSource(at("pipe.ts")).problem).toContain("it is no file");
  });

  // Root may read everything.
  it.runIf(process.getuid?.() !== 0)("without permission is told as such", () => {
    writeFileSync(at("closed.ts"), "");
    chmodSync(at("closed.ts"), 0);
    expect(readOwnSource(at("closed.ts")).problem).toContain("you have no permission to read it");
  });
});
