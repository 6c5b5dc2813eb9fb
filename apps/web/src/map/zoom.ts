import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

const closest = 4;
const step = 1.25;
/** Milliseconds after the last change of the zoom. */
const resting = 200;

export interface ZoomControl {
  zoom: number;
  zoomBy: (direction: 1 | -1) => void;
  reset: () => void;
}

/**
 * Zoom of a box that scrolls: the picture in it is scaled by a transform, and the point under the pointer stays where it
 * is. Ctrl or ⌘ with the wheel (a pinch on a trackpad is that too), two fingers, or the two functions.
 */
export function useZoom(box: RefObject<HTMLElement>, enabled: boolean): ZoomControl {
  const [zoom, setZoom] = useState(1);
  const now = useRef(1);
  /** Where to scroll once the picture has its new size. */
  const anchor = useRef<{ x: number; y: number; ratio: number }>();

  function zoomAt(factor: number, clientX: number, clientY: number) {
    const element = box.current;
    if (!element) return;
    const next = Math.min(closest, Math.max(1, now.current * factor));
    if (next === now.current) return;
    const rect = element.getBoundingClientRect();
    const before = anchor.current?.ratio ?? 1;
    anchor.current = { x: clientX - rect.left, y: clientY - rect.top, ratio: (before * next) / now.current };
    now.current = next;
    setZoom(next);
  }

  const zoomBy = (direction: 1 | -1): void => {
    const rect = box.current?.getBoundingClientRect();
    if (rect)
      zoomAt(direction === 1 ? step : 1 / step, rect.left + rect.width / 2, rect.top + rect.height / 2);
  };

  useLayoutEffect(() => {
    const element = box.current;
    const held = anchor.current;
    if (!element || !held) return;
    anchor.current = undefined;
    element.scrollLeft = (element.scrollLeft + held.x) * held.ratio - held.x;
    element.scrollTop = (element.scrollTop + held.y) * held.ratio - held.y;
  }, [zoom]);

  // Drawn once beyond its edges, the picture scrolls without being drawn again; while it is zoomed that would be drawn anew each time.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !enabled) return;
    element.style.willChange = "";
    const timer = setTimeout(() => {
      element.style.willChange = zoom > 1 ? "scroll-position" : "";
    }, resting);
    return () => clearTimeout(timer);
  }, [zoom, enabled]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !enabled) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY / (event.deltaMode === 1 ? 12 : 200)), event.clientX, event.clientY);
    };
    const stopPinch = followPinch(element, zoomAt);
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", onWheel);
      stopPinch();
    };
  }, [enabled]);

  return { zoom, zoomBy, reset: () => zoomAt(1 / now.current, 0, 0) };
}

/** Two fingers: their distance is the factor, the point between them stays. */
function followPinch(
  element: HTMLElement,
  zoomAt: (factor: number, x: number, y: number) => void,
): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  let apart = 0;
  const measure = () => {
    const [a, b] = [...fingers.values()];
    return a && b
      ? { apart: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
      : undefined;
  };
  const down = (event: PointerEvent) => {
    if (event.pointerType !== "touch") return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    apart = measure()?.apart ?? 0;
  };
  const move = (event: PointerEvent) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const pinch = measure();
    if (pinch === undefined || apart === 0) return;
    zoomAt(pinch.apart / apart, pinch.x, pinch.y);
    apart = pinch.apart;
  };
  const up = (event: PointerEvent) => void fingers.delete(event.pointerId);
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
  };
}
