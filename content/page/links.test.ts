import { describe, expect, it } from "vitest";
import { problemsOf, render } from "./small-world.ts";

describe("links", () => {
  const good: [string, string][] = [
    ["[a](topic:chain-rule)", '<a href="/sub/topics/chain-rule/">a</a>'],
    ["[a](topic:chain-rule#worked-example)", '<a href="/sub/topics/chain-rule/#worked-example">a</a>'],
    ["[a](/topics/softmax)", '<a href="/sub/topics/softmax/">a</a>'],
    ["[a](../0A/chain-rule.md)", '<a href="/sub/topics/chain-rule/">a</a>'],
    ["[a](lab:computation-graph)", '<a href="/sub/labs/computation-graph/">a</a>'],
    ["[a](/labs/computation-graph/?depth=3)", '<a href="/sub/labs/computation-graph/?depth=3">a</a>'],
    ["[a](exercise:stable-softmax)", '<a href="/sub/practice/stable-softmax/">a</a>'],
    ["[a](/runs/)", '<a href="/sub/runs/">a</a>'],
    ["[a](/?from=chain-rule)", '<a href="/sub/?from=chain-rule">a</a>'],
    [
      "[a](https://arxiv.org/abs/1506.02438)",
      '<a href="https://arxiv.org/abs/1506.02438" rel="external noopener">a</a>',
    ],
    ["[a](code:content/page/href.ts)", '<span class="code-path" data-path="content/page/href.ts">a</span>'],
    ["[a][b]\n\n[b]: topic:softmax", '<a href="/sub/topics/softmax/">a</a>'],
  ];
  it.each(good)("%s", async (body, html) => {
    const page = await render(body, { base: "/sub/" });
    expect(page.problems).toEqual([]);
    expect(page.html).toContain(html);
  });

  it("code links lead to the repository where the site knows its address", async () => {
    const { html } = await render("[a](code:content/page/href.ts)", {
      source: "https://example.org/blob/main/",
    });
    expect(html).toContain('href="https://example.org/blob/main/content/page/href.ts"');
  });

  it("links to headings and tasks of the same page hold", async () => {
    const body =
      "## One idea\n\n[a](#one-idea) [b](#task-t)\n\n:::task{id=t kind=written}[T]\nDo.\n\n- r\n:::\n";
    expect(await problemsOf(body)).toEqual([]);
  });

  const broken: [string, string][] = [
    ["[a](topic:chain-rul)", "1 link: topic:chain-rul names no topic | did you mean chain-rule?"],
    ["[a](/topics/zzzzzz/)", "1 link: /topics/zzzzzz/ names no topic | see content/topics/"],
    [
      "[a](topic:chain-rule#proof)",
      "1 link: topic:chain-rule#proof leads to no heading: chain-rule has no #proof | read the headings of chain-rule",
    ],
    ["[a](lab:none-such)", "1 link: lab:none-such names no lab | see content/labs/"],
    [
      "[a](exercise:stable-sofmax)",
      "1 link: exercise:stable-sofmax names no exercise | did you mean stable-softmax?",
    ],
    ["## Idea\n\nText\n[a](#ideas)", "4 link: #ideas is no heading of this page | did you mean idea?"],
    ["[a](/rums/)", "1 link: /rums/ is no address of the site | did you mean /runs/?"],
    [
      "[a](code:packages/none.ts)",
      "1 link: code:packages/none.ts names no file of the repository | the path from the repository's root, packages/…",
    ],
    [
      "[a](./nowhere.txt)",
      "1 link: ./nowhere.txt leads to content/topics/1/nowhere.txt, which does not exist",
    ],
    ["[a](../0A/none.md)", "1 link: ../0A/none.md names no topic | see content/topics/"],
    [
      "[a](../../../../etc/passwd)",
      "1 link: ../../../../etc/passwd leads to ../etc/passwd, which does not exist",
    ],
    ["[a](javascript:alert(1))", "1 link: javascript:alert(1) is of an unknown kind"],
    ["[a][b]\n\n[b]: topic:none", "3 link: topic:none names no topic | see content/topics/"],
    ["[a](topic: softmax)", '1 link: "[a](topic: softmax)" is not read as a link'],
    ["![a](picture.png)", "1 image: pages have no pictures of their own | use a lab, a formula or a table"],
    ["`packages/nn/src/none.ts`", "1 code path: `packages/nn/src/none.ts` is in no folder of the repository"],
  ];
  it.each(broken)("%s is a problem", async (body, problem) => {
    const problems = await problemsOf(body);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.slice(0, problem.length)).toBe(problem);
  });
});
