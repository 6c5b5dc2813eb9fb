import { describe, expect, it } from "vitest";
import { indexWords, plainWords } from "./plain-words.ts";

describe("plainWords", () => {
  it("drops case and accents, spells Greek letters and signs with a name", () => {
    expect(plainWords("The Schrödinger β-VAE: ∇L, ∂f, Σ")).toEqual([
      "the",
      "schrodinger",
      "beta",
      "vae",
      "nabla",
      "l",
      "partial",
      "f",
      "sigma",
    ]);
  });

  it("other signs of mathematics are words, punctuation is none", () => {
    expect(plainWords("a ≤ b ⊗ c, “d” – e…")).toEqual(["a", "≤", "b", "⊗", "c", "d", "e"]);
  });

  it("letters and figures in another dress are the plain ones", () => {
    expect(plainWords("𝔼[x²] ﬁt")).toEqual(["e", "x2", "fit"]);
  });
});

describe("indexWords", () => {
  it("gives the parts and the whole of code names and of words with hyphens", () => {
    expect(indexWords("logSumExp")).toEqual(["log", "sum", "exp", "logsumexp"]);
    expect(indexWords("cross-entropy")).toEqual(["cross", "entropy", "crossentropy"]);
    expect(indexWords("zero_grad(x)")).toEqual(["zero", "grad", "zerograd", "x"]);
  });

  it("plain sentences stay as they are", () => {
    expect(indexWords("One sweep gives all.")).toEqual(["one", "sweep", "gives", "all"]);
  });
});
