import { expect, it } from "vitest";
import { comparePrediction } from "./prediction.ts";

const agrees = (predicted: string, printed: string) =>
  comparePrediction(predicted, printed).map((line) => line.agrees);

it("lines stand beside lines, and one that was not predicted, or not printed, agrees with nothing", () => {
  expect(comparePrediction("3\n4", "3\n5\n6")).toEqual([
    { predicted: "3", printed: "3", agrees: true },
    { predicted: "4", printed: "5", agrees: false },
    { predicted: undefined, printed: "6", agrees: false },
  ]);
  expect(agrees("3\n4", "3")).toEqual([true, false]);
  expect(comparePrediction(" \n", "3")).toEqual([{ predicted: undefined, printed: "3", agrees: false }]);
});

it("blanks, commas, quotation marks and the minus of a book make no difference, brackets and signs do", () => {
  expect(agrees(" [3,3] ", "[3, 3]")).toEqual([true]);
  expect(agrees("\u22121.5", "-1.5")).toEqual([true]);
  expect(agrees('loss  "nan"', "loss NaN")).toEqual([true]);
  expect(agrees("3 3", "[3, 3]")).toEqual([false]);
  expect(agrees("1.5", "-1.5")).toEqual([false]);
  expect(agrees("-infinity", "Infinity")).toEqual([false]);
  expect(agrees("true", "false")).toEqual([false]);
});

it("a number agrees to the decimals that were predicted", () => {
  expect(agrees("0.33", "0.333333")).toEqual([true]);
  expect(agrees("0.34", "0.333333")).toEqual([false]);
  expect(agrees("2.30", "2.30259")).toEqual([true]);
  expect(agrees(".5", "0.5")).toEqual([true]);
  expect(agrees("1e-7", "1e-7")).toEqual([true]);
  expect(agrees("3.3e-6", "3.33333e-6")).toEqual([true]);
});

it("a whole number is exact, and 0.0 is no prediction of something small", () => {
  expect(agrees("2", "2.30259")).toEqual([false]);
  expect(agrees("0.0", "0.01")).toEqual([false]);
  expect(agrees("4", "4")).toEqual([true]);
});
