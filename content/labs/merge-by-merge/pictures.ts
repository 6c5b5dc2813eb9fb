import type { CurveView, TextView, View } from "@blankfile/curriculum/lab";
import { isDone, type State, size, tied } from "./state.ts";

export function pictures(state: State): View[] {
  return [segmented(state), next(state), lengths(state)];
}

/** Pieces apart by a thin bar, chunks by a gap. */
export function written(chunks: readonly (readonly string[])[]): string {
  return chunks.map((chunk) => chunk.join("|")).join("  ");
}

function segmented({ chunks, probe, merges }: State): TextView {
  return {
    kind: "text",
    title: `Both texts after ${merges.length} ${merges.length === 1 ? "merge" : "merges"}`,
    code: true,
    lines: [
      { text: `training text, ${size(chunks)} pieces`, tone: "muted" },
      { text: written(chunks), tone: "ink" },
      { text: `probe, ${size(probe)} pieces`, tone: "muted" },
      { text: written(probe), tone: "accent" },
    ],
  };
}

function next(state: State): TextView {
  const { candidates, merges } = state;
  const last = merges.at(-1);
  const lines: TextView["lines"] = [];
  if (last !== undefined)
    lines.push({ text: `merged: ${last.left} + ${last.right}, counted ${last.count} times`, tone: "ok" });
  if (isDone(state))
    lines.push({ text: "done: no pair occurs twice, or there are enough merges", tone: "muted" });
  else {
    const equal = tied(state).length;
    if (equal > 1)
      lines.push({
        text: `${equal === candidates.length ? `${equal} or more` : equal} pairs share the highest count: the rule for ties decides`,
        tone: "gap",
      });
    for (const [i, { left, right, count }] of candidates.entries())
      lines.push({
        text: `${String(count).padStart(3)} × ${left} + ${right}`,
        tone: i === 0 ? "accent" : "ink",
      });
  }
  return { kind: "text", title: "Pairs of neighbours now, the next merge first", code: true, lines };
}

function lengths({ history }: State): CurveView {
  const share = (of: "text" | "probe"): [number, number][] =>
    history[0]![of] === 0 ? [] : history.map((at) => [at.merges, at[of] / history[0]![of]]);
  const series: CurveView["series"] = [
    { label: "training text", tone: "ink", points: share("text") },
    { label: "probe", tone: "accent", points: share("probe") },
  ];
  return {
    kind: "curve",
    title: "Pieces left, as a share of those before the first merge",
    x: { label: "merges" },
    y: { label: "share" },
    series: series.filter(({ points }) => points.length > 0),
  };
}
