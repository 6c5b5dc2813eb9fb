import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signed, unsigned } from "./leb128.ts";

/** Reads a number back with 64-bit integers, by the definition of the format. */
function read(bytes: number[], isSigned: boolean): number {
  let value = 0n;
  bytes.forEach((byte, i) => {
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
  });
  const bits = 7 * bytes.length;
  return Number(isSigned ? BigInt.asIntN(bits, value) : value);
}

describe("LEB128", () => {
  it("writes 624485 as e5 8e 26 and −123456 as c0 bb 78", () => {
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signed(64)).toEqual([0xc0, 0x00]);
    expect(signed(-64)).toEqual([0x40]);
  });

  it("comes back, and marks every byte but the last", () => {
    const marked = (bytes: number[]) => bytes.map((byte) => byte >= 0x80);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer(), (u, s) => {
        expect(read(unsigned(u), false)).toBe(u);
        expect(read(signed(s), true)).toBe(s);
        for (const bytes of [unsigned(u), signed(s)]) {
          expect(marked(bytes)).toEqual(bytes.map((_, i) => i + 1 < bytes.length));
        }
      }),
    );
  });

  it("refuses what 32 bits do not hold", () => {
    expect(() => unsigned(-1)).toThrow("unsigned: -1, a whole number from 0 to 4294967295 is needed");
    expect(() => signed(2 ** 31)).toThrow(
      "signed: 2147483648, a whole number from -2147483648 to 2147483647 is needed",
    );
    expect(() => signed(0.5)).toThrow("signed: 0.5");
  });
});
