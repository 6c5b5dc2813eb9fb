import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tensor, zeros } from "./index.ts";
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
  const wrong: [string, Uint8Array, RegExp][] = [
    ["another magic", new Uint8Array(20), /does not start with/],
    ["another version", file().fill(9, 6, 7), /version 9/],
    ["a header longer than the file", file().fill(255, 8, 10), /claims 65535 bytes/],
    ["values cut off", file().slice(0, -1), /15 bytes of values, shape \(2, 2\) of float32 needs 16/],
    ["a type that is not ours", header("<f4", "<i8"), /values of type i8.*astype/],
    ["a negative size", header("(2, 2)", "(-2,2)"), /a dictionary with descr/],
    ["a huge shape", header("(2, 2), }", "(99999999,)}"), /needs 399999996/],
    ["no dictionary", header("{'descr'", "['descr'"), /a dictionary with descr/],
    ["a bool of 2", saveNpy(tensor([true])).fill(2, -1), /neither 0 nor 1/],
  ];
  it.each(wrong)("refuses %s", (_, bytes, message) => {
    expect(() => loadNpy(bytes)).toThrow(message);
  });

  it("survives any damage: it reads, or says what is wrong in a RangeError", () => {
    const bytes = file();
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.array(change, { maxLength: 4 }), (end, changes) => {
        const damaged = bytes.slice(0, end);
        for (const [at, value] of changes) if (at < end) damaged[at] = value;
        try {
          loadNpy(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^loadNpy: /);
        }
      }),
      { numRuns: 500 },
    );
  });
});
