import { useEffect, useRef, useState } from "preact/hooks";

/** A way past a long statement, where the editor stands so far below it that it is not seen. */
export function JumpToEditor({ slug }: { slug: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  const [far, measured] = useState(false);
  useEffect(() => {
    const statement = mark.current?.parentElement;
    const whole = statement?.parentElement;
    const editor = document.getElementById(editorId(slug));
    if (!statement || !whole || editor === null) return undefined;
    const measure = () => {
      const distance = editor.getBoundingClientRect().top - statement.getBoundingClientRect().top;
      measured(distance > 0.8 * innerHeight);
    };
    const watch = new ResizeObserver(measure);
    watch.observe(whole);
    addEventListener("resize", measure);
    return () => {
      watch.disconnect();
      removeEventListener("resize", measure);
    };
  }, [slug]);
  return (
    <span ref={mark} class="ex-jump">
      {far && (
        <a class="link" href={`#${editorId(slug)}`}>
          To the editor
        </a>
      )}
    </span>
  );
}

export function editorId(slug: string): string {
  return `editor-of-${slug}`;
}
