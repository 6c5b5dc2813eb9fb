import { useEffect, useRef } from "preact/hooks";

export interface Pen {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  /** The value of a colour of the design, now. */
  colour: (name: string) => string;
}

/**
 * A canvas that is drawn again whenever `draw` changes, its size changes, or light turns to dark. Sizes are in CSS
 * pixels; the drawing is as sharp as the screen.
 */
export function useCanvas(draw: (pen: Pen) => void) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  latest.current = draw;

  useEffect(() => {
    if (canvas.current) paint(canvas.current, draw);
  }, [draw]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const again = () => paint(element, latest.current);
    const sizes = new ResizeObserver(again);
    sizes.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", again);
    document.addEventListener("blankfile-theme", again);
    void document.fonts?.ready.then(again);
    return () => {
      sizes.disconnect();
      dark.removeEventListener("change", again);
      document.removeEventListener("blankfile-theme", again);
    };
  }, []);

  return canvas;
}

function paint(canvas: HTMLCanvasElement, draw: (pen: Pen) => void): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext("2d");
  if (context === null || width === 0 || height === 0) return;
  const ratio = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  draw({ context, width, height, colour: (name) => style.getPropertyValue(name).trim() });
}
