import { describe, expect, it } from "vitest";
import { channelStatistics, ImageSet } from "./image-set.ts";

const bytes = (...b: number[]) => Uint8Array.from(b);
const labels = (...l: number[]) => Int32Array.from(l);
/** Two images of two channels of 1 × 2. */
const small = () =>
  new ImageSet(bytes(0, 51, 102, 255, 255, 204, 0, 0), [2, 2, 1, 2], labels(1, 0), ["a", "b"]);

describe("ImageSet", () => {
  it("gives byte 51 as 0.2, images in the order asked for", () => {
    const x = small().toFloat([1, 0]);
    expect(x.shape).toEqual([2, 2, 1, 2]);
    expect([...x.data].map((v) => Number(v.toFixed(6)))).toEqual([1, 0.8, 0, 0, 0, 0.2, 0.4, 1]);
    expect(small().targets([1, 0]).toArray()).toEqual([0, 1]);
  });

  it("takes each channel's mean off and divides by its deviation", () => {
    const x = small().toFloat([0], { mean: [0.1, 0.4], std: [0.1, 0.3] });
    expect([...x.data].map((v) => Number(v.toFixed(5)))).toEqual([-1, 1, 0, 2]);
  });

  it("is a data set of single images with their labels", () => {
    const { image, label } = small().at(0);
    expect([image.shape, label.shape, label.item(), small().length]).toEqual([[2, 1, 2], [], 1, 2]);
    expect(small().batch([1, 0]).image.toArray()).toEqual(small().toFloat([1, 0]).toArray());
  });

  it("gives a part as a set with its own pixels", () => {
    const whole = small();
    const part = whole.subset([1]);
    part.pixels[0] = 7;
    expect([part.shape, [...part.labels], whole.pixels[4]]).toEqual([[1, 2, 1, 2], [0], 255]);
  });

  it("refuses sizes, labels and indices that do not fit", () => {
    expect(() => new ImageSet(bytes(1), [1, 1, 1, 2], labels(0), ["a"])).toThrow(/1 pixels.*2 and 1/);
    expect(() => new ImageSet(bytes(1), [1, 1, 1, 1], labels(3), ["a"])).toThrow(/label 3 of image 0/);
    expect(() => small().toFloat([0, 2])).toThrow(/index 2 at place 1.*0 to 1/);
    expect(() => small().toFloat([0.5])).toThrow(/index 0.5/);
    expect(() => small().toFloat([0], { std: [1, 0] })).toThrow(/std \[1, 0\]/);
    expect(() => small().toFloat([0], { mean: [1] })).toThrow(/mean \[1\]/);
  });
});

describe("channelStatistics", () => {
  it("of pixels 0 and 255 are 0.5 and 0.5", () => {
    const set = new ImageSet(bytes(0, 255, 51, 51), [1, 2, 1, 2], labels(0), ["a"]);
    const { mean, std } = channelStatistics(set);
    expect(mean[0]).toBeCloseTo(0.5, 12);
    expect(std[0]).toBeCloseTo(0.5, 12);
    expect(mean[1]).toBeCloseTo(0.2, 12);
    expect(std[1]).toBeCloseTo(0, 7);
  });
});
