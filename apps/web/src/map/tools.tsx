import { count } from "../atlas/words.ts";
import { saveFile } from "../shell/save-file.ts";
import { type Mode, modes } from "./address.ts";
import type { MapState } from "./map-state.ts";
import { mapPicture } from "./save-picture.ts";
import type { ZoomControl } from "./zoom.ts";

const names: Record<Mode, string> = { explore: "Explore", path: "Trace a path", gaps: "Find my gaps" };

interface Props {
  state: MapState;
  onMode: (mode: Mode) => void;
  /** Where the map can be zoomed. */
  zoom: ZoomControl | undefined;
}

/** The line above the map: modes, what is shown, legend, map or list. */
export function Tools({ state, onMode, zoom }: Props) {
  const { address, go } = state;
  const { mode, view } = address.value;
  return (
    <div class="tools">
      <fieldset class="segments" aria-label="What to do with the map">
        {modes.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={mode === name}
            data-trace={name === "path" && mode !== "path" ? "" : undefined}
            onClick={() => mode !== name && onMode(name)}
          >
            {names[name]}
          </button>
        ))}
      </fieldset>
      <span class={mode === "gaps" ? "sr" : "hint"} role="status">
        {hint(state)}
      </span>
      <Legend gaps={mode === "gaps"} />
      {zoom && view === "map" && (
        <fieldset class="segments zoom" aria-label="Zoom">
          <button
            type="button"
            aria-label="Zoom out"
            disabled={zoom.zoom === 1}
            onClick={() => zoom.zoomBy(-1)}
          >
            −
          </button>
          <button type="button" aria-label="Zoom in" onClick={() => zoom.zoomBy(1)}>
            +
          </button>
          {zoom.zoom > 1 && (
            <button type="button" onClick={zoom.reset}>
              Fit
            </button>
          )}
        </fieldset>
      )}
      {view === "map" && (
        <fieldset class="segments" aria-label="Take it with you">
          <button type="button" onClick={savePicture}>
            Save
          </button>
          <button type="button" onClick={() => print()}>
            Print
          </button>
        </fieldset>
      )}
      <fieldset class="segments" aria-label="How to show it">
        {(["map", "list"] as const).map((name) => (
          <button key={name} type="button" aria-pressed={view === name} onClick={() => go({ view: name })}>
            {name === "map" ? "Map" : "List"}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function savePicture(): void {
  const map = document.querySelector<SVGSVGElement>("svg.map");
  if (map) saveFile("map.svg", mapPicture(map), "image/svg+xml");
}

function hint({ address, route, gaps }: MapState): string {
  const { mode, from, to, destinations } = address.value;
  if (mode === "path") {
    if (route.value) return `Shortest way, ${count(route.value.stops.length, "topic")}`;
    if (from && to) return "No way between them";
    return from || to ? "Choose the other end" : "Choose two topics";
  }
  if (mode === "gaps") {
    if (gaps.value)
      return `${gaps.value.missing.length} missing, ${gaps.value.ready.length} ready to start now`;
    return destinations.length === 0 ? "Choose a destination" : "";
  }
  return "";
}

function Legend({ gaps }: { gaps: boolean }) {
  return (
    <div class={gaps ? "legend gaps" : "legend"} aria-hidden="true">
      <span>
        <i class="dot" data-rung="checked" />
        Known
      </span>
      <span>
        <i class="dot" data-rung="claimed" />
        Claimed
      </span>
      <span>
        <i class="dot" />
        To learn
      </span>
      <span>
        <i class="dot landmark" />
        Landmark
      </span>
      {gaps && (
        <>
          <span>
            <i class="ring-dot" />
            Missing
          </span>
          <span>
            <i class="ring-dot ready" />
            Ready now
          </span>
        </>
      )}
    </div>
  );
}
