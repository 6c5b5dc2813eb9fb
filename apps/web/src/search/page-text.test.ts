import { describe, expect, it } from "vitest";
import { pageText } from "./page-text.ts";

describe("pageText", () => {
  it("cuts at second-level headings and drops the tags", () => {
    const html =
      '<p>Before.</p><h2 id="idea">The <em>idea</em></h2>\n<p>One\nline, <b>two</b> words.</p><p>Next &lt; &amp; &#233;</p>';
    expect(pageText(html)).toEqual([
      { id: "", title: "", text: "Before." },
      { id: "idea", title: "The idea", text: "One line, two words.\nNext < & é" },
    ]);
  });

  it("reads a formula once, from its MathML, without its source", () => {
    const formula =
      '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi mathvariant="normal">∇</mi><mi>L</mi><mspace width="1em"/></mrow>' +
      '<annotation encoding="application/x-tex">\\nabla L</annotation></semantics></math></span>' +
      '<span class="katex-html" aria-hidden="true"><span><span>∇</span>L</span></span></span>';
    expect(pageText(`<p>The gradient ${formula} is here.</p>`)[0]!.text).toBe("The gradient ∇L is here.");
  });

  it("keeps the lines of code, and a tag's name in an attribute is no tag", () => {
    const html = '<p title="a > b">x</p><pre><code><span>const a</span> = 1;\nconst b = 2;\n</code></pre>';
    expect(pageText(html)[0]!.text).toBe("x\nconst a = 1;\nconst b = 2;");
  });

  it("an empty page has no sections", () => {
    expect(pageText("")).toEqual([]);
  });
});
