import { describe, expect, it } from "vitest";
import { editDistance } from "./edit-distance.ts";
import { SearchIndex } from "./search-index.ts";

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
