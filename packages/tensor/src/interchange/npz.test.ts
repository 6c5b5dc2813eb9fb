import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadNpz, saveNpz, type Tensor, tensor } from "../index.ts";
import { writeArchive } from "./archive.ts";
import { crc32 } from "./crc32.ts";

interface File {
  file: string;
  arrays: Record<string, { shape: number[]; values: unknown }>;
}
const golden: Record<"stored" | "deflated", Record<string, File>> = JSON.parse(
  readFileSync(new URL("../../../../golden/npz/files.json", import.meta.url), "utf8"),
).values;
const bytesOf = ({ file }: File) => Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
const files = Object.entries(golden).flatMap(([way, byName]) =>
  Object.entries(byName).map(([name, file]) => [`${way}, ${name}`, file] as const),
);

const two = () => saveNpz({ a: tensor([1, 2]), b: tensor([3]) });
const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
/** Where the directory's entry of the first file begins. */
const directory = (bytes: Uint8Array) => text(bytes).indexOf("PK\x01\x02");

function withBytes(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  bytes.set(values, at);
  return bytes;
}

/** An archive whose only file claims to be deflated from `size` bytes. */
function deflated(size: number, stream: Uint8Array): Uint8Array {
  const bytes = writeArchive([["a.npy", stream]]);
  const at = directory(bytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(at + 10, 8, true);
  view.setUint32(at + 24, size, true);
  return bytes;
}

describe(".npz", () => {
  it("holds tensors by name", () => {
    const read = loadNpz(saveNpz({ weight: tensor([[1, 2]]), bias: tensor([3], { dtype: "int32" }) }));
    expect(Object.keys(read)).toEqual(["weight", "bias"]);
    expect(read.weight!.toArray()).toEqual([[1, 2]]);
    expect(read.bias!.dtype).toBe("int32");
  });

  it.each(files)("reads NumPy's file: %s", (_, file) => {
    const read = loadNpz(bytesOf(file));
    expect(Object.keys(read)).toEqual(Object.keys(file.arrays));
    for (const [name, { shape, values }] of Object.entries(file.arrays)) {
      expect(read[name]!.shape).toEqual(shape);
      expect(read[name]!.toArray()).toEqual(values);
    }
  });

  it.each(Object.entries(golden.stored))("writes the same bytes as numpy.savez: %s", (_, file) => {
    expect(saveNpz(loadNpz(bytesOf(file)))).toEqual(bytesOf(file));
  });

  it("reads sizes that stand in the 64-bit field only", () => {
    const narrow = saveNpz({ a: tensor([1, 2]) });
    const at = directory(narrow);
    const size = new DataView(narrow.buffer).getUint32(at + 24, true);
    const extra = [1, 0, 16, 0, size, 0, 0, 0, 0, 0, 0, 0, size, 0, 0, 0, 0, 0, 0, 0];
    const end = narrow.length - 22;
    const wide = Uint8Array.from([...narrow.slice(0, end), ...extra, ...narrow.slice(end)]);
    wide.fill(255, at + 20, at + 28);
    wide[at + 30] = extra.length;
    wide[wide.length - 10]! += extra.length;
    expect(loadNpz(wide).a!.toArray()).toEqual([1, 2]);
  });

  const wrong: [string, () => Uint8Array, RegExp][] = [
    ["no archive", () => new Uint8Array(30), /no directory at the end/],
    ["a file cut off", () => two().slice(0, -1), /no directory at the end/],
    ["bytes in front", () => Uint8Array.from([0, ...two()]), /a directory of 102 bytes/],
    ["a changed value", () => withBytes(two(), 183, 1), /a\.npy has the checksum/],
    ["an encrypted file", () => withBytes(two(), directory(two()) + 8, 1), /a\.npy is encrypted/],
    ["another compression", () => withBytes(two(), directory(two()) + 10, 12), /method 12, stored/],
    ["a place behind the files", () => withBytes(two(), directory(two()) + 44, 1), /where no file begins/],
    ["two files in one place", () => withBytes(two(), directory(two()) + 51 + 42, 0), /within the next file/],
    [
      "the same name twice",
      () =>
        writeArchive([
          ["a.npy", file()],
          ["a.npy", file()],
        ]),
      /two files named "a\.npy"/,
    ],
    ["a name without .npy", () => writeArchive([["a.txt", file()]]), /a file named "a\.txt"/],
    ["a prototype", () => writeArchive([["__proto__.npy", file()]]), /a file named "__proto__\.npy"/],
    ["a damaged array", () => writeArchive([["a.npy", file().slice(0, -1)]]), /a\.npy: 7 bytes of values/],
    [
      "a bomb",
      () => deflated(0xfffffffe, new Uint8Array(deflateRawSync(file()))),
      /a\.npy: \d+ deflated bytes for 4294967294/,
    ],
    [
      "a wrong size",
      () => deflated(file().length + 1, new Uint8Array(deflateRawSync(file()))),
      /136 bytes come out, 137/,
    ],
  ];
  it.each(wrong)("refuses %s", (_, bytes, message) => {
    expect(() => loadNpz(bytes())).toThrow(RangeError);
    expect(() => loadNpz(bytes())).toThrow(message);
    expect(() => loadNpz(bytes())).toThrow(/^loadNpz: /);
  });

  it("refuses what is no bytes, no tensors, no name", () => {
    expect(() => loadNpz("PK" as unknown as Uint8Array)).toThrow(TypeError);
    expect(() => saveNpz({ a: [1] as unknown as Tensor })).toThrow(/^saveNpz: an array, a tensor is needed/);
    expect(() => saveNpz(null as unknown as Record<string, Tensor>)).toThrow(TypeError);
    expect(() => saveNpz(JSON.parse('{"__proto__": 1}'))).toThrow(TypeError);
  });

  it.each(files.filter(([, file]) => file.file.length < 8000))("survives any damage: %s", (_, given) => {
    const bytes = bytesOf(given);
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      value: fc.oneof(fc.nat(255), fc.constantFrom(0, 255)),
    });
    const cut = fc.oneof(fc.constant(bytes.length), fc.nat(bytes.length));
    fc.assert(
      fc.property(cut, fc.array(change, { maxLength: 4 }), fc.boolean(), (end, changes, late) => {
        const damaged = bytes.slice(0, end);
        // The directory is short beside the values: half of the changes go there.
        const from = late ? Math.max(0, end - 400) : 0;
        for (const { at, value } of changes) if (end > 0) damaged[from + (at % (end - from))] = value;
        try {
          loadNpz(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^loadNpz: /);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function file(): Uint8Array {
  const bytes = saveNpz({ a: tensor([1, 2]) });
  const size = new DataView(bytes.buffer).getUint32(22, true);
  const found = bytes.slice(55, 55 + size);
  expect(crc32(found)).toBe(new DataView(bytes.buffer).getUint32(14, true));
  return found;
}
