import { afterEach, describe, expect, it, vi } from "vitest";
import { classificationReport, classificationReportText } from "./classification-report.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const y = ["ant", "ant", "bee", "bee"];
const found = ["ant", "bee", "bee", "bee"];

describe("classificationReport", () => {
  it("has a row a class, the accuracy and the averages", () => {
    const report = classificationReport(y, found);
    expect(report.classes).toEqual([
      { name: "ant", precision: 1, recall: 0.5, f1Score: 2 / 3, support: 2 },
      { name: "bee", precision: 2 / 3, recall: 1, f1Score: 0.8, support: 2 },
    ]);
    expect(report.accuracy).toBe(0.75);
    expect(report.microAvg).toBeUndefined();
    expect(report.macroAvg.precision).toBeCloseTo(5 / 6, 15);
    expect(report.weightedAvg.support).toBe(4);
  });

  it("as text is a table", () => {
    expect(classificationReportText(classificationReport(y, found))).toBe(
      [
        "              precision    recall  f1-score   support",
        "",
        "         ant       1.00      0.50      0.67         2",
        "         bee       0.67      1.00      0.80         2",
        "",
        "    accuracy                           0.75         4",
        "   macro avg       0.83      0.75      0.73         4",
        "weighted avg       0.83      0.75      0.73         4",
        "",
      ].join("\n"),
    );
  });

  it("of some classes has a micro average instead of the accuracy", () => {
    const report = classificationReport(y, found, { labels: ["bee"], targetNames: ["Bees"] });
    expect(report.accuracy).toBeUndefined();
    expect(report.microAvg?.precision).toBeCloseTo(2 / 3, 15);
    expect(report.classes[0]?.name).toBe("Bees");
  });

  it("warns once, and refuses names that are not one a class", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    classificationReport(y, ["bee", "bee", "bee", "bee"]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(() => classificationReport(y, found, { targetNames: ["one"] })).toThrow(
      "1 targetNames for 2 classes",
    );
  });
});
