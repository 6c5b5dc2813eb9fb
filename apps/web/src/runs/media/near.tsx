import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Props {
  /** How high its place is until then, in CSS pixels. */
  height: number;
  children: () => ComponentChildren;
}

/** What is made when the reader comes near: a page of many charts draws those that are looked at. */
export function Near({ height, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        watch.disconnect();
        setNear(true);
      },
      { rootMargin: "500px 0px" },
    );
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={place} class="near" style={isNear ? undefined : { minHeight: `${height}px` }}>
      {isNear && children()}
    </div>
  );
}
