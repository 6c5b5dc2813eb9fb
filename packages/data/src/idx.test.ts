import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIdx } from "./idx.ts";

const bytes = (...b: number[]) => Uint8Array.from(b);

describe("parseIdx", () => {
  it("reads two rows of three bytes", () => {
    const { shape, data } = parseIdx(bytes(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255));
    expect(shape).toEqual([2, 3]);
    expect([...data]).toEqual([1, 2, 3, 4, 5, 255]);
  });

  it("reads numbers most significant byte first, with their sign", () => {
    expect([...parseIdx(bytes(0, 0, 12, 1, 0, 0, 0, 1, 255, 255, 255, 254)).data]).toEqual([-2]);
    expect([...parseIdx(bytes(0, 0, 13, 1, 0, 0, 0, 1, 0x3f, 0xc0, 0, 0)).data]).toEqual([1.5]);
    expect([...parseIdx(bytes(0, 0, 9, 1, 0, 0, 0, 1, 255)).data]).toEqual([-1]);
  });

  it("refuses what is no IDX file, by what it found", () => {
    expect(() => parseIdx(bytes(0x1f, 0x8b, 8, 0))).toThrow(/starts with 1f 8b 08 00.*still compressed/);
    expect(() => parseIdx(bytes(0, 0, 7, 1, 0, 0, 0, 0))).toThrow(/type byte 7/);
    expect(() => parseIdx(bytes(0, 0, 8, 2, 0, 0, 0, 2))).toThrow(/header of 2 dimensions alone has 12/);
    expect(() => parseIdx(bytes(0, 0, 8, 1, 0, 0, 0, 9, 1))).toThrow(/shape \[9\] needs 17/);
    expect(() => parseIdx(bytes(0, 0, 8, 1, 255, 255, 255, 255, 1))).toThrow(/needs/);
    expect(() => parseIdx(bytes())).toThrow(/starts with/);
  });

  it("says what is wrong in words, whatever the bytes", () => {
    const header = fc.tuple(
      fc.constantFrom(8, 9, 11, 12, 13, 14),
      fc.nat(4),
      fc.uint8Array({ maxLength: 40 }),
    );
    const almost = header.map(([type, dims, rest]) => bytes(0, 0, type, dims, ...rest));
    fc.assert(
      fc.property(fc.oneof(almost, fc.uint8Array({ maxLength: 40 })), (file) => {
        try {
          const { shape, data } = parseIdx(file);
          expect(data.length).toBe(shape.reduce((a, b) => a * b, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^parseIdx: /);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
