import fc from "fast-check";
import { expect, it } from "vitest";
import { DepthQueue } from "./depth-queue.ts";

it("by hand: what lies least deep comes first, whenever it was put in", () => {
  const queue = new DepthQueue<string>();
  queue.put(3, "c");
  queue.put(1, "a");
  expect(queue.take()).toBe("a");
  queue.put(2, "b");
  expect([queue.take(), queue.take(), queue.size]).toEqual(["b", "c", 0]);
});

it("depths come out sorted", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (depths) => {
      const queue = new DepthQueue<number>();
      for (const depth of depths) queue.put(depth, depth);
      expect(depths.map(() => queue.take())).toEqual(depths.toSorted((a, b) => a - b));
    }),
  );
});
