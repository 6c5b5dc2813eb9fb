import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { decodeTensors, encodeTensors } from "./encode-tensors.ts";

describe("encodeTensors", () => {
  it("survives a message with all that it was, whatever keys objects have", () => {
    const given = { x: [tensor([[1, 2]]), 3], tensor: "t", plain: null, array: { shape: true } };
    const { value, transfer } = encodeTensors(given);
    const back = decodeTensors(structuredClone(value, { transfer })) as typeof given;
    expect(back.x[0]).toBeInstanceOf(given.x[0]!.constructor);
    expect(String(back.x[0])).toBe(String(given.x[0]));
    expect({ ...back, x: back.x[1] }).toEqual({ ...given, x: 3 });
  });

  it("leaves the tensor that was sent as it is, and carries no more than its numbers", () => {
    const part = tensor([1, 2, 3, 4]).slice([1, 3]);
    const { value, transfer } = encodeTensors([part]);
    expect(transfer.map((memory) => memory.byteLength)).toEqual([8]);
    structuredClone(value, { transfer });
    expect(part.toArray()).toEqual([2, 3]);
  });
});
