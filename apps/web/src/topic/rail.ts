/** Marks the section that is being read in the rail. */
export function followSections(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>("[data-sections] a")].map((link) => [
      link.hash.slice(1),
      link,
    ]),
  );
  const headings = [...links.keys()]
    .map((id) => document.getElementById(id))
    .filter((found) => found !== null);
  if (headings.length === 0) return;
  let asked = false;
  const mark = () => {
    asked = false;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 140);
    const current = (passed.at(-1) ?? headings[0]!).id;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener(
    "scroll",
    () => {
      if (!asked) requestAnimationFrame(mark);
      asked = true;
    },
    { passive: true },
  );
  mark();
}
