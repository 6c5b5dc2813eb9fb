import { expect, it } from "vitest";
import { ageText } from "./age.ts";

it("counts whole days", () => {
  const day = 86_400_000;
  const now = 1_000 * day;
  expect(ageText(now - 5, now)).toBe("today");
  expect(ageText(now - day, now)).toBe("yesterday");
  expect(ageText(now - 12.5 * day, now)).toBe("12 days ago");
  expect(ageText(now + day, now)).toBe("today");
});
