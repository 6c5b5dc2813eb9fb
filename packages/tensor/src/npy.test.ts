import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Tensor, tensor, zeros } from "./index.ts";
import { loadNpy, saveNpy } from "./npy.ts";

interface File {
  file: string;
  shape: number[];
  values: unknown;
}
const golden: Record<string, File> = JSON.parse(
  readFileSync(new URL("../../../golden/npy/files.json", import.meta.url), "utf8"),
).values;
const bytesOf = ({ file }: File) => Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
const written = ["float32", "float64", "int32", "bool", "one dimension", "no dimension", "empty"];

describe(".npy", () => {
  for (const [name, file] of Object.entries(golden)) {
    it(`reads NumPy's file: ${name}`, () => {
      const x = loadNpy(bytesOf(file));
      expect(x.shape).toEqual(file.shape);
      const wanted = name === "float32" ? tensor(file.values as number[]).toArray() : file.values;
      expect(x.toArray()).toEqual(wanted);
    });
  }

  it.each(written)("writes the same bytes as NumPy: %s", (name) => {
    expect([...saveNpy(loadNpy(bytesOf(golden[name]!)))]).toEqual([...bytesOf(golden[name]!)]);
  });

  it("puts the values at a multiple of 64", () => {
    for (const shape of [[], [3], [2, 3], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]) {
      const x = zeros(shape);
      expect((saveNpy(x).length - x.data.byteLength) % 64).toBe(0);
    }
  });

  const file = () =>
    saveNpy(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    );
  const header = (from: string, to: string) => {
    const text = String.fromCharCode(...file());
    return Uint8Array.from(text.replace(from, to.padEnd(from.length)), (c) => c.charCodeAt(0));
  };
  /** A file of version 2.0 with this header and no values. */
  const made = (text: string) => {
    const bytes = new Uint8Array(12 + text.length);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0]);
    new DataView(bytes.buffer).setUint32(8, text.length, true);
    bytes.set(new TextEncoder().encode(text), 12);
    return bytes;
  };
  const wrong: [string, Uint8Array, RegExp][] = [
    ["another magic", new Uint8Array(20), /does not start with/],
    ["another version", file().fill(9, 6, 7), /version 9/],
    ["a header longer than the file", file().fill(255, 8, 10), /claims 65535 bytes/],
    ["values cut off", file().slice(0, -1), /15 bytes of values, shape \(2, 2\) of float32 needs 16/],
    ["a type that is not ours", header("<f4", "<i8"), /values of type i8.*astype/],
    ["a negative size", header("(2, 2)", "(-2,2)"), /a dictionary with descr/],
    ["a huge shape", header("(2, 2), }", "(99999999,)}"), /needs 399999996/],
    ["no dictionary", header("{'descr'", "['descr'"), /a dictionary with descr/],
    [
      "a key twice",
      made("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (), }"),
      /descr twice/,
    ],
    [
      "sizes without commas",
      made("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}"),
      /a dictionary with/,
    ],
    [
      "one size without its comma",
      made("{'descr': '<f4', 'fortran_order': False, 'shape': (3)}"),
      /a dictionary with/,
    ],
    [
      "a key that is not NumPy's",
      made("{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}"),
      /a dictionary with/,
    ],
    [
      "a size beyond 2⁵³",
      made("{'descr': '<f4', 'fortran_order': False, 'shape': (9007199254740993, 0)}"),
      /whole numbers in range/,
    ],
    [
      "digits without an end",
      made(`{'descr': '<f4', 'fortran_order': False, 'shape': (${"1".repeat(5000)}x)}`),
      /a dictionary with/,
    ],
    ["a header of megabytes", made(" ".repeat(1e6)), /1000000 bytes, at most 10000/],
    ["a bool of 2", saveNpy(tensor([true])).fill(2, -1), /neither 0 nor 1/],
  ];
  it.each(wrong)("refuses %s", (_, bytes, message) => {
    expect(() => loadNpy(bytes)).toThrow(message);
  });

  it("refuses what is no tensor and no bytes, in words", () => {
    expect(() => saveNpy([1] as unknown as Tensor)).toThrow(/^saveNpy: an array, a tensor is needed/);
    expect(() => loadNpy("x" as unknown as Uint8Array)).toThrow(/^loadNpy: a value of type string/);
    expect(() => saveNpy(zeros(new Array(4000).fill(1)))).toThrow(/^saveNpy: a 4000-D tensor/);
  });

  it("takes memory of its own also from a Node Buffer", () => {
    const buffer = Buffer.from(file());
    const x = loadNpy(buffer);
    buffer.fill(0);
    expect(x.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it("survives headers made of the dictionary's own pieces", () => {
    const piece = fc.constantFrom(
      ...[
        "{",
        "}",
        "'descr'",
        "'shape'",
        "'fortran_order'",
        ":",
        ",",
        "'<f4'",
        "'|b1'",
        "(",
        ")",
        "True",
        "False",
      ],
      ...["0", "1", "-1", "99999999999999999999", "nan", " ", "\n", "(0,)", "(2, 0)", "()"],
    );
    const entry = fc
      .tuple(fc.constantFrom("'descr'", "'shape'", "'fortran_order'"), piece)
      .map(([key, value]) => `${key}: ${value}, `);
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
      fc.array(entry, { maxLength: 4 }).map((entries) => `{${entries.join("")}}`),
    );
    fc.assert(
      fc.property(text, (header) => {
        expectReadOrRefused(made(header));
      }),
      { numRuns: 500 },
    );
  });

  it("survives any damage: it reads, or says what is wrong in a RangeError", () => {
    const bytes = file();
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.array(change, { maxLength: 4 }), (end, changes) => {
        const damaged = bytes.slice(0, end);
        for (const [at, value] of changes) if (at < end) damaged[at] = value;
        expectReadOrRefused(damaged);
      }),
      { numRuns: 500 },
    );
  });
});

function expectReadOrRefused(bytes: Uint8Array): void {
  try {
    const x = loadNpy(bytes);
    expect(x.data.length).toBe(x.numel());
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toMatch(/^loadNpy: /);
  }
}
