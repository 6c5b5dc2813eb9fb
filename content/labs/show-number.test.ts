import { expect, it } from "vitest";
import { showDigits, showNumber } from "./show-number.ts";

it("four digits, without trailing zeros and with a true minus", () => {
  expect([0, -0, 0.26894142, -1.23456, 20, 999999].map(showNumber)).toEqual([
    "0",
    "0",
    "0.2689",
    "−1.235",
    "20",
    "1000000",
  ]);
});

it("more or fewer digits where they are asked for", () => {
  expect([
    showDigits(0.924234, 5),
    showDigits(764321.5, 3),
    showDigits(-3, 3),
    showDigits(7.64321e8, 3),
  ]).toEqual(["0.92423", "764000", "−3", "7.64·10⁸"]);
});

it("a power of ten for what is tiny or huge", () => {
  expect([0.00012, -2.5e9, 7.6e-53].map(showNumber)).toEqual(["1.2·10⁻⁴", "−2.5·10⁹", "7.6·10⁻⁵³"]);
});

it("what is no finite number by its name", () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(showNumber)).toEqual([
    "NaN",
    "∞",
    "−∞",
  ]);
});
