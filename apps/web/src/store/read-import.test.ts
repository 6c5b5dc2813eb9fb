import { formatProgress, type ProgressEvent } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import { importedText, readImport } from "./read-import.ts";

const claim = (id: string): ProgressEvent => ({ id, at: 1, kind: "claim", topic: "sets" });
const read = (text: string | number[], name = "given.txt") =>
  readImport(name, typeof text === "string" ? new TextEncoder().encode(text) : Uint8Array.from(text));

describe("an import takes", () => {
  it("events, whatever ends their lines", async () => {
    const text = `\uFEFF${formatProgress([claim("a"), claim("b")]).replaceAll("\n", "\r\n")}`;
    expect(await read(text)).toEqual({ events: [claim("a"), claim("b")], aside: [] });
  });

  it("a truncated file up to where it was cut, and says that it was", async () => {
    const found = await read(formatProgress([claim("a"), claim("b")]).slice(0, -9));
    expect(found.events).toEqual([claim("a")]);
    expect(importedText("p.jsonl", found, 1)).toBe(
      "p.jsonl: 1 event read, 1 of them new. 1 damaged line set aside, shown below. If the last one is cut off, so was the file: export it again where it comes from.",
    );
  });

  it("a file cut within a letter of two bytes", async () => {
    const whole = new TextEncoder().encode(`${formatProgress([claim("a")])}{"id":"ü`);
    const found = await readImport("p.jsonl", whole.slice(0, -1));
    expect([found.events.length, found.aside.length]).toEqual([1, 1]);
  });

  it("events of another version, as they are", async () => {
    const later = '{"id":"x","at":5,"kind":"taught","to":"Ada"}';
    const found = await read(`${later}\n`);
    expect(found.events).toEqual([]);
    expect(found.aside).toMatchObject([{ line: 1, text: later, event: true }]);
    expect(importedText("p.jsonl", found, 0)).toContain("1 of another version of Blankfile is kept");
  });

  it("many lines in parts, and each line keeps its number", async () => {
    const lines = Array.from({ length: 12_001 }, (_, i) => JSON.stringify(claim(`${i}`)));
    lines[11_000] = "torn";
    const told: number[] = [];
    const found = await readImport("p", new TextEncoder().encode(lines.join("\n")), (done) =>
      told.push(done),
    );
    expect([found.events.length, found.aside[0]!.line, told]).toEqual([
      12_000,
      11_001,
      [5000, 10_000, 12_001],
    ]);
  });
});

describe("an import refuses, and says what was given", () => {
  const refused: [string, string | number[], string][] = [
    ["an empty file", "", "an empty file (0 bytes)"],
    ["blank lines", " \n\n", "an empty file (3 bytes)"],
    ["a picture", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], "a PNG picture of 8 bytes"],
    ["a binary file", [1, 2, 0, 3], "a binary file of 4 bytes"],
    ["UTF-16", [0xff, 0xfe, 0x7b, 0], "a text in UTF-16 (UTF-8 is needed) of 4 bytes"],
    ["a table", "name,age\nAda,36\n", "a table whose first line is name,age"],
    ["prose", "Dear diary\n", "a text whose first line is Dear diary"],
    ["a JSON object", '{"name":"x","version":"1"}', "JSON that is no event, an object with name, version"],
    ["a JSON list", '[{"id":"a"}, 2]', "a JSON list of 2"],
    ["a JSON number", "42", "JSON that is no event, 42"],
    ["an empty object", "{}", "JSON that is no event, an object with nothing in it"],
  ];
  it.each(refused)("%s", async (_, text, given) => {
    await expect(read(text)).rejects.toThrow(
      `given.txt: given ${given}, and the file that "Export" writes is needed (progress.jsonl: one event a line, with id, at and kind); nothing was changed`,
    );
  });
});
