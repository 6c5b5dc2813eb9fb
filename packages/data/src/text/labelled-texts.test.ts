import { describe, expect, it } from "vitest";
import { ustar } from "../archive/ustar.fixture.ts";
import { parseImdb, parseLabelledTsv } from "./labelled-texts.ts";

const review = (path: string, text: string) => [`aclImdb/${path}`, new TextEncoder().encode(text)] as const;

describe("parseLabelledTsv", () => {
  it("reads a class and a text from each line", () => {
    expect(parseLabelledTsv("spam\tbuy\tnow\r\nham\thello\n")).toEqual({
      texts: ["buy\tnow", "hello"],
      labels: Int32Array.of(1, 0),
      classes: ["ham", "spam"],
    });
  });

  it("names the line without a class", () => {
    expect(() => parseLabelledTsv("a\tb\nhello")).toThrow(/line 2 has no class before a tab \("hello"\)/);
    expect(() => parseLabelledTsv("\tb")).toThrow(/line 1/);
  });
});

describe("parseImdb", () => {
  it("reads the labelled reviews, by class and id, without the pages' line breaks", () => {
    const archive = ustar([
      review("train/pos/10_9.txt", "Great.<br /><br />Fun"),
      review("train/pos/2_7.txt", "Good"),
      review("train/neg/0_1.txt", "Bad"),
      review("train/unsup/0_0.txt", "?"),
      review("train/labeledBow.feat", "1 2:3"),
      review("test/neg/5_2.txt", "Meh"),
      review("test/pos/6_8.txt", "Nice"),
    ]);
    const { train, test } = parseImdb(archive);
    expect(train).toEqual({
      texts: ["Bad", "Good", "Great. Fun"],
      labels: Int32Array.of(0, 1, 1),
      classes: ["neg", "pos"],
    });
    expect(test.texts).toEqual(["Meh", "Nice"]);
  });

  it("refuses an archive without both classes in both parts", () => {
    expect(() => parseImdb(ustar([review("train/pos/10_9.txt", "x")]))).toThrow(/1 reviews for train/);
  });
});
