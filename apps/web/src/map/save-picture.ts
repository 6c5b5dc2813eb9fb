/** What a picture of its own needs of the page's styles. */
const properties = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-opacity",
  "paint-order",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "letter-spacing",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
] as const;

const namespace = "http://www.w3.org/2000/svg";

/** The map as it is drawn now, as an SVG file that looks the same without the page: its styles are written into it. */
export function mapPicture(map: SVGSVGElement): string {
  const copy = map.cloneNode(true) as SVGSVGElement;
  const from = [map, ...map.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = to[i]!;
    for (const name of properties) {
      const value = style.getPropertyValue(name);
      if (value !== "" && value !== "none normal") target.style.setProperty(name, value);
    }
    for (const name of ["class", "tabindex", "role", "data-module"]) target.removeAttribute(name);
  });
  const { width, height } = map.viewBox.baseVal;
  copy.setAttribute("xmlns", namespace);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.style.removeProperty("transform");
  const paper = document.createElementNS(namespace, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.documentElement).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}
