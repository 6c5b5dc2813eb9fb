import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { type Account, accountOf } from "./account.ts";
import { cells, reach } from "./look.ts";
import { mayCompile, stepFor, tryOut } from "./machines.ts";
import { bytes } from "./numbers.ts";
import { type Chosen, choiceOf, guessing, pictureCount, type State } from "./training.ts";
import type { StepChoice } from "./training-step.ts";

export function picturesOf(state: State, chosen: Chosen): View[] {
  return [field(state), losses(state, chosen), flatShares(state), ...compilersView(choiceOf(chosen))];
}

function field({ sight, points: { places, classes } }: State): FieldView {
  return {
    kind: "field",
    title: "What the network answers",
    xRange: [-reach, reach],
    yRange: [-reach, reach],
    rows: cells,
    cols: cells,
    values: [...sight.field],
    centre: 0,
    points: [...classes].map((side, i) => ({
      x: places[2 * i]!,
      y: places[2 * i + 1]!,
      tone: side === 1 ? ("amber" as const) : ("accent" as const),
      filled: side === 1,
    })),
  };
}

function losses({ history }: State, { each }: Chosen): CurveView {
  const end = pictureCount * Number(each);
  const series: CurveView["series"] = [
    { label: "loss", tone: "accent", points: history.map(({ taken, loss }) => [taken, loss]) },
    {
      label: "guessing",
      tone: "muted",
      points: [
        [0, guessing],
        [end, guessing],
      ],
    },
  ];
  return {
    kind: "curve",
    title: "Loss",
    x: { label: "training steps" },
    y: { label: "cross-entropy", log: true },
    series,
  };
}

function flatShares({ history, flatAtFirst }: State): CurveView {
  const shares = [{ taken: 0, flat: flatAtFirst }, ...history];
  // One point by itself has no axis to lie on.
  const line = (layer: 0 | 1): [number, number][] =>
    history.length === 0 ? [] : shares.map(({ taken, flat }) => [taken, 100 * flat[layer]]);
  return {
    kind: "curve",
    title: "Flat slopes, below 0.01",
    x: { label: "training steps" },
    y: { label: "% of all, over units and points" },
    series: [
      { label: "layer 1", tone: "accent", points: line(0) },
      { label: "layer 2", tone: "amber", points: line(1) },
    ],
  };
}

/** What the lab opens with; other choices are compared with it. */
const first: StepChoice = { width: 32, batch: 64, activation: "tanh", optimiser: "adam", clip: false };

const accounts = new Map<string, Account>();

function accountFor(choice: StepChoice): Account {
  const key = JSON.stringify(choice);
  let account = accounts.get(key);
  if (account === undefined) {
    const step = stepFor(choice);
    tryOut(step);
    account = accountOf(step);
    accounts.set(key, account);
  }
  return account;
}

function compilersView(choice: StepChoice): TextView[] {
  const title = "What the compiler made of one training step";
  if (!mayCompile()) {
    const text =
      "This page may not compile WebAssembly, so every step is eager, and there is no machine code to explain.";
    return [{ kind: "text", title, lines: [{ text, tone: "gap" }] }];
  }
  const account = accountFor(choice);
  const isFirst = JSON.stringify(choice) === JSON.stringify(first);
  return [
    {
      kind: "text",
      title,
      lines: [
        {
          text: `${account.operations} operations on arrays are in ${account.loops} loops. ${account.products} matrix products stay products. All of it is ${bytes(account.code)} of machine code.`,
          tone: "ink",
        },
        {
          text: `A step reads and writes ${bytes(account.moved)}. With each of these operations by itself it would be ${bytes(account.movedAlone)}.`,
          tone: "ink",
        },
        {
          text: `${account.arrays} arrays between the loops share ${bytes(account.arena)}. If none shared, they would take ${bytes(account.unshared)}.`,
          tone: "ink",
        },
        ...(isFirst ? [] : [{ text: before(accountFor(first)), tone: "accent" as const }]),
      ],
    },
    {
      kind: "text",
      title: "explain(): every loop, line by line",
      code: true,
      lines: account.lines.map((text) => ({ text, tone: "ink" as const })),
    },
  ];
}

function before({ operations, loops, products, moved, arena, unshared }: Account): string {
  return `As the lab opens: ${operations} operations in ${loops} loops, ${products} products, ${bytes(moved)} moved, ${bytes(arena)} shared in place of ${bytes(unshared)}.`;
}
