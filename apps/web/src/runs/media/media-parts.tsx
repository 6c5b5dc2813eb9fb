import { type Medium, mediaOf } from "@blankfile/tracking/report";
import type { ComponentType } from "preact";
import { Breakable } from "../breakable.tsx";
import type { OpenRun } from "../run-source.ts";
import { CurveView } from "./curve-view.tsx";
import { DistributionView } from "./distribution-view.tsx";
import { HistogramView } from "./histogram-view.tsx";
import { ImageView } from "./image-view.tsx";
import { MatrixView } from "./matrix-view.tsx";
import { Near } from "./near.tsx";
import type { Part } from "./part.ts";
import { TableView } from "./table-view.tsx";
import { TextView } from "./text-view.tsx";

type View = ComponentType<{ run: OpenRun; medium: Medium }>;

const kinds: readonly { type: Medium["type"]; title: string; view: View; isWide?: boolean }[] = [
  { type: "image", title: "Images", view: ImageView },
  { type: "histogram", title: "Histograms", view: HistogramView },
  { type: "distribution", title: "Distributions", view: DistributionView },
  { type: "curve", title: "Curves of a step", view: CurveView },
  { type: "confusion-matrix", title: "Confusion matrices", view: MatrixView, isWide: true },
  { type: "table", title: "Tables", view: TableView, isWide: true },
  { type: "text", title: "Texts", view: TextView, isWide: true },
];

/** A part of the page for each kind of value that the run logged beside numbers. */
export function mediaParts(run: OpenRun): Part[] {
  const byType = Map.groupBy(mediaOf(run.details), ({ type }) => type);
  return kinds.flatMap(({ type, title, view: View, isWide }) => {
    const media = byType.get(type) ?? [];
    if (media.length === 0) return [];
    const body = (
      <div class={`media of-${type}${isWide === true ? " wide" : ""}`}>
        {media.map((medium) => (
          <figure class="medium card" key={`${run.row.id} ${medium.name}`}>
            <figcaption>
              <Breakable name={medium.name} />
            </figcaption>
            <Near height={280}>{() => <View run={run} medium={medium} />}</Near>
          </figure>
        ))}
      </div>
    );
    return [{ id: title.toLowerCase().replaceAll(" ", "-"), title, body }];
  });
}
