import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { queryTerms, SearchIndex } from "./search-index.ts";

const entries = [
  { slug: "chain-rule", title: "The chain rule", summary: "Slopes of composed functions multiply." },
  {
    slug: "backpropagation",
    title: "Backpropagation",
    summary: "One sweep gives all slopes, by the chain rule.",
  },
  { slug: "markov-chains", title: "Markov chains" },
  { slug: "ppo", title: "Proximal policy optimisation" },
  { slug: "schrodinger", title: "Schrödinger bridges" },
  { slug: "beta-vae", title: "The β-VAE" },
];
const index = new SearchIndex(entries);
const found = (query: string) => index.search(query).map((hit) => entries[hit.index]!.slug);

describe("SearchIndex", () => {
  it("a word of the title comes before one of a summary", () => {
    expect(found("chain rule")).toEqual(["chain-rule", "backpropagation"]);
  });

  it("beginnings of words are enough", () => {
    expect(found("prox pol")).toEqual(["ppo"]);
    expect(found("back")[0]).toBe("backpropagation");
  });

  it("slips are forgiven: a swap, a missing, a wrong and a doubled letter", () => {
    for (const slip of [
      "bakcpropagation",
      "backpropagaton",
      "backpropegation",
      "backproppagation",
      "backprpagtion",
    ])
      expect(found(slip)[0]).toBe("backpropagation");
    expect(found("chian")).toContain("chain-rule");
  });

  it("a word that is there as it is typed comes before a title that has another like it", () => {
    const pages = new SearchIndex([
      { slug: "a", title: "Gradient accumulation" },
      {
        slug: "b",
        title: "The backward sweep",
        parts: [{ title: "Idea", text: "One accumulator for each value." }],
      },
    ]);
    expect(pages.search("accumulator").map(({ index }) => index)).toEqual([1, 0]);
  });

  it("short words are not guessed at", () => {
    expect(found("ppx")).toEqual([]);
  });

  it("the slug finds its topic", () => {
    expect(found("ppo")).toEqual(["ppo"]);
    expect(found("markov-chains")).toEqual(["markov-chains"]);
  });

  it("accents and Greek letters may be left out", () => {
    expect(found("schrodinger")).toEqual(["schrodinger"]);
    expect(found("beta vae")).toEqual(["beta-vae"]);
  });

  it("each word must match", () => {
    expect(found("chain zebra")).toEqual([]);
  });

  it("each entry comes once, with the part that has the words where title and summary lack them", () => {
    const pages = new SearchIndex([
      {
        slug: "backpropagation",
        title: "Backpropagation",
        summary: "One sweep.",
        parts: [
          { title: "Idea", text: "Ask from the other end." },
          {
            title: "Proof",
            text: "The gradient ∇L, by induction over the nodes. const adjoint = zeroGrad();",
          },
        ],
      },
      { slug: "induction", title: "Induction", summary: "From n to n + 1." },
    ]);
    const parts = (query: string) => pages.search(query).map(({ index, part }) => [index, part]);
    expect(parts("sweep")).toEqual([[0, undefined]]);
    expect(parts("induction ")).toEqual([
      [1, undefined],
      [0, 1],
    ]);
    expect(parts("∇")).toEqual([[0, 1]]);
    expect(parts("nabla")).toEqual([[0, 1]]);
    expect(parts("zeroGrad")).toEqual([[0, 1]]);
    expect(parts("backpropagation proof")).toEqual([[0, 1]]);
  });

  it("entries can be added, and what was asked before is asked again", () => {
    const growing = new SearchIndex([{ slug: "a", title: "Vectors" }]);
    expect(growing.search("vectors")).toHaveLength(1);
    growing.add([{ slug: "b", title: "Vectors in the plane" }]);
    expect(growing.search("vectors")).toHaveLength(2);
  });

  it("small words of a question need not be there", () => {
    expect(found("what is the chain rule")).toEqual(["chain-rule", "backpropagation"]);
  });

  it("a word with a blank after it is taken as finished: its beginnings count less", () => {
    const shown = (query: string) => queryTerms(query).map(({ word, unfinished }) => [word, unfinished]);
    expect(shown("chain ru")).toEqual([
      ["chain", false],
      ["ru", true],
    ]);
    expect(shown("chain rule ")).toEqual([
      ["chain", false],
      ["rule", false],
    ]);
  });

  it("nothing, blanks and signs find nothing", () => {
    for (const query of ["", "   ", "?!", "日本"]) expect(found(query)).toEqual([]);
  });
});

describe("editDistance", () => {
  it("counts insertions, deletions, replacements and swaps", () => {
    expect(editDistance("chain", "chain", 2)).toBe(0);
    expect(editDistance("chain", "chian", 2)).toBe(1);
    expect(editDistance("chain", "chin", 2)).toBe(1);
    expect(editDistance("chain", "chairs", 2)).toBe(2);
    expect(editDistance("", "ab", 2)).toBe(2);
  });

  it("stops counting beyond the limit", () => {
    expect(editDistance("chain", "rule", 2)).toBe(3);
    expect(editDistance("a", "abcdefgh", 1)).toBe(2);
  });
});
