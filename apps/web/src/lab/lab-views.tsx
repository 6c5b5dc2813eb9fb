import type { View } from "@blankfile/curriculum/lab";
import { CurveView } from "./curve-view.tsx";
import { FieldView } from "./field-view.tsx";
import { GraphView } from "./graph-view.tsx";
import { MatrixView } from "./matrix-view.tsx";
import { ScatterView } from "./scatter-view.tsx";
import { TextView } from "./text-view.tsx";
import { toneColour } from "./tones.ts";

/**
 * The pictures in the lab's order. A graph takes the whole width, and so does a text by itself; others stand in pairs, two texts
 * too. Of three pictures in a row the first stands tall beside two.
 */
export function LabViews({ views, stale = false }: { views: View[]; stale?: boolean }) {
  return (
    <div class="lab-views" data-stale={stale}>
      {inRows(views).map((row, r) =>
        row.length === 1 && isWide(row[0]!) ? (
          <Figure key={r} view={row[0]!} wide />
        ) : (
          <div key={r} class="lab-pair" data-count={row.length}>
            {row.map((view, i) => (
              <Figure key={i} view={view} />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

function isWide({ kind }: View): boolean {
  return kind === "graph" || kind === "text";
}

/** Neighbours that go together: two texts, or any number of pictures that are no graphs. */
function inRows(views: readonly View[]): View[][] {
  const rows: View[][] = [];
  for (const view of views) {
    const last = rows.at(-1);
    const texts = view.kind === "text" && last?.length === 1 && last[0]!.kind === "text";
    const pictures = last !== undefined && !isWide(view) && !isWide(last[0]!);
    if (texts || pictures) last!.push(view);
    else rows.push([view]);
  }
  return rows;
}

function Figure({ view, wide = false }: { view: View; wide?: boolean }) {
  const lines = view.kind === "curve" && view.series.length > 1 ? view.series : [];
  const paths = view.kind === "field" ? (view.paths ?? []) : [];
  return (
    <figure class={wide ? "lab-full" : undefined} data-kind={view.kind}>
      <figcaption>
        {view.title}
        {[...lines, ...paths].map(({ label, tone }) => (
          <em key={label} style={{ "--c": `var(${toneColour[tone]})` }}>
            {label}
          </em>
        ))}
      </figcaption>
      <Picture view={view} />
    </figure>
  );
}

function Picture({ view }: { view: View }) {
  switch (view.kind) {
    case "curve":
      return <CurveView view={view} />;
    case "field":
      return <FieldView view={view} />;
    case "graph":
      return <GraphView view={view} />;
    case "matrix":
      return <MatrixView view={view} />;
    case "scatter":
      return <ScatterView view={view} />;
    case "text":
      return <TextView view={view} />;
  }
}
