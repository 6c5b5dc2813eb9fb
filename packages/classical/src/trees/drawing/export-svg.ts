import { isLeaf, type Tree } from "../tree.ts";
import { type Drawable, type DrawingOptions, type NodeWords, nodeWords } from "./node-words.ts";

interface Box {
  node: number;
  depth: number;
  /** The middle, in columns of leaves. */
  x: number;
  children: Box[];
}

const letter = 7.2;
const line = 16;
const padding = 10;
const gap = { x: 16, y: 44 };
/** Hues of the classes, the golden angle apart. */
const turn = 137.508;

/**
 * A drawing of the tree as SVG text, left is yes. Lines and words are in currentColor, so that it reads on light and on dark pages; a box is tinted by its
 * class, or by its value between the smallest and the largest, more strongly the purer it is.
 */
export function exportSvg(model: Drawable, options: DrawingOptions = {}): string {
  const words = nodeWords("exportSvg", model, options);
  const { tree_ } = model;
  const root = layOut(tree_, options.maxDepth ?? Number.POSITIVE_INFINITY);
  const boxes = [...walk(root)];
  const rows = new Map(boxes.map((box) => [box, linesOf(tree_, box, words)]));
  const columns = boxes.filter((box) => box.children.length === 0).length;
  const longest = Math.max(...[...rows.values()].flat().map((text) => text.length));
  const size = { width: longest * letter + 2 * padding, height: 4 * line + padding };
  const at = ({ x, depth }: Box) => ({
    x: (x + 0.5) * (size.width + gap.x),
    y: depth * (size.height + gap.y) + size.height / 2 + 2,
  });
  const levels = 1 + Math.max(...boxes.map((box) => box.depth));
  const [width, height] = [
    Math.ceil(columns * (size.width + gap.x)),
    Math.ceil(levels * (size.height + gap.y) - gap.y + 4),
  ];
  const tint = tints(tree_, boxes, words, model.classes_ !== undefined);
  const parts = boxes.flatMap((box) => [
    ...box.children.map((child, k) => edge(at(box), at(child), size.height, ["yes", "no"][k]!)),
    drawBox(at(box), size, tint(box), rows.get(box)!),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>A decision tree of ${tree_.nodeCount} nodes, ${tree_.maxDepth} levels deep</title>`,
    ...parts,
    "</svg>",
  ].join("\n");
}

/** Leaves side by side, a parent above the middle of its children. */
function layOut(tree: Tree, maxDepth: number): Box {
  let columns = 0;
  const place = (node: number, depth: number): Box => {
    if (isLeaf(tree, node) || depth >= maxDepth) return { node, depth, x: columns++, children: [] };
    const children = [
      place(tree.childrenLeft[node]!, depth + 1),
      place(tree.childrenRight[node]!, depth + 1),
    ];
    return { node, depth, x: (children[0]!.x + children[1]!.x) / 2, children };
  };
  return place(0, 0);
}

function* walk(box: Box): Generator<Box> {
  yield box;
  for (const child of box.children) yield* walk(child);
}

function linesOf(tree: Tree, { node, children }: Box, words: NodeWords): string[] {
  const facts = [
    `impurity ${words.number(tree.impurity[node]!)}`,
    `samples ${tree.nNodeSamples[node]}`,
    words.prediction(node),
  ];
  if (children.length > 0) return [`${words.feature(node)} ≤ ${words.threshold(node)}`, ...facts];
  return isLeaf(tree, node) ? facts : ["…", ...facts];
}

function tints(tree: Tree, boxes: Box[], words: NodeWords, isClassifier: boolean): (box: Box) => string {
  if (isClassifier)
    return ({ node }) => {
      const place = words.place(node);
      const share = tree.value[node * tree.width + place]!;
      const least = 1 / tree.width;
      return tinted((210 + place * turn) % 360, tree.width > 1 ? (share - least) / (1 - least) : 1);
    };
  const values = boxes.map(({ node }) => tree.value[node]!);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return ({ node }) => tinted(210, high > low ? (tree.value[node]! - low) / (high - low) : 0);
}

function tinted(hue: number, strength: number): string {
  return `fill="hsl(${hue.toFixed(0)} 70% 50%)" fill-opacity="${(0.05 + 0.35 * strength).toFixed(2)}"`;
}

type Point = { x: number; y: number };

function edge(from: Point, to: Point, height: number, answer: string): string {
  const [y1, y2] = [from.y + height / 2, to.y - height / 2];
  // Above the line, so that a flat one does not cross it.
  const [x, y] = [(from.x + to.x) / 2, (y1 + y2) / 2 - 4];
  const [anchor, shift] = to.x < from.x ? ["end", -8] : ["start", 8];
  return [
    `<line x1="${px(from.x)}" y1="${px(y1)}" x2="${px(to.x)}" y2="${px(y2)}" stroke="currentColor" stroke-opacity="0.6"/>`,
    `<text x="${px(x + shift)}" y="${px(y)}" text-anchor="${anchor}" fill="currentColor" fill-opacity="0.7">${answer}</text>`,
  ].join("\n");
}

function drawBox(
  { x, y }: Point,
  { width, height }: { width: number; height: number },
  fill: string,
  rows: string[],
): string {
  const first = y - ((rows.length - 1) * line) / 2 + 4.5;
  return [
    `<rect x="${px(x - width / 2)}" y="${px(y - height / 2)}" width="${px(width)}" height="${px(height)}" rx="6" stroke="currentColor" stroke-opacity="0.6" ${fill}/>`,
    ...rows.map(
      (text, k) =>
        `<text x="${px(x)}" y="${px(first + k * line)}" text-anchor="middle" fill="currentColor">${escaped(text)}</text>`,
    ),
  ].join("\n");
}

const px = (value: number): string => value.toFixed(1);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
