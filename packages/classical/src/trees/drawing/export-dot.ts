import { isLeaf } from "../tree.ts";
import { type Drawable, type DrawingOptions, nodeWords } from "./node-words.ts";

/** The tree in the language of Graphviz: `dot -Tsvg tree.dot` draws it. Left is yes. */
export function exportDot(model: Drawable, options: DrawingOptions = {}): string {
  const words = nodeWords("exportDot", model, options);
  const { tree_ } = model;
  const { maxDepth = Number.POSITIVE_INFINITY } = options;
  const lines = ["digraph Tree {", "  node [shape=box, style=rounded];"];
  const write = (node: number, depth: number): void => {
    const end = isLeaf(tree_, node) || depth >= maxDepth;
    const question = `${words.feature(node)} ≤ ${words.threshold(node)}`;
    const label = [
      ...(end ? [] : [question]),
      `impurity ${words.number(tree_.impurity[node]!)}`,
      `samples ${tree_.nNodeSamples[node]}`,
      words.prediction(node),
    ];
    lines.push(`  ${node} [label=${quote(label.join("\n"))}];`);
    if (end) return;
    for (const [child, answer] of [
      [tree_.childrenLeft[node]!, "yes"],
      [tree_.childrenRight[node]!, "no"],
    ] as const) {
      write(child, depth + 1);
      lines.push(`  ${node} -> ${child} [label=${answer}];`);
    }
  };
  write(0, 0);
  return `${lines.join("\n")}\n}\n`;
}

/** A quoted word of Graphviz; a new line is \n there too. */
function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
