import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** The inner size of an element in whole pixels, followed as it changes; undefined before it is on the page. */
export function useSize(box: RefObject<HTMLElement>): { width: number; height: number } | undefined {
  const [size, setSize] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () =>
      setSize((last) => {
        const { clientWidth: width, clientHeight: height } = element;
        return last?.width === width && last.height === height ? last : { width, height };
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}
