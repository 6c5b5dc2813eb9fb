import { describe, expect, it } from "vitest";
import { problemsOf, render } from "./small-world.ts";

describe("directives", () => {
  it("a lab and an exercise are places for the site to fill, with a link for readers without scripts", async () => {
    const page = await render("::lab{id=computation-graph}\n\n::exercise{id=stable-softmax}\n", {
      base: "/sub/",
    });
    expect(page.problems).toEqual([]);
    expect(page.html).toContain(
      '<div class="lab-place" data-lab="computation-graph"><a href="/sub/labs/computation-graph/">Lab: A graph of your own</a></div>',
    );
    expect(page.html).toContain(
      '<div class="exercise-place" data-exercise="stable-softmax"><a href="/sub/practice/stable-softmax/">Exercise: A stable softmax</a></div>',
    );
    expect(page.blocks).toEqual([
      { kind: "lab", id: "computation-graph" },
      { kind: "exercise", id: "stable-softmax" },
    ]);
  });

  it("a margin note is a note, a proof a section", async () => {
    const { html, problems } = await render(
      ":::margin\nA *note*.\n:::\n\n:::proof[Of the lemma]\nClear.\n:::\n",
    );
    expect(problems).toEqual([]);
    expect(html).toContain('<div class="margin" role="note"><p>A <em>note</em>.</p></div>');
    expect(html).toContain('<section class="proof" aria-label="Of the lemma">');
    expect(html).toContain('<p class="proof-title">Of the lemma</p>');
  });

  it("a task shows its prompt and folds its rubric away", async () => {
    const page = await render(
      ":::task{id=sweep kind=derivation}[Prove it]\nDo it.\n\n- One idea: $x$.\n- Another.\n:::\n",
    );
    expect(page.problems).toEqual([]);
    expect(page.html).toMatch(
      /<section class="task" id="task-sweep" data-task="sweep" data-task-kind="derivation" aria-label="Prove it"><h3>Prove it<\/h3><p>Do it\.<\/p><details class="rubric">/,
    );
    expect(page.html).toContain("<summary>Compare with the rubric: 2 lines</summary>");
    expect(page.blocks).toEqual([
      { kind: "task", id: "sweep", task: "derivation", title: "Prove it", rubric: 2 },
    ]);
  });

  it("a line of a rubric may quote how we would put it", async () => {
    const { html } = await render(
      ":::task{id=t kind=teach-back}[Explain it]\nIn your words.\n\n- What it is.\n\n  > A sum.\n- Why.\n:::\n",
    );
    expect(html).toMatch(
      /data-task-kind="teach-back".*<li>\s*<p>What it is\.<\/p>\s*<blockquote>\s*<p>A sum\.<\/p>\s*<\/blockquote>\s*<\/li>/s,
    );
  });

  it("only the last list of a task is its rubric, and the title may stand before the braces", async () => {
    const page = await render(
      ":::task[Explain]{id=e kind=written}\n- part of the prompt\n\nThen:\n\n- the rubric\n:::\n",
    );
    expect(page.blocks).toMatchObject([{ kind: "task", id: "e", rubric: 1 }]);
  });

  it("a colon in prose stays a colon", async () => {
    const { html, problems } = await render("At 10:30 the ratio a:b is 2:1, see topic:softmax.\n");
    expect(problems).toEqual([]);
    expect(html).toBe("<p>At 10:30 the ratio a:b is 2:1, see topic:softmax.</p>");
  });

  const refused: [string, string, string][] = [
    [
      "an unknown directive",
      "Text.\n\n::labs{id=computation-graph}\n",
      "3 directive labs: is not a directive of a page | did you mean lab?",
    ],
    [
      "an unknown attribute",
      "::lab{id=computation-graph size=big}\n",
      '1 directive lab: has the attribute "size" | it takes id',
    ],
    ["a missing attribute", "::lab\n", '1 directive lab: has no attribute "id" | written ::lab{id=ppo-clip}'],
    [
      "a lab that does not exist",
      "::lab{id=computation-grpah}\n",
      '1 directive lab: id is "computation-grpah", no lab of that name exists | did you mean computation-graph?',
    ],
    [
      "an exercise that does not exist",
      "::exercise{id=zzz}\n",
      '1 directive exercise: id is "zzz", no exercise of that name exists | an exercise is a folder: content/exercises/zzz/',
    ],
    [
      "a container written as a leaf",
      "::margin\n",
      "1 directive margin: has the wrong number of colons | written :::margin",
    ],
    [
      "a container that is not closed",
      ":::margin\nText.\n",
      "1 directive margin: is not closed | end it with a line of three colons, :::",
    ],
    [
      "a directive within a line",
      "Here\nis ::lab{id=computation-graph} now.\n",
      "2 directive lab: ::lab{id=computation-graph} is not read as a directive | written ::lab{id=ppo-clip}, with nothing else in the line",
    ],
    [
      "an experiment that does not exist",
      "::run{file=experiments/nn/none.ts}\n",
      '1 directive run: file is "experiments/nn/none.ts", an experiment that exists is needed | written ::run{file=experiments/<area>/<name>.ts}, the path from the repository\'s root',
    ],
    [
      "a task of an unknown kind",
      ":::task{id=a kind=essay}[T]\nDo.\n\n- r\n:::\n",
      '1 directive task: kind is "essay" | one of derivation, written, teach-back is needed',
    ],
    [
      "a task without a title",
      ":::task{id=a kind=written}\nDo.\n\n- r\n:::\n",
      "1 directive task: has no title | written :::task{id=… kind=…}[Title]",
    ],
    [
      "a task without a rubric",
      ":::task{id=a kind=written}[T]\nDo.\n:::\n",
      "1 directive task: does not end in a bullet list | the last list is the rubric, a line for each thing to compare",
    ],
    [
      "a task without a prompt",
      ":::task{id=a kind=written}[T]\n- r\n:::\n",
      "1 directive task: has no prompt | say before the rubric what is to be done",
    ],
  ];
  it.each(refused)("%s is a problem", async (_, body, problem) => {
    expect(await problemsOf(body)).toEqual([problem]);
  });

  it("two tasks of one id are a problem", async () => {
    const task = ":::task{id=a kind=written}[T]\nDo.\n\n- r\n:::\n\n";
    expect(await problemsOf(task + task)).toEqual([
      '7 directive task: id is "a", which another task of this page has | ids of tasks are unique within a page',
    ]);
  });
});
