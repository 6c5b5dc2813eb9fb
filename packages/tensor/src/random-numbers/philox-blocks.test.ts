import { expect, it } from "vitest";
import { philox4x32 } from "../philox.ts";
import { multiplyHigh, philoxBlocks } from "./philox-blocks.ts";

function blocks(first: number, count: number, key: readonly [number, number]): number[] {
  const out = new Uint32Array(4 * count);
  philoxBlocks(out, first, key);
  return Array.from(out);
}

it("the first block of key 0 is Random123's known answer", () => {
  expect(blocks(0, 1, [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
});

it.each([0, 7, 2 ** 32 - 2, 5 * 2 ** 32 - 1, 2 ** 53 - 4])(
  "from block %s on they are philox4x32's, one by one",
  (first) => {
    for (const key of [
      [0, 0],
      [1, 2 ** 31],
      [2 ** 32 - 1, 2 ** 32 - 1],
    ] as const) {
      const plain = [0, 1, 2, 3].flatMap((b) => {
        const [low, high] = [(first + b) % 2 ** 32, Math.floor((first + b) / 2 ** 32)];
        return [...philox4x32([low, high, 0, 0], key)];
      });
      expect(blocks(first, 4, key)).toEqual(plain);
    }
  },
);

it("multiplyHigh is the upper half of the 64-bit product", () => {
  const words = [0, 1, 2, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xd2511f53, 0xfffffffe, 0xffffffff];
  for (const a of words) {
    for (const b of words) {
      expect(BigInt(multiplyHigh(a, b) >>> 0), `${a} · ${b}`).toBe((BigInt(a) * BigInt(b)) >> 32n);
    }
  }
});
