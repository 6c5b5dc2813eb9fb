import { describe, expect, it } from "vitest";
import { keepPunctuation } from "./keep-punctuation.ts";

const formula = (tex: string) =>
  `<span class="katex"><span class="katex-mathml"><annotation encoding="application/x-tex">${tex}</annotation></span><span class="katex-html"><span class="katex-base">${tex}</span></span></span>`;

describe("a formula and what touches it", () => {
  it("stay together", () => {
    expect(keepPunctuation(`<p>It is ${formula("0.9")}. So (${formula("x")}), and</p>`)).toBe(
      `<p>It is <span class="keep">${formula("0.9")}.</span> So <span class="keep">(${formula("x")}),</span> and</p>`,
    );
  });

  it("may part where the formula is long, and need nothing where nothing touches it", () => {
    const long = `<p>${formula("a + b + c + d + e + f + g + h")}, and</p>`;
    expect(keepPunctuation(long)).toBe(long);
    const alone = `<p>${formula("x")} and <span>(y)</span></p>`;
    expect(keepPunctuation(alone)).toBe(alone);
    expect(keepPunctuation("<p>No formula.</p>")).toBe("<p>No formula.</p>");
  });

  it("a displayed formula stays as it is", () => {
    const displayed = `<span class="katex-display">${formula("x")}</span>`;
    expect(keepPunctuation(displayed)).toBe(displayed);
  });
});
