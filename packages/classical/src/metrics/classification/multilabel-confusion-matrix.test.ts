import { describe, expect, it } from "vitest";
import { multilabelConfusionMatrix } from "./multilabel-confusion-matrix.ts";

describe("multilabelConfusionMatrix", () => {
  it("each class against the others: [[true negatives, false positives], [false negatives, true positives]]", () => {
    const [a, b] = multilabelConfusionMatrix(["a", "b", "a"], ["a", "a", "a"]).map((each) => each.toArray());
    expect(a).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect(b).toEqual([
      [2, 0],
      [1, 0],
    ]);
  });

  it("of rows of labels: one a column, or one a row", () => {
    const [y, found] = [
      [
        [1, 0, 1],
        [0, 1, 0],
      ],
      [
        [1, 0, 0],
        [0, 1, 1],
      ],
    ];
    expect(multilabelConfusionMatrix(y, found).map((each) => Array.from(each.data))).toEqual([
      [1, 0, 0, 1],
      [1, 0, 0, 1],
      [0, 1, 1, 0],
    ]);
    expect(
      multilabelConfusionMatrix(y, found, { samplewise: true }).map((each) => Array.from(each.data)),
    ).toEqual([
      [1, 0, 1, 1],
      [1, 1, 0, 1],
    ]);
  });

  it("refuses samplewise for one label a sample, one of each kind, and columns that there are not", () => {
    expect(() => multilabelConfusionMatrix([0, 1], [0, 1], { samplewise: true })).toThrow(
      "one label a sample",
    );
    expect(() => multilabelConfusionMatrix([[0, 1]], [1])).toThrow("one of yTrue and yPred has many labels");
    expect(() => multilabelConfusionMatrix([[0, 1]], [[1, 1]], { labels: [2] })).toThrow(
      "label 2, a column 0 to 1 is needed",
    );
  });
});
