import { isLeaf } from "../tree.ts";
import { type Drawable, type DrawingOptions, depthBelow, nodeWords } from "./node-words.ts";

/** The tree as text, a line a question or an answer, in scikit-learn's layout. Deeper than `maxDepth` (10) it says how much is left out. */
export function exportText(model: Drawable, options: DrawingOptions & { spacing?: number } = {}): string {
  const words = nodeWords("exportText", model, options);
  const { tree_ } = model;
  const { maxDepth = 10, spacing = 3 } = options;
  const lines: string[] = [];
  const write = (node: number, depth: number): void => {
    const indent = `${`|${" ".repeat(spacing)}`.repeat(depth)}|${"-".repeat(spacing)} `;
    if (isLeaf(tree_, node)) {
      lines.push(
        `${indent}${model.classes_ ? "class: " : "value: ["}${words.prediction(node)}${model.classes_ ? "" : "]"}`,
      );
    } else if (depth > maxDepth) {
      lines.push(`${indent}truncated branch of depth ${depthBelow(tree_, node) + 1}`);
    } else {
      lines.push(`${indent}${words.feature(node)} <= ${words.threshold(node)}`);
      write(tree_.childrenLeft[node]!, depth + 1);
      lines.push(`${indent}${words.feature(node)} >  ${words.threshold(node)}`);
      write(tree_.childrenRight[node]!, depth + 1);
    }
  };
  write(0, 0);
  return `${lines.join("\n")}\n`;
}
