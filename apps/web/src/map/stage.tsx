import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Module } from "../atlas/atlas.ts";
import { rungOf } from "../store/progress.ts";
import { type Arrow, dotAt, tileAt, tileBeside } from "./find-on-map.ts";
import { geometry } from "./geometry.ts";
import { MapDrawing } from "./map-drawing.tsx";
import type { MapState } from "./map-state.ts";
import { mapShape } from "./shape.ts";
import { useSize } from "./use-size.ts";
import { useZoom, type ZoomControl } from "./zoom.ts";

interface Props {
  state: MapState;
  /** Whether the map scrolls in a box of its own and can be zoomed; else the page scrolls. */
  boxed: boolean;
  onTopic: (slug: string) => void;
  onModule: (id: string, byKey: boolean) => void;
  /** Told what the buttons for zooming do, once the box is there. */
  onZoom: (control: ZoomControl) => void;
}

/** The drawn map: fits its width, can be zoomed and dragged, and answers to pointer and keys. */
export function Stage({ state, boxed, onTopic, onModule, onZoom }: Props) {
  const { atlas } = state;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const control = useZoom(box, boxed);
  const { zoom } = control;
  useEffect(() => onZoom(control), [zoom]);
  const [focusable, setFocusable] = useState(() => atlas.layers[0]!.modules[0]!.id);
  const [hovered, setHovered] = useState<number>();
  const shape = useMemo(() => mapShape(atlas), [atlas]);
  const map = useMemo(
    () => (size && size.width >= 200 ? geometry(shape, size.width, boxed ? size.height - 14 : 0) : undefined),
    [shape, size, boxed],
  );
  const picture = state.picture.value;
  const modules = [...atlas.modules.values()];
  const dragged = useDrag(box, boxed && zoom > 1);

  const point = (event: MouseEvent) => {
    const rect = box.current!.querySelector("svg.map")!.getBoundingClientRect();
    return { x: (event.clientX - rect.left) / zoom, y: (event.clientY - rect.top) / zoom };
  };

  function onClick(event: MouseEvent) {
    if (!map || dragged.current) return;
    const { x, y } = point(event);
    const touch = (event as PointerEvent).pointerType === "touch";
    const dot = dotAt(map, x, y, touch ? 10 : 7);
    if (dot !== undefined) return onTopic(atlas.topics[dot]!.slug);
    const tile = tileAt(map, x, y);
    if (tile === undefined) return;
    setFocusable(modules[tile]!.id);
    onModule(modules[tile]!.id, false);
  }

  function onPointerMove(event: PointerEvent) {
    if (!map || event.pointerType === "touch") return;
    const { x, y } = point(event);
    setHovered(dotAt(map, x, y, 7));
  }

  function onTileKey(event: KeyboardEvent, module: Module) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      onModule(module.id, true);
    } else if (event.key.startsWith("Arrow") && map) {
      event.preventDefault();
      const next = modules[tileBeside(map, module.place, event.key as Arrow)]!.id;
      setFocusable(next);
      box.current!.querySelector<SVGElement>(`[data-module="${next}"]`)?.focus();
    }
  }

  // The same drawing as long as nothing in it changes: zooming moves it by its transform alone. Names of landmarks follow
  // in steps.
  const names = zoom < 1.9 ? 1 : Math.round(zoom * 2) / 2;
  const drawing = useMemo(
    () =>
      map && (
        <MapDrawing
          atlas={atlas}
          geometry={map}
          picture={picture}
          rung={rungOf}
          focusable={focusable}
          onTileKey={onTileKey}
          zoom={names}
        />
      ),
    [atlas, map, picture, focusable, names],
  );

  const tip =
    hovered === undefined || !map ? undefined : { topic: atlas.topics[hovered]!, dot: map.dots[hovered]! };
  return (
    <div class="stage-frame">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the tiles in it take the focus and the keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tiles in it take the keys */}
      <div
        class={`stage-box${boxed ? " boxed" : ""}`}
        ref={box}
        onClick={onClick}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHovered(undefined)}
      >
        {map && (
          <div
            class="stage-size"
            style={{ width: `${map.width * zoom}px`, height: `${map.height * zoom}px` }}
          >
            <div class="stage-scale" style={{ transform: `scale(${zoom})` }}>
              {drawing}
            </div>
            {tip && (
              <span
                class={`tip${tip.dot.x > map.width / 2 ? " left" : ""}`}
                style={{ left: `${tip.dot.x * zoom}px`, top: `${tip.dot.y * zoom}px` }}
              >
                {tip.topic.title}
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** Dragging with the mouse scrolls the box. The answer is true while the click that ends a drag is to be ignored. */
function useDrag(box: { current: HTMLElement | null }, enabled: boolean): { readonly current: boolean } {
  const dragged = useRef(false);
  useEffect(() => {
    const element = box.current;
    if (!element || !enabled) return;
    let from: { x: number; y: number } | undefined;
    const down = (event: PointerEvent) => {
      dragged.current = false;
      if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, y: event.clientY };
    };
    const move = (event: PointerEvent) => {
      if (from === undefined) return;
      const dx = event.clientX - from.x;
      const dy = event.clientY - from.y;
      if (!dragged.current && Math.hypot(dx, dy) < 4) return;
      dragged.current = true;
      element.scrollLeft -= dx;
      element.scrollTop -= dy;
      from = { x: event.clientX, y: event.clientY };
    };
    const up = () => {
      from = undefined;
    };
    element.addEventListener("pointerdown", down);
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    return () => {
      dragged.current = false;
      element.removeEventListener("pointerdown", down);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
    };
  }, [enabled]);
  return dragged;
}
