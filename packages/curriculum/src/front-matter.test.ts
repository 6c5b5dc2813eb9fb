import { describe, expect, it } from "vitest";
import { parseExercise, parseTopic, splitFrontMatter } from "./front-matter.ts";
import { problemText } from "./problem.ts";

const good = `---
title: The chain rule
layer: "0A"
module: calculus
tier: 1
status: outline
requires:
  - {id: derivatives, why: "it composes them"}
recommends: []
affords: [exercise, derivation]
---

## Problem

Text.
`;

const file = "content/topics/0A/chain-rule.md";
const told = (text: string) => parseTopic(text, "chain-rule", file).problems.map(problemText);

describe("splitFrontMatter", () => {
  it("gives the YAML, the text below, and the line on which it begins", () => {
    expect(splitFrontMatter("---\na: 1\n---\n\nText\n\nmore\n")).toEqual({
      yaml: "a: 1",
      body: "Text\n\nmore",
      bodyLine: 5,
    });
    expect(splitFrontMatter("---\n---\n")).toMatchObject({ yaml: "", body: "" });
  });
  it("reads Windows line ends and a mark at the start", () => {
    expect(splitFrontMatter("\uFEFF---\r\na: 1\r\n---\r\nText\r\n")).toMatchObject({
      yaml: "a: 1",
      body: "Text",
    });
  });
  it("says what is missing", () => {
    expect(splitFrontMatter("# Title")).toMatch(/without front matter/);
    expect(splitFrontMatter("---\na: 1\n")).toMatch(/without an end/);
  });
});

describe("parseTopic", () => {
  it("is the front matter with slug and body", () => {
    const { value, problems } = parseTopic(good, "chain-rule", file);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ slug: "chain-rule", title: "The chain rule", body: "## Problem\n\nText." });
  });

  const cases: [string, string, string, string][] = [
    [
      "a program on a card that is only to be recalled",
      "status: outline",
      'status: outline\ncards:\n  - {kind: recall, front: a, back: b, program: "1;"}',
      "cards.0.program: only a card of kind predict or debug runs one",
    ],
    [
      "a program to be repaired, without checks",
      "status: outline",
      'status: outline\ncards:\n  - {kind: debug, front: a, back: b, program: "1;", repaired: "2;"}',
      "cards.0.program: of kind debug it has checks and is repaired; no other card has either",
    ],
    [
      "a misspelt key",
      "status: outline",
      "status: outline\nsumary: x",
      `${file}:7: sumary: unknown key; did you mean summary?`,
    ],
    [
      "a misspelt key within",
      "{id: derivatives, why:",
      "{id: derivatives, whi:",
      `${file}:8: requires.0.whi: unknown key; did you mean why?`,
    ],
    [
      "a key like no other",
      "status: outline",
      "status: outline\nzzzzzz: x",
      `${file}:7: zzzzzz: unknown key; allowed: title, layer,`,
    ],
    [
      "a number where a text must be quoted",
      'layer: "0A"',
      "layer: 3",
      `${file}:3: layer: is 3; one of 1, 2, 3, 4, 5, 0A, 0B is needed; put it in quotes: "3"`,
    ],
    [
      "a value near an allowed one",
      "status: outline",
      "status: outlined",
      `${file}:6: status: is "outlined"; one of outline, draft, reviewed is needed; did you mean outline?`,
    ],
    ["a tier that does not exist", "tier: 1", "tier: 4", `${file}:5: tier: is 4; one of 1, 2, 3 is needed`],
    ["a missing key", "title: The chain rule\n", "", `${file}:2: title: is missing; a text is needed`],
    ["an empty title", "title: The chain rule", 'title: ""', `${file}:2: title: is empty; a text is needed`],
    [
      "a text for a list",
      "recommends: []",
      "recommends: jacobian",
      `${file}:9: recommends: is "jacobian"; a list is needed`,
    ],
    [
      "an empty list",
      "affords: [exercise, derivation]",
      "affords: []",
      `${file}:10: affords: has 0 entries; at least 1 are needed`,
    ],
    [
      "no slug",
      "id: derivatives",
      "id: The Derivatives",
      `${file}:8: requires.0.id: is "The Derivatives"; a slug is lower-case words joined by hyphens`,
    ],
    [
      "broken YAML",
      "recommends: []",
      "recommends: [",
      `${file}:10: YAML: Flow sequence in block collection must be`,
    ],
    ["a key twice", "tier: 1", "tier: 1\ntier: 2", `${file}:6: YAML: Map keys must be unique`],
    ["no front matter", good, "## Problem", `${file}:1: begins without front matter`],
  ];
  for (const [name, from, to, message] of cases) {
    it(`${name} is told with file, line, field and hint`, () => {
      expect(good).toContain(from);
      expect(told(good.replace(from, to)).join("\n")).toContain(message);
    });
  }

  it("tells every problem at once", () => {
    expect(told(good.replace("tier: 1", "tier: 4").replace("status: outline", "status: x"))).toHaveLength(2);
  });
});

describe("parseExercise", () => {
  it("is the front matter with slug and statement", () => {
    const text =
      "---\ntitle: T\ntopics: [a]\nkind: blank\ndifficulty: 2\nminutes: {practice: 20, basis: estimated}\nimports: []\nhints: [h]\n---\nDo it.\n";
    expect(parseExercise(text, "e", "e.md").value).toMatchObject({
      slug: "e",
      title: "T",
      statement: "Do it.",
    });
    expect(
      parseExercise(text.replace("hints: [h]", "hints: []"), "e", "e.md").problems.map(problemText),
    ).toEqual(["e.md:8: hints: a gauntlet has no hints, every other exercise at least one"]);
  });
});
