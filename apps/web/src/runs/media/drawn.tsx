import type { Area, Picture } from "@blankfile/tracking/report";
import { useEffect, useRef, useState } from "preact/hooks";

interface Props {
  /** Draws it for a width in CSS pixels. */
  draw: (width: number) => Picture;
  /** Called with where the pointer is in the picture's own coordinates; undefined when it leaves. */
  point?: (x: number | undefined, area: Area) => void;
  /** An upright line at this place. */
  mark?: (area: Area) => number | undefined;
}

/** A picture as wide as its place, drawn anew when that changes, so that its letters keep their size. */
export function Drawn({ draw, point, mark }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const resized = new ResizeObserver(() => setWidth(Math.floor(place.current?.clientWidth ?? 0)));
    resized.observe(place.current!);
    return () => resized.disconnect();
  }, []);
  const picture = width > 0 ? draw(Math.max(220, width)) : undefined;
  const at = picture && mark?.(picture.area);
  const move = (event: PointerEvent) => {
    if (!picture || !point) return;
    const box = place.current!.getBoundingClientRect();
    point(((event.clientX - box.left) / box.width) * picture.area.width, picture.area);
  };
  return (
    <div
      ref={place}
      class="drawn"
      onPointerMove={move}
      onPointerDown={move}
      onPointerLeave={() => picture && point?.(undefined, picture.area)}
    >
      {picture && <div dangerouslySetInnerHTML={{ __html: picture.svg.text }} />}
      {picture && at !== undefined && (
        <div
          class="mark"
          style={{
            left: `${at}px`,
            top: `${picture.area.top}px`,
            height: `${picture.area.bottom - picture.area.top}px`,
          }}
        />
      )}
    </div>
  );
}
