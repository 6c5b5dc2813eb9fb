import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFile } from "./data-file.ts";
import { file, serve } from "./file-server.fixture.ts";
import { type ReadOptions, readDataFile } from "./read-data-file.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "blankfile-read-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const content = new TextEncoder().encode("ten digits");
const packed = gzipSync(content);
const hash = (kind: string, bytes: Uint8Array) => createHash(kind).update(bytes).digest("hex");
const digits: DataFile = {
  path: "set/digits.gz",
  urls: [],
  checksum: { sha256: hash("sha256", content) },
  page: "https://example.org/digits",
};
const own = (name: string) => path.join(folder, "own", "set", name);
const cached = () => path.join(folder, "cache", "set", "digits.gz");
const put = (where: string, bytes: Uint8Array) => {
  mkdirSync(path.dirname(where), { recursive: true });
  writeFileSync(where, bytes);
};
const read = (data: DataFile = digits, options: ReadOptions = {}) =>
  readDataFile(data, {
    data: existsSync(path.join(folder, "own")) ? path.join(folder, "own") : "",
    cache: path.join(folder, "cache"),
    pause: 1,
    ...options,
  });
const text = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes);

describe("readDataFile", () => {
  it("takes the file of BLANKFILE_DATA before the cache, packed or not", async () => {
    put(cached(), new TextEncoder().encode("wrong"));
    put(own("digits"), content);
    expect(await text(read())).toBe("ten digits");
    put(own("digits.gz"), packed);
    expect(await text(read())).toBe("ten digits");
  });

  it("takes the cached file before the network, and fetches what is in neither into the cache", async () => {
    await using server = await serve(file(packed));
    const there = { ...digits, urls: [server.url] };
    expect(await text(read(there))).toBe("ten digits");
    expect(await text(read(there))).toBe("ten digits");
    expect(server.requests.length).toBe(1);
    expect([...readFileSync(cached())]).toEqual([...packed]);
  });

  it("refuses a wrong file in BLANKFILE_DATA with both checksums, leaves it there, and asks nobody else", async () => {
    put(own("digits.gz"), gzipSync("eleven"));
    await using server = await serve(file(packed));
    const found = hash("sha256", new TextEncoder().encode("eleven"));
    await expect(read({ ...digits, urls: [server.url] })).rejects.toThrow(
      `checksum: ${own("digits.gz")} (6 bytes): SHA-256 of the content (without gzip) is ${found}, ${hash("sha256", content)} is needed; nothing was changed; replace the file by a copy from ${server.url}`,
    );
    expect([server.requests.length, existsSync(own("digits.gz"))]).toEqual([0, true]);
  });

  it("fetches anew what is damaged in the cache", async () => {
    put(cached(), packed.subarray(0, 12));
    await using server = await serve(file(packed));
    expect(await text(read({ ...digits, urls: [server.url] }))).toBe("ten digits");
    expect([...readFileSync(cached())]).toEqual([...packed]);
  });

  it("checks MD5 of the file as served where that is what is published", async () => {
    put(own("digits.gz"), packed);
    const { sha256: _, ...rest } = { ...digits, sha256: "" };
    expect(await text(read({ ...rest, checksum: { md5: hash("md5", packed) } }))).toBe("ten digits");
    await expect(read({ ...rest, checksum: { md5: hash("md5", content) } })).rejects.toThrow(
      /MD5 of the file is/,
    );
  });

  it("says where to put the file by hand when the source is out of reach, or there is none, or none may be asked", async () => {
    const gone = await serve(file(packed));
    await gone[Symbol.asyncDispose]();
    const hint = `put it at ${cached()}, or set BLANKFILE_DATA to a folder that holds set/digits.gz`;
    await expect(read({ ...digits, urls: [gone.url] })).rejects.toThrow(
      `cannot be reached (ECONNREFUSED), a connection is needed\nBy hand: get it from ${gone.url} and ${hint}`,
    );
    await expect(read()).rejects.toThrow(
      `no public address to fetch it from\nBy hand: get it from ${digits.page}`,
    );
    await expect(read({ ...digits, urls: [gone.url] }, { offline: true })).rejects.toThrow(/\(offline\)/);
  });

  it("refuses a BLANKFILE_DATA that is no folder rather than fetch in its place", async () => {
    await expect(read(digits, { data: path.join(folder, "nowhere") })).rejects.toThrow(
      /nowhere" is no folder/,
    );
  });

  it("says that a cache cannot be written to", async () => {
    await using server = await serve(file(packed));
    writeFileSync(path.join(folder, "cache"), "a file");
    await expect(read({ ...digits, urls: [server.url] })).rejects.toMatchObject({ code: "disk" });
  });
});
