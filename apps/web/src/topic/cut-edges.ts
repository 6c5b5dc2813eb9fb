const selector = ".formula, .prose table, figure.code pre, .side .katex-display, .program-printed";

const names: [test: string, name: string][] = [
  ["table", "Table"],
  ["pre", "Code"],
  ["*", "Formula"],
];

/**
 * What is wider than its column scrolls sideways. Where that is so it can be focused and scrolled by the arrow keys, says what it is, and has
 * `data-cut`, which names the edges with more beyond them ("left", "right", "left right"). Answers what stops watching.
 */
export function watchCutEdges(root: ParentNode): () => void {
  const wide = [...root.querySelectorAll<HTMLElement>(selector)];
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target as HTMLElement);
  });
  const onScroll = ({ currentTarget }: Event) => mark(currentTarget as HTMLElement);
  for (const one of wide) {
    sizes.observe(one);
    one.addEventListener("scroll", onScroll, { passive: true });
  }
  return () => {
    sizes.disconnect();
    for (const one of wide) one.removeEventListener("scroll", onScroll);
  };
}

function mark(box: HTMLElement): void {
  const { scrollLeft, scrollWidth, clientWidth } = box;
  const beyond = scrollWidth - clientWidth;
  if (beyond <= 1) {
    if (box.dataset.cut === undefined) return;
    for (const name of ["data-cut", "tabindex", "role", "aria-label"]) box.removeAttribute(name);
    return;
  }
  const edges = [scrollLeft > 1 && "left", scrollLeft < beyond - 1 && "right"].filter(Boolean).join(" ");
  if (box.dataset.cut === edges) return;
  const first = box.dataset.cut === undefined;
  box.dataset.cut = edges;
  if (!first) return;
  box.tabIndex = 0;
  // A table keeps its own role and a name does not hurt it.
  if (!box.matches("table")) box.setAttribute("role", "group");
  const what = names.find(([test]) => box.matches(test))![1];
  box.setAttribute("aria-label", `${what}, wider than the page: it scrolls sideways`);
}
