import { expect, it } from "vitest";
import type { ProgressEvent } from "./evidence.ts";
import { applyMigrations } from "./migrate-events.ts";
import { standing } from "./standing.ts";

const claim: ProgressEvent = { id: "c", at: 1, kind: "claim", topic: "sets" };
const review: ProgressEvent = { id: "r", at: 2, kind: "review", topic: "sets", card: "a", rating: 3 };
const undo = (of: string): ProgressEvent => ({ id: `undo ${of}`, at: 3, kind: "review-undo", of });

it("an answer that was taken back goes, and what took it back; the order in which they come says nothing", () => {
  expect(standing([claim, review, undo("r")])).toEqual([claim]);
  expect(standing([undo("r"), claim, review])).toEqual([claim]);
});

it("taking back takes answers only: a claim, or an id that no event has, stays out of its reach", () => {
  expect(standing([claim, review, undo("c"), undo("nothing")])).toEqual([claim, review]);
});

it("an answer on a topic that was split later goes from all its parts", () => {
  const { events } = applyMigrations(
    [review, undo("r")],
    [{ kind: "split", from: "sets", to: ["sets-one", "sets-two"], date: "2026-12-01" }],
  );
  expect(events.map(({ id }) => id)).toEqual(["r", "r/sets-two", "undo r"]);
  expect(standing(events)).toEqual([]);
});

it("the list given stays as it was", () => {
  const events = [review, undo("r")];
  standing(events);
  expect(events).toHaveLength(2);
});
