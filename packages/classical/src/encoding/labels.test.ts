import { describe, expect, it } from "vitest";
import { fromJSON } from "../estimator/json.ts";
import { LabelBinarizer } from "./label-binarizer.ts";
import { LabelEncoder } from "./label-encoder.ts";

describe("LabelEncoder", () => {
  it("gives places among the sorted labels, and back", () => {
    const encoder = new LabelEncoder().fit(["pear", "fig", "pear"]);
    expect(encoder.classes_).toEqual(["fig", "pear"]);
    expect(encoder.transform(["pear", "fig"])).toEqual(Int32Array.of(1, 0));
    expect(encoder.inverseTransform([0, 1])).toEqual(["fig", "pear"]);
    expect((fromJSON(JSON.stringify(encoder)) as unknown as LabelEncoder).transform(["fig"])).toEqual(
      Int32Array.of(0),
    );
  });

  it("refuses labels and codes that there are not, and use before fit", () => {
    const encoder = new LabelEncoder().fit([3, 7]);
    expect(() => encoder.transform([5])).toThrow(/y\[0\] is 5, one of 3, 7 is needed/);
    expect(() => encoder.inverseTransform([2])).toThrow(/code 2 at place 0, whole numbers from 0 to 1/);
    expect(() => new LabelEncoder().transform([1])).toThrow(/call fit/);
  });
});

describe("LabelBinarizer", () => {
  it("gives a column for each class, one column for two classes, and back", () => {
    const three = new LabelBinarizer().fit(["a", "b", "c"]);
    expect(three.transform(["b", "z"]).toArray()).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(three.inverseTransform([[0.1, 0.2, 0.7]])).toEqual(["c"]);
    const two = new LabelBinarizer({ negLabel: -1 }).fit([true, false]);
    expect(two.transform([true, false]).toArray()).toEqual([[1], [-1]]);
    expect(two.inverseTransform([[0.2], [-0.2]])).toEqual([true, false]);
    expect(new LabelBinarizer().fitTransform(["only"]).toArray()).toEqual([[0]]);
  });

  it("refuses labels in the wrong order, and other widths", () => {
    expect(() => new LabelBinarizer({ negLabel: 2 })).toThrow(/the second is needed to be greater/);
    expect(() => new LabelBinarizer().fit([1, 2]).inverseTransform([[1, 0]])).toThrow(
      /Y has 2 columns, 1 are needed/,
    );
  });
});
