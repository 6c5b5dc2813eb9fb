import { formatProgress, type ProgressEvent, parseProgress } from "@blankfile/curriculum";
import { expect, it } from "vitest";
import { type FolderHandle, folderCopy } from "./folder-file.ts";

const claim = (id: string, at = 1): ProgressEvent => ({ id, at, kind: "claim", topic: "sets" });
const later = { line: 1, text: '{"id":"x","at":5,"kind":"taught"}', why: "", event: true as const };

/** A folder with one file in memory; `fail` makes the next write fail before it lands. */
function fakeFolder(text = "") {
  const disk = { text, time: 1, reads: 0, fail: undefined as Error | undefined };
  const folder: FolderHandle = {
    name: "Notes",
    getFileHandle: async () => ({
      getFile: async () => ({
        size: disk.text.length,
        lastModified: disk.time,
        text: async () => {
          disk.reads++;
          return disk.text;
        },
      }),
      createWritable: async () => {
        let next = disk.text;
        return {
          write: async ({ position, data }) => {
            next = next.slice(0, position) + data;
          },
          close: async () => {
            if (disk.fail) throw disk.fail;
            disk.text = next;
            disk.time++;
          },
          abort: async () => {},
        };
      },
    }),
  };
  return { disk, folder };
}

it("writes all events into an empty folder, then only what is new, without reading the file again", async () => {
  const { disk, folder } = fakeFolder();
  const copy = folderCopy(folder);
  expect(await copy([claim("a")], [later])).toEqual([]);
  expect(disk.text).toBe(`${formatProgress([claim("a")])}${later.text}\n`);
  await copy([claim("a"), claim("b")], [later]);
  expect(disk.text).toBe(`${formatProgress([claim("a")])}${later.text}\n${formatProgress([claim("b")])}`);
  expect(disk.reads).toBe(1);
  const { time } = disk;
  await copy([claim("a"), claim("b")], [later]);
  expect(disk.time).toBe(time);
});

it("answers what another browser wrote, and leaves its lines and a torn one as they are", async () => {
  const before = `${formatProgress([claim("other")])}{"id":"torn`;
  const { disk, folder } = fakeFolder(before);
  const copy = folderCopy(folder);
  expect(await copy([claim("a")], [])).toEqual([claim("other")]);
  expect(disk.text).toBe(`${before}\n${formatProgress([claim("a")])}`);
  disk.text += formatProgress([claim("more")]);
  disk.time++;
  expect(await copy([claim("a"), claim("other")], [])).toEqual([claim("more")]);
  expect(parseProgress(disk.text).events.map(({ id }) => id)).toEqual(["a", "more", "other"]);
});

it("after a write that failed the next one brings everything", async () => {
  const { disk, folder } = fakeFolder();
  const copy = folderCopy(folder);
  disk.fail = new Error("disk full");
  await expect(copy([claim("a")], [])).rejects.toThrow("disk full");
  expect(disk.text).toBe("");
  disk.fail = undefined;
  await copy([claim("a"), claim("b")], []);
  expect(disk.text).toBe(formatProgress([claim("a"), claim("b")]));
});

it("does not touch a file that is no progress", async () => {
  const { disk, folder } = fakeFolder("name,age\nAda,36\n");
  await expect(folderCopy(folder)([claim("a")], [])).rejects.toThrow(
    "progress.jsonl in Notes holds something else (its first line: name,age",
  );
  expect(disk.text).toBe("name,age\nAda,36\n");
});
