import { useEffect, useRef, useState } from "preact/hooks";

/** Milliseconds between two sentences while something moves: a screen reader must get to the end of one. */
const pause = 3_000;

/** A text that screen readers speak when it changes; at most every three seconds unless `now`. */
export function Spoken({ text, now }: { text: string; now: boolean }) {
  const [spoken, speak] = useState("");
  const last = useRef(0);
  useEffect(() => {
    const since = performance.now() - last.current;
    const wait = now ? 150 : Math.max(0, pause - since);
    const timer = setTimeout(() => {
      last.current = performance.now();
      speak(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, now]);
  return (
    <p class="sr" role="status" aria-live="polite">
      {spoken}
    </p>
  );
}
