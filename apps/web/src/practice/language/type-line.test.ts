import { expect, it } from "vitest";
import { typeWords } from "./type-line.ts";

const problem = (line: number, message: string) => ({ from: 0, to: 1, line, message, code: 2322 });

it("the line counts the errors and gives the first with its line, of its message the first sentence", () => {
  expect(typeWords({ kind: "known", problems: [] })).toBe("No type errors");
  expect(typeWords({ kind: "known", problems: [problem(4, "Type 'a' is wrong.\n  It is.")] })).toBe(
    "1 type error, line 4: Type 'a' is wrong.",
  );
  expect(typeWords({ kind: "known", problems: [problem(4, "One."), problem(9, "Two.")] })).toBe(
    "2 type errors, first: line 4: One.",
  );
  expect(typeWords({ kind: "asleep" })).toBe("");
});
