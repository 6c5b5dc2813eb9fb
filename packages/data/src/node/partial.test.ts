import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PartialFile } from "./partial.ts";

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "blankfile-partial-"));
  target = path.join(folder, "a.bin");
});
afterEach(() => rmSync(folder, { recursive: true }));

const url = "https://example.org/a.bin";
/** What a process of that name has left: four bytes. */
function leave(owner: string, state = JSON.stringify({ url })): string {
  const place = `${target}.part${owner}`;
  mkdirSync(place);
  writeFileSync(path.join(place, "bytes"), "abcd");
  writeFileSync(path.join(place, "state.json"), state);
  return place;
}
const here = hostname().replaceAll(/[^\w.-]/g, "_");
/** The number of a process that has ended. */
const ended = () => spawnSync(process.execPath, ["-e", ""]).pid;

describe("PartialFile", () => {
  it("starts empty, keeps what it is given, and takes the target's place as a whole", async () => {
    const partial = (await PartialFile.claim(target, 1000))!;
    await partial.restart({ url, etag: '"v"' });
    await partial.append(Buffer.from("abc"));
    expect([partial.size, partial.url, partial.etag]).toEqual([3, url, '"v"']);
    await partial.finish();
    expect([readFileSync(target, "utf8"), readdirSync(folder)]).toEqual(["abc", ["a.bin"]]);
  });

  it("takes over what was released, or left by a process that has ended", async () => {
    for (const owner of ["", `~${here}~${ended()}~00`]) {
      leave(owner);
      const partial = (await PartialFile.claim(target, 1000))!;
      expect([partial.size, partial.url]).toEqual([4, url]);
      await partial.append(Buffer.from("e"));
      expect(Buffer.from(await partial.read()).toString()).toBe("abcde");
      await partial.finish();
    }
  });

  it("is nobody else's while a process works on it, here or on another machine", async () => {
    for (const owner of [`~${here}~${process.pid}~00`, "~elsewhere~1~00"]) {
      const place = leave(owner);
      expect(await PartialFile.claim(target, 60_000)).toBeUndefined();
      rmSync(place, { recursive: true });
    }
  });

  it("leaves alone what another machine has not touched for long, and starts a file of its own", async () => {
    const place = leave("~elsewhere~1~00");
    utimesSync(path.join(place, "bytes"), 1000, 1000);
    const partial = (await PartialFile.claim(target, 60_000))!;
    expect(partial.size).toBe(0);
    await partial.release();
    expect(readFileSync(path.join(place, "bytes"), "utf8")).toBe("abcd");
  });

  it("does not trust bytes whose source was not written down whole", async () => {
    leave("", '{"url": "https://exam');
    expect((await PartialFile.claim(target, 1000))!.size).toBe(0);
  });

  it("leaves nothing behind where nothing has come", async () => {
    await (await PartialFile.claim(target, 1000))!.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
