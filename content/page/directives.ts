import { visit } from "unist-util-visit";
import { experimentHeader, experimentName } from "./experiment-header.ts";
import { exercisePath, href, labPath } from "./href.ts";
import { nearestHint } from "./nearest-hint.ts";
import type { PageState } from "./page-state.ts";
import { lineOf, type MarkdownNode, type NodeOf, plainText, type Tree } from "./parse-markdown.ts";
import { placeTask } from "./task.ts";

type Directive = NodeOf<"leafDirective"> | NodeOf<"containerDirective">;

interface Kind {
  type: Directive["type"];
  /** All are required; others are refused. */
  attributes: string[];
  example: string;
  place: (node: Directive, attributes: Record<string, string>, page: PageState) => void;
}

const kinds: Record<string, Kind> = {
  lab: { type: "leafDirective", attributes: ["id"], example: "::lab{id=ppo-clip}", place: placeLab },
  exercise: {
    type: "leafDirective",
    attributes: ["id"],
    example: "::exercise{id=ppo-update}",
    place: placeExercise,
  },
  run: {
    type: "leafDirective",
    attributes: ["file"],
    example: "::run{file=experiments/nn/x.ts}",
    place: placeRun,
  },
  proof: { type: "containerDirective", attributes: [], example: ":::proof", place: placeProof },
  margin: { type: "containerDirective", attributes: [], example: ":::margin", place: placeMargin },
  task: {
    type: "containerDirective",
    attributes: ["id", "kind"],
    example: ":::task{id=ppo-clip kind=derivation}[Derive the clipped surrogate]",
    place: placeTask,
  },
};

/** Turns each directive into what remark-rehype makes elements of. */
export function placeDirectives(tree: Tree, text: string, page: PageState): void {
  visit(tree, (node) => {
    if (node.type === "text") refuseWithinLine(node, page);
    if (node.type === "leafDirective" || node.type === "containerDirective") place(node, text, page);
  });
}

function refuseWithinLine(node: NodeOf<"text">, page: PageState): void {
  const written = /:+([a-z]+)(\[[^\]]*\])?\{[^}]*\}/.exec(node.value);
  if (written === null || !Object.hasOwn(kinds, written[1]!)) return;
  const line = lineOf(node) + node.value.slice(0, written.index).split("\n").length - 1;
  const hint = `written ${kinds[written[1]!]!.example}, with nothing else in the line`;
  page.complain(`directive ${written[1]}`, line, `${written[0]} is not read as a directive`, hint);
}

function place(node: Directive, text: string, page: PageState): void {
  const field = `directive ${node.name}`;
  const line = lineOf(node);
  const kind = Object.hasOwn(kinds, node.name) ? kinds[node.name] : undefined;
  if (kind === undefined) {
    const names = Object.keys(kinds);
    const hint = nearestHint(node.name, names, `a page has ${names.join(", ")}`);
    page.complain(field, line, "is not a directive of a page", hint);
    return;
  }
  if (node.type !== kind.type) {
    page.complain(field, line, "has the wrong number of colons", `written ${kind.example}`);
    return;
  }
  const attributes = given(node);
  const unknown = Object.keys(attributes).filter((name) => !kind.attributes.includes(name));
  const missing = kind.attributes.filter((name) => !attributes[name]);
  for (const name of unknown)
    page.complain(
      field,
      line,
      `has the attribute "${name}"`,
      `it takes ${kind.attributes.join(", ") || "none"}`,
    );
  for (const name of missing)
    page.complain(field, line, `has no attribute "${name}"`, `written ${kind.example}`);
  if (node.type === "containerDirective" && !isClosed(node, text))
    page.complain(field, line, "is not closed", "end it with a line of three colons, :::");
  if (unknown.length + missing.length === 0) kind.place(node, attributes, page);
}

function given(node: Directive): Record<string, string> {
  return Object.fromEntries(
    Object.entries(node.attributes ?? {}).map(([name, value]) => [name, value ?? ""]),
  );
}

function isClosed(node: NodeOf<"containerDirective">, text: string): boolean {
  const { start, end } = node.position!;
  const last = text.slice(start.offset, end.offset).split("\n").at(-1)!;
  return end.line > start.line && /^[ \t>]*:{3,}[ \t]*$/.test(last);
}

function placeLab(node: Directive, { id }: Record<string, string>, page: PageState): void {
  const title = page.world.title("lab", id!);
  if (title === "") {
    missingThing(node, "lab", id!, page.world.context.labs.keys(), page);
    return;
  }
  page.blocks.push({ kind: "lab", id: id! });
  node.data = { hName: "div", hProperties: { className: ["lab-place"], dataLab: id! } };
  node.children = [
    link(href(page.world.context.base, labPath(id!)), `Lab: ${title}`),
  ] as typeof node.children;
}

function placeExercise(node: Directive, { id }: Record<string, string>, page: PageState): void {
  const title = page.world.title("exercise", id!);
  if (title === "") {
    missingThing(node, "exercise", id!, page.world.context.exercises.keys(), page);
    return;
  }
  page.blocks.push({ kind: "exercise", id: id! });
  node.data = { hName: "div", hProperties: { className: ["exercise-place"], dataExercise: id! } };
  node.children = [
    link(href(page.world.context.base, exercisePath(id!)), `Exercise: ${title}`),
  ] as typeof node.children;
}

function missingThing(
  node: Directive,
  kind: "lab" | "exercise",
  id: string,
  known: Iterable<string>,
  page: PageState,
): void {
  const folder = `content/${kind}s/${id}/`;
  page.complain(
    `directive ${kind}`,
    lineOf(node),
    `id is "${id}", no ${kind} of that name exists`,
    nearestHint(id, known, `an ${kind} is a folder: ${folder}`.replace("an lab", "a lab")),
  );
}

function placeRun(node: Directive, { file }: Record<string, string>, page: PageState): void {
  const name = experimentName(file!);
  const header = name === undefined ? undefined : experimentHeader(file!, page.world);
  if (name === undefined || header === undefined) {
    const hint = "written ::run{file=experiments/<area>/<name>.ts}, the path from the repository's root";
    page.complain(
      "directive run",
      lineOf(node),
      `file is "${file}", an experiment that exists is needed`,
      hint,
    );
    return;
  }
  if (header.question === "") {
    const hint = "its first comment has a line `Question: …`, which the page shows";
    page.complain("directive run", lineOf(node), `${file} asks no question`, hint);
  }
  page.blocks.push({ kind: "run", experiment: name, file: file! });
  node.data = { hName: "div", hProperties: { className: ["run-place"], dataRun: name } };
  node.children = [
    paragraph("run-name", [{ type: "text", value: name }]),
    paragraph("run-question", [{ type: "text", value: header.question }]),
    paragraph("run-command", [{ type: "inlineCode", value: header.command }]),
  ] as typeof node.children;
}

function placeProof(node: Directive): void {
  const label = node.children.find((child) => child.data !== undefined && "directiveLabel" in child.data);
  const properties = { className: ["proof"], ariaLabel: label ? plainText(label as MarkdownNode) : "Proof" };
  if (label !== undefined) label.data = { hProperties: { className: ["proof-title"] } };
  node.data = { hName: "section", hProperties: properties };
}

function placeMargin(node: Directive): void {
  node.data = { hName: "div", hProperties: { className: ["margin"], role: "note" } };
}

function link(url: string, text: string): NodeOf<"link"> {
  return { type: "link", url, children: [{ type: "text", value: text }] };
}

function paragraph(name: string, children: NodeOf<"paragraph">["children"]): NodeOf<"paragraph"> {
  return { type: "paragraph", data: { hProperties: { className: [name] } }, children };
}
