import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { replaceFile } from "./replace-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "blankfile-replace-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("puts a text in the place of another", () => {
  const file = path.join(folder, "a.json");
  replaceFile(file, "1");
  replaceFile(file, "2");
  expect(readFileSync(file, "utf8")).toBe("2");
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

it("leaves nothing behind where it fails", () => {
  mkdirSync(path.join(folder, "taken", "inside"), { recursive: true });
  expect(() => replaceFile(path.join(folder, "taken"), "1")).toThrow();
  expect(readdirSync(folder)).toEqual(["taken"]);
});

it("shows whole texts only, while two processes write the same file", async () => {
  const file = path.join(folder, "a.json");
  replaceFile(file, JSON.stringify("x".repeat(100_000)));
  const code = `
    import { replaceFile } from ${JSON.stringify(path.join(import.meta.dirname, "replace-file.ts"))};
    for (let i = 0; i < 100; i++) replaceFile(${JSON.stringify(file)}, JSON.stringify(String(i).repeat(50_000)));`;
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module-typescript", "-e", code];
  const ends = [1, 2].map(() => once(spawn(process.execPath, args), "exit"));
  let running = true;
  const ended = Promise.all(ends).finally(() => {
    running = false;
  });
  while (running) {
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatch(/^(x{100000}|\d{50000,})$/);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await ended).map(([code]) => code)).toEqual([0, 0]);
  expect(readdirSync(folder)).toEqual(["a.json"]);
});
