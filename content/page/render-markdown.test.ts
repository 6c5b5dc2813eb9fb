import { describe, expect, it } from "vitest";
import { problemsOf, render } from "./small-world.ts";

describe("renderMarkdown", () => {
  it("gives headings lasting ids and collects the sections", async () => {
    const { html, sections } = await render("## Problem\n\n## Worked example\n\n### Part\n\n## Problem\n");
    expect(sections).toEqual([
      { id: "problem", title: "Problem" },
      { id: "worked-example", title: "Worked example" },
      { id: "problem-2", title: "Problem" },
    ]);
    expect(html).toContain('<h3 id="part">Part</h3>');
  });

  it("sets formulas as MathML and as HTML, displayed ones in a box that can scroll", async () => {
    const { html, problems } = await render("$x^2$\n\n$$\n\\frac12\n$$\n");
    expect(problems).toEqual([]);
    expect(html.match(/<math xmlns/g)).toHaveLength(2);
    expect(html).toContain('<div class="formula"><span class="katex-display">');
  });

  it("colours code by classes, without a style attribute", async () => {
    const { html } = await render("```ts\nconst x: number = 1; // <b>\n```\n");
    expect(html).toContain('<span class="code-keyword">const </span>');
    expect(html).toContain("// &lt;b&gt;");
    expect(html).not.toContain("style=");
  });

  it("counts words of prose, a formula as one, without headings, code and tasks", async () => {
    const { words } = await render(
      "## Not counted\n\nTwo words and $a + b$.\n\n- *one* more\n\n```text\nnot these\n```\n\n$$\nx\n$$\n\n:::task{id=t kind=written}[T]\nNor this.\n\n- r\n:::\n",
    );
    expect(words).toBe(6);
  });

  it("a header without a word is a plain cell", async () => {
    const { html } = await render("| | b |\n|---|---|\n| 1 | 2 |\n");
    expect(html).toContain("<td></td>\n<th>b</th>");
  });

  it("has no script, and no style but KaTeX's", async () => {
    const { html } = await render(
      "Text.\n\n```ts run\nconsole.log(1);\n```\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n",
    );
    expect(html).not.toMatch(/<script|style=|\son\w+=/);
  });

  const refused: [string, string, string][] = [
    [
      "a formula that does not compile",
      "Text.\n\n$\\frac{1$\n",
      "3 formula: Unexpected end of input in a macro argument",
    ],
    ["an unknown command", "$$\na +\n\\foo\n$$\n", "3 formula: Undefined control sequence: \\foo"],
    ["a letter that formulas do not have", "$é$\n", "1 formula: "],
    ["HTML", "<b>bold</b>\n", "1 html: <b> is HTML | write Markdown or a directive; \\< for the sign itself"],
    ["a second title", "# Title\n", '1 heading: "# Title" is a second title'],
    [
      "an unknown language",
      "```typescrip\nx\n```\n",
      '1 code: the language is "typescrip" | did you mean typescript?',
    ],
    ["an unknown word behind the language", "```ts runs\nx\n```\n", '1 code: "ts runs" is no use of a block'],
    ["TypeScript that does not parse", "```ts\nlet a = 1;\nlet = ;\n```\n", "3 code: SyntaxError: "],
  ];
  it.each(refused)("%s is a problem", async (_, body, problem) => {
    const problems = await problemsOf(body);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]!.slice(0, problem.length)).toBe(problem);
  });

  it("a fragment of code need not be a module, and comments may stand in the text", async () => {
    expect(await problemsOf("<!-- a note -->\n\n```ts fragment\nreturn x;\n```\n")).toEqual([]);
  });
});
