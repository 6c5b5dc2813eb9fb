import { constants, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { inflate } from "./inflate.ts";

it("a stored block is its own bytes", () => {
  // The last block, stored; three bytes; the complement of three; the bytes.
  expect([...inflate(Uint8Array.of(1, 3, 0, 252, 255, 7, 8, 9), 3)]).toEqual([7, 8, 9]);
});

it("undoes zlib at every level and strategy", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(fc.constantFrom(0, 0, 0, 1, 128, 255), { maxLength: 3000 }).map((list) => Uint8Array.from(list)),
  );
  const strategy = fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 0, max: 9 }), strategy, (given, level, how) => {
      const stream = new Uint8Array(deflateRawSync(given, { level, strategy: how }));
      expect(inflate(stream, given.length)).toEqual(given);
    }),
    { numRuns: 200 },
  );
});

it("undoes zlib on 300,000 bytes with copies from far back", () => {
  const far = Uint8Array.from({ length: 300_000 }, (_, i) => ((i % 32_000) ** 2 / 7) & 255);
  expect(inflate(new Uint8Array(deflateRawSync(far)), far.length)).toEqual(far);
});

it("refuses a size that the stream cannot reach before taking memory for it", () => {
  expect(() => inflate(Uint8Array.of(3, 0), 2 ** 40)).toThrow(/2 deflated bytes for 1099511627776/);
});

it.each<[string, number[], number, RegExp]>([
  ["no bytes", [], 0, /cut off/],
  ["a kind of block that there is not", [7], 0, /kind 3/],
  ["a stored length without its complement", [1, 3, 0, 0, 0, 1, 2, 3], 3, /complement/],
  ["bytes behind the end", [3, 0, 0], 0, /1 bytes behind its end/],
  ["less than is needed", [3, 0], 1, /0 bytes come out, 1 are needed/],
])("refuses %s", (_, stream, size, message) => {
  expect(() => inflate(Uint8Array.from(stream), size)).toThrow(message);
});

it("survives any damage: it ends, with the right number of bytes or a RangeError", () => {
  const given = Uint8Array.from({ length: 600 }, (_, i) => (i % 17) * (i % 5));
  const stream = new Uint8Array(deflateRawSync(given));
  const change = fc.tuple(fc.nat(stream.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.nat(stream.length), fc.array(change, { maxLength: 4 }), (length, changes) => {
      const damaged = stream.slice(0, length);
      for (const [at, value] of changes) if (at < length) damaged[at] = value;
      try {
        expect(inflate(damaged, given.length)).toHaveLength(given.length);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
    { numRuns: 1000 },
  );
});
