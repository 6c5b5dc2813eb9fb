import { useEffect, useRef, useState } from "preact/hooks";
import type { Atlas } from "../atlas/atlas.ts";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { count } from "../atlas/words.ts";
import type { Mode } from "./address.ts";
import { FilterBar } from "./filter-bar.tsx";
import { ListView } from "./list-view.tsx";
import { type MapState, mapState } from "./map-state.ts";
import { Panel } from "./panel.tsx";
import { Problems } from "./problems.tsx";
import { Stage } from "./stage.tsx";
import { Tools } from "./tools.tsx";
import type { ZoomControl } from "./zoom.ts";

/** The map screen. */
export default function MapApp() {
  const [atlas, setAtlas] = useState<Atlas>();
  const [problem, setProblem] = useState<string>();
  const [loading] = useState(loadAtlas);
  useEffect(() => {
    loading.then(setAtlas, (error: Error) => setProblem(error.message));
  }, []);
  if (problem) return <p class="notice problem map-problem">{problem}</p>;
  return atlas ? <Loaded atlas={atlas} /> : <p class="map-problem" aria-busy="true" />;
}

function Loaded({ atlas }: { atlas: Atlas }) {
  const [state] = useState(() => mapState(atlas));
  const wide = useWide();
  const [zoom, setZoom] = useState<ZoomControl>();
  const aside = useRef<HTMLElement>(null);
  const back = useRef<Element | null>(null);
  const { address, go } = state;
  const { mode, topic, module, view } = address.value;
  const [hidden, setHidden] = useState(false);
  const chosen = mode !== "explore" || topic !== undefined || module !== undefined;

  useEffect(() => setHidden(false), [mode, topic, module]);
  const half = mode === "path" && (address.value.from === undefined) !== (address.value.to === undefined);
  useFocusInPanel(aside, `${mode} ${topic} ${module}`, half);

  /** Opening by key moves the focus into the panel; Escape brings it back. */
  function enterPanel() {
    back.current = document.activeElement;
    setTimeout(() => (aside.current?.querySelector<HTMLElement>(".topic-list a") ?? aside.current)?.focus());
  }

  function pickTopic(slug: string) {
    const now = address.value;
    if (now.mode === "path" && now.from === undefined) go({ from: slug });
    else if (now.mode === "path" && now.to === undefined) go({ to: slug });
    else if (now.mode === "gaps" && now.destinations.length === 0) go({ destinations: [slug] });
    else go({ mode: "explore", topic: slug, module: undefined });
  }

  function pickModule(id: string, byKey: boolean) {
    go({ mode: "explore", module: id, topic: undefined });
    if (byKey) enterPanel();
  }

  // On a narrow screen the panel is a sheet over the lower half: bring what it speaks of into the upper one.
  useEffect(() => {
    if (wide || view === "list" || !chosen) return;
    const mark = [".ring", ".stop", ".tile.on"]
      .map((name) => document.querySelector(`svg.map ${name}`))
      .find(Boolean);
    if (mark) scrollBy({ top: mark.getBoundingClientRect().top - innerHeight * 0.24 });
  }, [wide, view, state.picture.value]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const now = address.value;
      if (now.topic !== undefined) go({ topic: undefined });
      else if (now.module !== undefined) go({ module: undefined });
      else return;
      if (back.current instanceof HTMLElement || back.current instanceof SVGElement) back.current.focus();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <div class={`atlas${wide ? "" : " narrow"}${chosen && !hidden ? " sheet" : ""}`}>
      <div class="stage">
        <Tools state={state} onMode={(next) => changeMode(state, next)} zoom={wide ? zoom : undefined} />
        {mode === "explore" && (wide ? <FilterBar state={state} /> : <FoldedFilter state={state} />)}
        <Problems state={state} />
        {view === "list" ? (
          <ListView state={state} onTopic={pickTopic} />
        ) : (
          <Stage state={state} boxed={wide} onTopic={pickTopic} onModule={pickModule} onZoom={setZoom} />
        )}
      </div>
      <aside class="panel" ref={aside} tabIndex={-1} aria-label="What is chosen">
        {!wide && chosen && (
          <button type="button" class="btn quiet small sheet-toggle" onClick={() => setHidden(!hidden)}>
            {hidden ? "Show the panel" : "Hide the panel"}
          </button>
        )}
        <Panel state={state} />
      </aside>
    </div>
  );
}

/**
 * When what had the focus goes with the panel that it stood in, the new panel takes it: the first empty box where one is to be filled,
 * else its title. A pressed button that stays keeps the focus. A page that opens with half a path asks for the other half.
 */
function useFocusInPanel(
  panel: { readonly current: HTMLElement | null },
  shown: string,
  halfAPath: boolean,
): void {
  const last = useRef(halfAPath ? "" : shown);
  useEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    const active = document.activeElement;
    const lost = active === null || active === document.body;
    // A tile keeps it in explore mode only, where Enter leads on and Escape back.
    if (!lost && (active.closest("svg.map") === null || shown.startsWith("explore"))) return;
    const boxes = [...(panel.current?.querySelectorAll<HTMLInputElement>(".topic-box input") ?? [])];
    // On a phone a box brings up the keyboard, which is for the reader to ask for.
    const box = matchMedia("(pointer: coarse)").matches ? undefined : boxes.find(({ value }) => value === "");
    (box ?? panel.current?.querySelector<HTMLElement>("#panel-title"))?.focus({ preventScroll: true });
  }, [shown]);
}

/** On a narrow screen the map comes first, the filter behind a line that says whether it is on. */
function FoldedFilter({ state }: { state: MapState }) {
  const { shown } = state;
  return (
    <details class="filter-fold">
      <summary>{shown.value ? `Filter: ${count(shown.value.size, "topic")}` : "Filter"}</summary>
      <FilterBar state={state} />
    </details>
  );
}

/** Keeps what is chosen where the next mode can use it. */
function changeMode({ address, go }: MapState, mode: Mode): void {
  const { topic, to, destinations } = address.value;
  const target = topic ?? to ?? destinations[0];
  const rest = { topic: undefined, module: undefined };
  if (mode === "path") go({ mode, ...rest, from: undefined, to: target });
  else if (mode === "gaps") go({ mode, ...rest, destinations: target ? [target] : [] });
  else go({ mode, module: undefined, topic: target });
}

function useWide(): boolean {
  const query = "(min-width: 1000px)";
  const [wide, setWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setWide(media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  return wide;
}
