import type { ProgressEvent } from "@blankfile/curriculum";
import { expect, it } from "vitest";
import { clockWords } from "./clock-words.ts";

const event = { id: "a", at: 1, kind: "claim", topic: "sets" } satisfies ProgressEvent;

it("says how many, why, and what becomes of them; and nothing where all is well", () => {
  expect(clockWords([], [])).toBeUndefined();
  expect(clockWords([event, event, event], [])).toBe(
    "3 events are dated after today: a clock was wrong when they were made. They count as evidence and stand in the export, but on no day of this calendar.",
  );
  expect(clockWords([event], [])).toMatch(
    /^1 event is dated after today: a clock was wrong when it was made. It/,
  );
  expect(clockWords([event], [event, event])).toMatch(
    /^1 event is dated after today and 2 events are dated before 2020: .* They count/,
  );
});
