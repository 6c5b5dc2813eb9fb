import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { sha256 } from "./sha256.ts";

it("gives the digest of FIPS 180-4's own example", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("equals Node's digest at every length across two blocks, and on other alphabets", () => {
  const texts = Array.from({ length: 140 }, (_, n) => "x".repeat(n)).concat(
    "größer als 0,97 — 予測",
    "🙂".repeat(50),
  );
  for (const text of texts) expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
