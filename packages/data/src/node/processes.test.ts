import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFile } from "./data-file.ts";
import { download } from "./download.ts";
import { file, serve } from "./file-server.fixture.ts";

let folder: string;
let target: string;
let started: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "blankfile-processes-"));
  target = path.join(folder, "numbers.bin");
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

const content = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31 + (i >> 7)) % 256);
const at = (url: string): DataFile => ({
  path: "numbers.bin",
  urls: [url],
  checksum: { sha256: createHash("sha256").update(content).digest("hex") },
  page: "https://example.org/numbers",
});

/** A process of its own that downloads; `until(text)` waits for a line, `end` for its last one. */
function downloading(url: string) {
  const script = path.join(import.meta.dirname, "download.fixture.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(at(url)), target], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  return {
    until: async (text: string) => {
      while (!said.includes(text)) await new Promise((resolve) => child.stdout.once("data", resolve));
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    end: async () => {
      await ended;
      return said.trim().split("\n").at(-1);
    },
  };
}

describe("several processes", () => {
  it("go on from what a killed one has left", async () => {
    await using server = await serve(file(content, { silentAfter: 50_000 }), file(content));
    const first = downloading(server.url);
    await first.until("at 50000");
    await first.kill();
    const payload = await download(at(server.url), target);
    expect(Buffer.compare(payload, content)).toBe(0);
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, "bytes=50000-"]);
    expect(readdirSync(folder)).toEqual(["numbers.bin"]);
  });

  it("wait for one that is at it, and take what it has fetched", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    await using server = await serve((_, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, 1000));
      gate.then(() => response.end(content.subarray(1000)));
    });
    const first = downloading(server.url);
    await first.until("at 1000");
    const second = download(at(server.url), target);
    await new Promise((resolve) => setTimeout(resolve, 300));
    go();
    expect(Buffer.compare(await second, content)).toBe(0);
    expect(await first.end()).toBe("done 200000");
    expect(server.requests.length).toBe(1);
  });

  it("that start together all end with the right file and leave nothing beside it", async () => {
    await using server = await serve(file(content));
    const all = Array.from({ length: 4 }, () => downloading(server.url));
    expect(await Promise.all(all.map((one) => one.end()))).toEqual(Array(4).fill("done 200000"));
    expect(Buffer.compare(readFileSync(target), content)).toBe(0);
    expect(readdirSync(folder)).toEqual(["numbers.bin"]);
  });

  it("need not be several: calls of one process share a download as well", async () => {
    await using server = await serve(file(content));
    const calls = await Promise.all(Array.from({ length: 3 }, () => download(at(server.url), target)));
    expect(calls.map((payload) => Buffer.compare(payload, content))).toEqual([0, 0, 0]);
  });
});
