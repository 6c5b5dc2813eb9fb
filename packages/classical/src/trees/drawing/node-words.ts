import type { Label } from "../../estimator/labels.ts";
import { isLeaf, type Tree } from "../tree.ts";

/** A fitted tree, as far as it is drawn. */
export interface Drawable {
  tree_: Tree;
  classes_?: readonly Label[];
  featureNamesIn_?: readonly string[];
}

export interface DrawingOptions {
  /** Names of the columns; those of fit, else x0, x1, … */
  featureNames?: readonly string[];
  /** Names of the classes; the labels themselves unless given. */
  classNames?: readonly string[];
  /** How deep to draw; below, what is left out is said. All unless given. */
  maxDepth?: number;
  /** Digits after the point. */
  decimals?: number;
}

/** What is written of the nodes of one tree. */
export interface NodeWords {
  /** "petal ≤ 0.8" without the sign and number. */
  feature(node: number): string;
  threshold(node: number): string;
  /** A class, or a number. */
  prediction(node: number): string;
  /** The place of the class among all; 0 for numbers. */
  place(node: number): number;
  number(value: number): string;
}

export function nodeWords(where: string, model: Drawable, options: DrawingOptions): NodeWords {
  const tree = requireTree(where, model);
  const { decimals = 2 } = options;
  const names = options.featureNames ?? model.featureNamesIn_;
  const classes = options.classNames ?? model.classes_?.map(String);
  const highest = Math.max(...tree.feature);
  if (names && names.length <= highest)
    throw new RangeError(
      `${where}: ${names.length} featureNames, one for each column is needed; the tree asks for column ${highest}`,
    );
  if (classes && classes.length !== tree.width)
    throw new RangeError(
      `${where}: ${classes.length} classNames, ${tree.width} are needed, one for each class`,
    );
  const number = (value: number) => value.toFixed(decimals);
  const place = (node: number) => argmax(tree.value, node * tree.width, tree.width);
  return {
    feature: (node) => names?.[tree.feature[node]!] ?? `x${tree.feature[node]}`,
    threshold: (node) => number(tree.threshold[node]!),
    prediction: (node) => classes?.[place(node)] ?? number(tree.value[node]!),
    place,
    number,
  };
}

/** How many levels hang below a node. */
export function depthBelow(tree: Tree, node: number): number {
  if (isLeaf(tree, node)) return 0;
  return (
    1 + Math.max(depthBelow(tree, tree.childrenLeft[node]!), depthBelow(tree, tree.childrenRight[node]!))
  );
}

function requireTree(where: string, model: Drawable): Tree {
  if (model.tree_) return model.tree_;
  throw new Error(`${where}: the tree has learnt nothing yet, fit is needed; call fit first`);
}

function argmax(values: Float64Array, from: number, width: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) if (values[from + k]! > values[from + best]!) best = k;
  return best;
}
