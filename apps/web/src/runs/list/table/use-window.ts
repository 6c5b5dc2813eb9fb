import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Lines drawn above and below those in view, and by how many the window moves at once. */
const margin = 10;
const stride = 5;

/**
 * Which of `count` lines of one height are in view of a box that scrolls, with a margin: from `first` up to and
 * without `end`.
 */
export function useWindow(
  box: RefObject<HTMLElement>,
  count: number,
  lineHeight: number,
): { first: number; end: number } {
  const [view, setView] = useState({ first: 0, lines: 40 });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      const top = Math.floor(element.scrollTop / lineHeight / stride) * stride;
      const first = Math.max(0, top - margin);
      const lines = Math.ceil(element.clientHeight / lineHeight) + 2 * margin + stride;
      setView((known) => (known.first === first && known.lines === lines ? known : { first, lines }));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const sized = new ResizeObserver(look);
    sized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      sized.disconnect();
    };
  }, [lineHeight]);

  // Fewer lines than a moment ago: the box has not scrolled yet.
  const first = Math.min(view.first, Math.max(0, count - view.lines));
  return { first, end: Math.min(count, first + view.lines) };
}
