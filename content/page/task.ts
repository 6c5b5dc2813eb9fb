import { nearestHint } from "./nearest-hint.ts";
import { type PageState, type TaskKind, taskKinds } from "./page-state.ts";
import { lineOf, type MarkdownNode, type NodeOf, plainText } from "./parse-markdown.ts";

type Directive = NodeOf<"leafDirective"> | NodeOf<"containerDirective">;

/**
 * A derivation or written task: its label is the title, its last bullet list the rubric, everything between them the
 * prompt. The rubric lies in a `<details>`, so that it can be read after the attempt and without scripts.
 */
export function placeTask(node: Directive, attributes: Record<string, string>, page: PageState): void {
  if (node.type !== "containerDirective") return;
  const { id, kind } = attributes as { id: string; kind: string };
  const parts = partsOf(node);
  const repeated = page.blocks.some((block) => block.kind === "task" && block.id === id);
  const fault: Fault | undefined = repeated
    ? [`id is "${id}", which another task of this page has`, "ids of tasks are unique within a page"]
    : (kindFault(kind) ?? partsFault(parts));
  if (fault !== undefined) {
    page.complain("directive task", lineOf(node), ...fault);
    return;
  }
  const { prompt } = parts;
  const [label, rubric] = [parts.label!, parts.rubric!];
  const title = plainText(label);
  page.blocks.push({ kind: "task", id, task: kind as TaskKind, title, rubric: rubric.children.length });
  node.data = {
    hName: "section",
    hProperties: {
      className: ["task"],
      id: `task-${id}`,
      dataTask: id,
      dataTaskKind: kind,
      ariaLabel: title,
    },
  };
  const heading: NodeOf<"heading"> = {
    type: "heading",
    depth: 3,
    children: [{ type: "text", value: title }],
  };
  node.children = [heading, ...prompt, details(rubric)];
}

type Fault = [message: string, hint: string];

interface Parts {
  label: MarkdownNode | undefined;
  prompt: NodeOf<"containerDirective">["children"];
  rubric: NodeOf<"list"> | undefined;
}

function partsOf(node: NodeOf<"containerDirective">): Parts {
  const prompt = [...node.children];
  const labelled = prompt[0]?.data !== undefined && "directiveLabel" in prompt[0].data;
  const label = labelled ? prompt.shift() : undefined;
  const last = prompt.at(-1);
  const rubric = last?.type === "list" && last.ordered !== true ? last : undefined;
  if (rubric !== undefined) prompt.pop();
  return { label, prompt, rubric };
}

function partsFault({ label, prompt, rubric }: Parts): Fault | undefined {
  if (label === undefined) return ["has no title", "written :::task{id=… kind=…}[Title]"];
  if (rubric === undefined)
    return ["does not end in a bullet list", "the last list is the rubric, a line for each thing to compare"];
  if (prompt.length === 0) return ["has no prompt", "say before the rubric what is to be done"];
  return undefined;
}

function kindFault(kind: string): Fault | undefined {
  if ((taskKinds as readonly string[]).includes(kind)) return undefined;
  return [`kind is "${kind}"`, nearestHint(kind, taskKinds, `one of ${taskKinds.join(", ")} is needed`)];
}

/** A quotation in the tree, `<details>` on the page. */
function details(rubric: NodeOf<"list">): NodeOf<"blockquote"> {
  const count = rubric.children.length;
  const summary: NodeOf<"paragraph"> = {
    type: "paragraph",
    data: { hName: "summary" },
    children: [
      { type: "text", value: `Compare with the rubric: ${count} ${count === 1 ? "line" : "lines"}` },
    ],
  };
  return {
    type: "blockquote",
    data: { hName: "details", hProperties: { className: ["rubric"] } },
    children: [summary, rubric],
  };
}
