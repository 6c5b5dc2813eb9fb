import { expect, it } from "vitest";
import { Figures, figureOf, showFigure, showNumber } from "./figures.ts";

it("three seeds give a mean and the interval of Student's t", () => {
  const figure = figureOf("plain", "accuracy", [1, 2, 3]);
  expect(figure.mean).toBe(2);
  expect(figure.interval![0]).toBeCloseTo(2 - 4.303 / Math.sqrt(3), 12);
  expect(showFigure(figure, "%")).toBe("2 % (-0.4843 to 4.484)");
});

it("one seed gives no interval", () => {
  expect(showFigure(figureOf("plain", "accuracy", [97.25]), "%")).toBe("97.25 %");
});

it("numbers keep the digits that say something", () => {
  expect([0, 12, 97.216, 2.45401, 0.01234, 1.5e-7, 2e9].map(showNumber)).toEqual([
    "0",
    "12",
    "97.22",
    "2.454",
    "0.0123",
    "1.50e-7",
    "2.00e+9",
  ]);
});

it("a figure that is not there is named with those that are", () => {
  const figures = new Figures([figureOf("plain", "loss", [1])]);
  expect(figures.mean("plain", "loss")).toBe(1);
  expect(() => figures.of("residual", "loss")).toThrow(/no loss of residual, one of plain loss/);
});
