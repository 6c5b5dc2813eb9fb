import { afterAll, expect, it } from "vitest";
import { proveExercises } from "./prove-exercises.ts";
import { SmallContent } from "./small-content.ts";

const content = new SmallContent();
afterAll(() => content.delete());

it("an exercise that cannot be run is a problem, and the next one is still tried", async () => {
  const started: string[] = [];
  const { proven, problems } = await proveExercises(content.root, ["none", "stable-softmax"], (slug) =>
    started.push(slug),
  );
  expect(started).toEqual(["none", "stable-softmax"]);
  expect(proven).toEqual([]);
  expect(problems[0]).toMatchObject({ file: "content/exercises/none" });
  expect(problems[0]!.message).toMatch(/^cannot be proven: /);
  expect(problems.at(-1)!.file).toMatch(/^content\/exercises\/stable-softmax/);
});
