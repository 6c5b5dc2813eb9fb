import { describe, expect, it } from "vitest";
import { splitPage } from "./split-page.ts";

const lab = '<div class="lab-place" data-lab="graph"><a href="/labs/graph/">Lab: Graph</a></div>';
const exercise =
  '<div class="exercise-place" data-exercise="softmax"><a href="/practice/softmax/">Exercise</a></div>';

describe("splitPage", () => {
  it("cuts at labs and exercises and keeps what stood there", () => {
    expect(splitPage(`<p>one</p>\n${lab}\n<p>two</p>${exercise}`)).toEqual([
      { kind: "html", html: "<p>one</p>\n" },
      { kind: "lab", id: "graph", html: lab },
      { kind: "html", html: "\n<p>two</p>" },
      { kind: "exercise", id: "softmax", html: exercise },
    ]);
  });

  it("a page without any is one part, an empty one none", () => {
    expect(splitPage("<p>one</p>")).toEqual([{ kind: "html", html: "<p>one</p>" }]);
    expect(splitPage("\n")).toEqual([]);
  });
});
