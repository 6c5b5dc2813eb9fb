import type { View } from "@blankfile/curriculum/lab";
import { type State, saidEvery } from "./training.ts";

const shownPieces = 60;

export function pictures({ history, baselines, said, pieces, taken, ranAway }: State): View[] {
  const end = Math.max(100, taken);
  const line = (label: string, y: number, tone: "muted" | "amber" | "ok") => ({
    label,
    tone,
    points: [
      [0, y],
      [end, y],
    ] as [number, number][],
  });
  return [
    {
      kind: "curve",
      title: ranAway ? "The loss, which ran away" : "The loss",
      x: { label: "training step" },
      y: { label: "loss, nats a token" },
      series: [
        line("guessing", baselines.uniform, "muted"),
        line("counting single tokens", baselines.single, "amber"),
        line("counting pairs", baselines.pairs, "ok"),
        {
          label: "the model",
          tone: "accent",
          points: history.map(({ taken: step, loss }): [number, number] => [step, loss]),
        },
      ],
    },
    {
      kind: "text",
      title: `What it writes after ${taken - (taken % saidEvery)} steps`,
      lines: visible(said).map((text) => ({ text, tone: "ink" })),
      code: true,
    },
    {
      kind: "text",
      title: `The text as tokens, the first ${Math.min(shownPieces, pieces.length)} of ${pieces.length}`,
      lines: [
        {
          text: pieces
            .slice(0, shownPieces)
            .map((piece) => piece.replaceAll("\n", "⏎").replaceAll(" ", "␣"))
            .join("·"),
          tone: "muted",
        },
      ],
      code: true,
    },
  ];
}

/** Lines for the reader: what is no character yet, or a control character, as a box. */
function visible(text: string): string[] {
  return text.split("\n").map((row) => row.replace(/[\p{Cc}\p{Cn}\uFFFD]/gu, "▯") || " ");
}
