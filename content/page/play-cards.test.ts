import type { Card } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import { cardChecks, cardFailure, playCards } from "./play-cards.ts";
import { smallWorld } from "./small-world.ts";

const predict = (program: string): Card => ({ kind: "predict", front: "?", back: "!", program });
const variance = (by: string) =>
  `export function variance(x: number[]): number {\n  const m = x.reduce((a, b) => a + b) / x.length;\n  return x.reduce((s, v) => s + (v - m) ** 2, 0) / ${by};\n}\n`;
const debug: Card = {
  kind: "debug",
  front: "?",
  back: "!",
  program: variance("x.length"),
  repaired: variance("(x.length - 1)"),
  checks: [
    { name: "of a constant", is: "close(variance([4, 4]), 0)" },
    { name: "of 1 and 3", is: "close(variance([1, 3]), 2)" },
  ],
};
const play = (...cards: Card[]) => playCards(cards, smallWorld());

describe("playing cards", () => {
  it("gives what each program prints, in the words of the reader's sandbox, and nothing for a card without one", async () => {
    const recall: Card = { kind: "recall", front: "?", back: "!" };
    const tensor =
      'import { tensor } from "@blankfile/tensor";\nconst x: number = 1 / 3;\nconsole.log(tensor([x, 2]).shape, x);\nconsole.log("50 %");';
    expect(await play(predict("console.log(0.1 + 0.2, [1]);"), recall, predict(tensor))).toEqual([
      { kind: "predict", printed: "0.3 [1]" },
      undefined,
      { kind: "predict", printed: "[2] 0.333333\n50 %" },
    ]);
  });

  it("gives the results of a debug card's checks, before and after the repair", async () => {
    const [run] = await play(debug);
    expect(run).toMatchObject({
      kind: "debug",
      faulty: [
        { name: "of a constant", pass: true },
        { name: "of 1 and 3", pass: false, given: "1", expected: "2" },
      ],
      repaired: [{ pass: true }, { pass: true }],
    });
  });

  it("what a debug program prints itself is not taken for its results", async () => {
    const chatty = { ...debug, program: `${debug.program}console.log("[]");\n` };
    expect(await play(chatty)).toMatchObject([{ faulty: [{ pass: true }, { pass: false }] }]);
  });

  it("a program that throws, does not parse, or asks for chance is named with its card and line", async () => {
    const failure = async (...cards: Card[]) =>
      play(...cards).then(
        () => undefined,
        (error: unknown) => cardFailure(error),
      );
    const fine = predict("console.log(1);");
    expect(await failure(fine, predict('const a = 1;\nthrow new Error("no");'))).toMatchObject({
      card: 1,
      text: "program",
      line: 2,
      message: "Error: no",
    });
    expect(await failure(predict("let = ;"))).toMatchObject({ card: 0, line: 1 });
    expect(await failure(predict("Math.random();"))).toMatchObject({
      message: expect.stringContaining("seed"),
    });
    expect(await failure({ ...debug, repaired: "export const other = 1;" })).toMatchObject({
      card: 0,
      text: "repaired",
      message: expect.stringContaining("variance"),
    });
  });
});

it("the checks for the sandbox are a CommonJS module over the same expressions", () => {
  const module = { exports: {} as { checks: { name: string; run: (m: object) => unknown }[] } };
  const library = { close: (given: unknown, expected: unknown) => [given, expected] };
  new Function("require", "exports", cardChecks(debug))(() => library, module.exports);
  const [, second] = module.exports.checks;
  expect(second!.name).toBe("of 1 and 3");
  expect(second!.run({ variance: (x: number[]) => x.length })).toEqual([2, 2]);
});
