import { describe, expect, it } from "vitest";
import { Marker } from "./marker.ts";
import { queryTerms } from "./search-index.ts";

const said = (text: string, query: string) =>
  new Marker(queryTerms(query))
    .snippet(text)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join("");

describe("snippet", () => {
  const text =
    "One sweep gives it. The chain rule multiplies slopes. Another sweep costs more.\nconst rule = 1;";

  it("is the sentence that has most of the words, with these marked", () => {
    expect(said(text, "chain rule")).toBe("The [chain] [rule] multiplies slopes.");
    expect(said(text, "cost ")).toBe("Another sweep [costs] more.");
  });

  it("marks slips and beginnings as they match", () => {
    expect(said(text, "chian multip")).toBe("The [chain] rule [multiplies] slopes.");
  });

  it("marks signs and accents", () => {
    expect(said("Take ∇f now.", "∇")).toBe("Take [∇]f now.");
    expect(said("Schrödinger wrote.", "schrodinger")).toBe("[Schrödinger] wrote.");
  });

  it("without a match it is the first sentence", () => {
    expect(said(text, "zebra")).toBe("One sweep gives it.");
    expect(said("", "zebra")).toBe("");
  });

  it("is cut around the first match", () => {
    const long = `${"word ".repeat(80)}needle ${"word ".repeat(80)}`;
    const shown = said(long, "needle");
    expect(shown).toMatch(/^… word .*\[needle\].* word …$/);
    expect(shown.length).toBeLessThan(190);
  });
});

it("pieces put together are the text", () => {
  const text = "log-sum-exp (∇L) of x₁, 3 × 4 = 12";
  expect(
    new Marker(queryTerms("sum x"))
      .pieces(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

it("what stands between two marks is one piece", () => {
  expect(new Marker(queryTerms("rule")).pieces("a rule of the chain, and rules")).toEqual([
    { text: "a ", hit: false },
    { text: "rule", hit: true },
    { text: " of the chain, and ", hit: false },
    { text: "rules", hit: true },
  ]);
});
