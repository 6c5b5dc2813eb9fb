import { expect, it } from "vitest";
import { referenceLink } from "./reference-link.ts";

it("DOIs, arXiv numbers and addresses lead to pages, ISBNs do not", () => {
  expect(referenceLink("doi:10.1038/323533a0")).toBe("https://doi.org/10.1038/323533a0");
  expect(referenceLink("arxiv:1502.05767")).toBe("https://arxiv.org/abs/1502.05767");
  expect(referenceLink("https://github.com/karpathy/micrograd")).toBe(
    "https://github.com/karpathy/micrograd",
  );
  expect(referenceLink("isbn:978-0-914098-91-1")).toBeUndefined();
});
