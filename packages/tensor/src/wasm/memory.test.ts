import { expect, it } from "vitest";
import { GrowingMemory } from "./memory.ts";

it("grows in pages, keeps what is there, and never shrinks", () => {
  const memory = new GrowingMemory();
  expect(memory.bytes).toBe(0);
  memory.reserve(1);
  expect(memory.bytes).toBe(65_536);
  memory.view("float64")[0] = 7;
  memory.reserve(65_537);
  memory.reserve(10);
  expect(memory.bytes).toBe(131_072);
  expect(memory.view("float64")[0]).toBe(7);
  expect(memory.view("float32")).toHaveLength(32_768);
});

it("says what it was asked for when there is no more", () => {
  const memory = new GrowingMemory();
  expect(() => memory.reserve(2 ** 33)).toThrow(
    "GrowingMemory: 8589934592 bytes, memory that the system can give is needed",
  );
  expect(memory.bytes).toBe(0);
});
