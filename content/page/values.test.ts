import { describe, expect, it } from "vitest";
import { problemsOf, render } from "./small-world.ts";
import { numberText } from "./values.ts";

const block = (code: string) => `\n\n\`\`\`ts run hidden\n${code}\n\`\`\`\n`;

describe("numberText", () => {
  it("has six significant digits, integers in full, and fixed decimals where they are asked for", () => {
    expect(numberText(1 / 3)).toBe("0.333333");
    expect(numberText(0.5)).toBe("0.5");
    expect(numberText(1234567.891)).toBe("1234570");
    expect(numberText(124_439_808)).toBe("124439808");
    expect(numberText(2 / 3, 3)).toBe("0.667");
    expect(numberText(2, 1)).toBe("2.0");
  });
});

describe("{{name}}", () => {
  it("is filled in within prose, tables and headings", async () => {
    const { html, problems } = await render(
      `## At {{x}}\n\nThe loss is {{loss:3}}, from {{who}}.\n\n| a |\n|---|\n| {{x}} |${block("export const x = -2, loss = 1.23456, who = 'us';")}`,
    );
    expect(problems).toEqual([]);
    expect(html).toContain(">At −2</h2>");
    expect(html).toContain("The loss is 1.235, from us.");
    expect(html).toContain("<td>−2</td>");
  });

  it("is filled in within formulas, powers of ten as mathematics writes them", async () => {
    const { html, problems } = await render(`$a = {{x}}$ and {{x}}${block("export const x = 1.5e-9;")}`);
    expect(problems).toEqual([]);
    expect(html).toContain("a = 1.5 \\times 10^{-9}");
    expect(html).toContain("and 1.5 × 10⁻⁹");
  });

  it("stays as it is within code", async () => {
    const { html, problems } = await render("`{{x}}`\n");
    expect(problems).toEqual([]);
    expect(html).toContain("<code>{{x}}</code>");
  });

  it("leaves the braces of a formula alone", async () => {
    expect(await problemsOf("$$\n{{a + b}}^{{2}}\n$$\n")).toEqual([]);
  });

  const refused: [string, string, string][] = [
    [
      "an undefined name",
      `One\ntwo {{los}}${block("export const loss = 1;")}`,
      "2 value: {{los}} names no exported value of this page | did you mean loss?",
    ],
    [
      "an undefined name in a formula",
      "$$\nx =\n{{y}}\n$$\n",
      "3 value: {{y}} names no exported value of this page | export a const of that name from a `ts run` block of this page",
    ],
    [
      "a name that is no name",
      "{{a + b}}\n",
      "1 value: {{a + b}} names no exported value of this page | export a const of that name from a `ts run` block of this page",
    ],
    [
      "an array",
      `{{list}}${block("export const list = [1];")}`,
      "1 value: {{list}} is of kind Array, a number is needed | export the number itself: tensor.item()",
    ],
    [
      "decimals of a string",
      `{{s:2}}${block("export const s = 'a';")}`,
      "1 value: {{s:2}} is of kind string, a number is needed | export the number itself: tensor.item()",
    ],
  ];
  it.each(refused)("%s is a problem", async (_, body, problem) => {
    expect(await problemsOf(body)).toEqual([problem]);
  });
});
