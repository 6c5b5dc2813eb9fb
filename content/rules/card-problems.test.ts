import type { Card, Topic } from "@blankfile/curriculum";
import { expect, it } from "vitest";
import { smallWorld } from "../page/small-world.ts";
import { cardProblems } from "./card-problems.ts";

const faults = async (...cards: Card[]) => {
  const topic = { slug: "softmax", layer: "1", cards } as unknown as Topic;
  return (await cardProblems(topic, smallWorld())).map(({ field, message }) => `${field} ${message}`);
};
const predict = (program: string, back = "Why."): Card => ({
  kind: "predict",
  front: program,
  back,
  program,
});
const debug = (program: string, repaired: string): Card => ({
  kind: "debug",
  front: "?",
  back: "!",
  program,
  repaired,
  checks: [{ name: "two", is: "equal(two(), 2)" }],
});
const two = "export const two = () => 2;";
const three = "export const two = () => 3;";

it("sound cards have no fault, whether they run or not", async () => {
  const recall: Card = { kind: "recall", front: "a", back: "b" };
  expect(await faults(recall, predict("console.log(1 / 3);", "A third of 1."), debug(three, two))).toEqual(
    [],
  );
});

it("two fronts alike are one card", async () => {
  const card: Card = { kind: "recall", front: "a", back: "b" };
  expect(await faults(card, { ...card, back: "c" })).toEqual(["cards.1.front is another card's front too"]);
});

it("a prediction needs a line or a few, and its back does not tell by hand what is computed", async () => {
  expect(await faults(predict("export {};"))).toEqual(["cards.0.program prints nothing"]);
  expect(await faults(predict("for (let i = 0; i < 7; i++) console.log(i);"))).toEqual([
    "cards.0.program prints 7 lines, at most 6",
  ]);
  expect(await faults(predict("console.log(10 / 3);", "It is 3.33333, a third."))).toEqual([
    "cards.0.back tells 3.33333, which the program prints",
  ]);
});

it("a debug card's program fails a check, and the repaired one none", async () => {
  expect(await faults(debug(two, two))).toEqual([
    "cards.0.checks pass for the program, whose fault none of them sees",
  ]);
  expect(await faults(debug(three, three))).toEqual(["cards.0.repaired fails “two”: given 3, expected 2"]);
});

it("a program is small, and one that fails is named with its line", async () => {
  expect(await faults(predict(`console.log(1);${"\n//".repeat(24)}`))).toEqual([
    "cards.0.program has 25 lines, at most 24",
  ]);
  expect(await faults(predict("console.log(1);\nno();"))).toEqual([
    "cards.0.program line 2: ReferenceError: no is not defined",
  ]);
});
