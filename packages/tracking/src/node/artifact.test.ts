import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readArtifact, writeArtifact } from "./artifact.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "artifact-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = new TextEncoder().encode("abc");
/** SHA-256 of "abc", FIPS 180-4. */
const name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

describe("an artifact", () => {
  it("is kept once, under the hash of its contents, with nothing left beside it", () => {
    expect(writeArtifact(folder, bytes)).toBe(name);
    expect(writeArtifact(folder, bytes)).toBe(name);
    expect(readdirSync(path.join(folder, "artifacts"))).toEqual([name]);
    expect([...readArtifact(folder, name)]).toEqual([...bytes]);
  });

  it("is refused when missing, damaged or named like a path", () => {
    expect(() => readArtifact(folder, name)).toThrow(/is not in/);
    writeArtifact(folder, bytes);
    writeFileSync(path.join(folder, "artifacts", name), "abd");
    expect(() => readArtifact(folder, name)).toThrow(/damaged/);
    expect(() => readArtifact(folder, "../run.json")).toThrow(/a SHA-256 in hex is needed/);
  });
});
