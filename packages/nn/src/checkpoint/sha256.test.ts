import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "./sha256.ts";

it("of abc is the standard's example", () => {
  expect(sha256(new TextEncoder().encode("abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

it("equals Node's on any bytes, also where they begin inside a larger buffer", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), (bytes, skipped) => {
      const part = bytes.subarray(Math.min(skipped, bytes.length));
      expect(sha256(part)).toBe(createHash("sha256").update(part).digest("hex"));
    }),
  );
});
