import { useMemo, useRef } from "preact/hooks";

/**
 * The configuration under the pointer, brought out wherever it is drawn: every mark of one has `data-trial`, and gets the class "pointed".
 * Nothing is rendered anew, so that a thousand configurations follow the pointer.
 */
export function usePointing() {
  const root = useRef<HTMLDivElement>(null);
  const now = useRef<number | undefined>(undefined);
  return useMemo(() => {
    const mark = (trial: number | undefined, isPointed: boolean) => {
      if (trial === undefined) return;
      for (const one of root.current?.querySelectorAll(`[data-trial="${trial}"]`) ?? [])
        one.classList.toggle("pointed", isPointed);
    };
    const point = (trial: number | undefined) => {
      if (trial === now.current) return;
      mark(now.current, false);
      mark(trial, true);
      now.current = trial;
    };
    const onPointerOver = (event: PointerEvent) => {
      const over = event.target as Element;
      // There the nearest line counts, which need not be under the pointer.
      if (over.closest(".parallel")) return;
      const trial = over.closest("[data-trial]")?.getAttribute("data-trial");
      point(trial === null || trial === undefined ? undefined : Number(trial));
    };
    return { root, point, onPointerOver, onPointerLeave: () => point(undefined) };
  }, []);
}
