import { describe, expect, it } from "vitest";
import { exercisePath, href, labPath, topicPath } from "./href.ts";

describe("href", () => {
  it("puts every address below the base", () => {
    expect(href("/", topicPath("ppo"))).toBe("/topics/ppo/");
    expect(href("/blankfile/", labPath("ppo-clip"))).toBe("/blankfile/labs/ppo-clip/");
    expect(href("/blankfile", exercisePath("softmax"))).toBe("/blankfile/practice/softmax/");
  });

  it("refuses an address that would depend on the page it stands on", () => {
    expect(() => href("/", "topics/ppo")).toThrow(/the path is "topics\/ppo"/);
    expect(() => href("", "/topics/ppo")).toThrow(/the base is ""/);
  });
});
