import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { attentionMask, causalMask } from "./attention-mask.ts";

const off = Number.NEGATIVE_INFINITY;
const scores = { shape: [2, 1, 2, 2], dtype: "float32", extra: 0 } as const;

it("a causal mask is 0 up to the own place and −∞ behind it", () => {
  expect(causalMask([3, 3], "float32").toArray()).toEqual([
    [0, off, off],
    [0, 0, off],
    [0, 0, 0],
  ]);
});

describe("attentionMask", () => {
  it("is null where every query sees every key", () => {
    expect(attentionMask({}, scores)).toBe(null);
  });

  it("adds up: what one of the masks leaves out is left out", () => {
    const attnMask = tensor([
      [0, 0.5],
      [1, 2],
    ]);
    const keyPaddingMask = tensor([
      [false, true],
      [false, false],
    ]);
    expect(attentionMask({ attnMask, keyPaddingMask }, scores)!.toArray()).toEqual([
      [
        [
          [0, off],
          [1, off],
        ],
      ],
      [
        [
          [0, 0.5],
          [1, 2],
        ],
      ],
    ]);
  });

  it("leaves keys behind the sequence to all", () => {
    const mask = attentionMask({ isCausal: true }, { ...scores, extra: 1 });
    expect(mask!.toArray()).toEqual([
      [
        [
          [0, off, 0],
          [0, 0, 0],
        ],
      ],
    ]);
  });

  it.each([
    [{ attnMask: tensor([[0, 0]]) }, "attnMask [1, 2], [2, 2] or [2, 2, 2] is needed"],
    [{ keyPaddingMask: tensor([[true, true, true]]) }, "keyPaddingMask [1, 3], [2, 2] is needed"],
    [
      {
        attnMask: tensor(
          [
            [1, 0],
            [0, 1],
          ],
          { dtype: "int32" },
        ),
      },
      "attnMask of dtype int32, bool or float32 as the query is needed",
    ],
    [
      { attnMask: causalMask([2, 2], "float32"), isCausal: true },
      "attnMask and isCausal, one of them is needed",
    ],
  ])("refuses what does not fit, by name: %#", (masks, message) => {
    expect(() => attentionMask(masks, scores)).toThrow(`MultiheadAttention: ${message}`);
  });
});
