import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { artifactFile, readArtifact, writeArtifact } from "./artifact.ts";
import { ArtifactStore } from "./artifact-store.ts";
import type { RunProblem } from "./run-problem.ts";

let root = "";
let folder = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "artifact-store-"));
  folder = path.join(root, "run");
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true }));
const bytes = (text: string) => new TextEncoder().encode(text);

describe("the store", () => {
  it("gives the name at once, and the bytes are there after flush, once", async () => {
    const store = new ArtifactStore(folder, { onProblem: () => undefined });
    const names = ["a", "b", "a"].map((text) => store.keep(bytes(text)));
    expect(names[0]).toBe(names[2]);
    expect(store.waitingBytes).toBe(2);
    await Promise.all([store.flush(), store.flush()]);
    expect(store.waitingBytes).toBe(0);
    expect(readdirSync(path.join(folder, "artifacts")).sort()).toEqual([...new Set(names)].sort());
    expect(new TextDecoder().decode(readArtifact(folder, names[1]!))).toBe("b");
  });

  it("keeps what the disk refuses, says so once, and writes it when it can", async () => {
    const problems: RunProblem[] = [];
    const store = new ArtifactStore(folder, { onProblem: (problem) => problems.push(problem), retryMs: 10 });
    writeFileSync(path.join(folder, "artifacts"), "in the way");
    const name = store.keep(bytes("kept"));
    await expect(store.flush()).rejects.toThrow("no folder of the run's own");
    await expect(store.flush()).rejects.toThrow("no folder of the run's own");
    expect(problems).toHaveLength(1);
    rmSync(path.join(folder, "artifacts"));
    await store.flush();
    expect(new TextDecoder().decode(readArtifact(folder, name))).toBe("kept");
    store.close();
  });
});

it("neither a link to an artifact nor one in the place of the folder leads out of the run", () => {
  const outside = path.join(root, "outside");
  mkdirSync(outside);
  const name = writeArtifact(outside, bytes("secret"));
  mkdirSync(path.join(folder, "artifacts"));
  symlinkSync(path.join(outside, "artifacts", name), path.join(folder, "artifacts", name));
  expect(() => artifactFile(folder, name)).toThrow("is no file of its own");
  expect(() => readArtifact(folder, name)).toThrow("is no file of its own");
  rmSync(path.join(folder, "artifacts"), { recursive: true });
  symlinkSync(path.join(outside, "artifacts"), path.join(folder, "artifacts"));
  expect(() => readArtifact(folder, name)).toThrow("no folder of the run's own");
  expect(() => writeArtifact(folder, bytes("x"))).toThrow("no folder of the run's own");
  for (const wrong of ["../run.json", "/etc/passwd", `${name}\0`, name.toUpperCase(), ""])
    expect(() => artifactFile(folder, wrong)).toThrow("a SHA-256 in hex is needed");
});
