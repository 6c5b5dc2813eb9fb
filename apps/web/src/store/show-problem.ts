import { effect } from "@preact/signals";
import { place, problem, waiting } from "./progress.ts";

/**
 * Says in a bar at the bottom what the reader must know about keeping their progress; gone when all is well again. What the browser does
 * not store can be exported from the bar, on the page where it was made. The progress page has its own place for both.
 */
export function showProblem(bar: HTMLElement): void {
  const said = document.createElement("p");
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "btn quiet small",
    textContent: "Export progress.jsonl",
  });
  said.style.margin = "0";
  button.style.marginTop = "8px";
  button.addEventListener("click", () => {
    void import("./backup.ts").then(({ exportProgress }) => exportProgress());
  });
  bar.replaceChildren(said, button);
  const saidThere = document.querySelector(".page.progress") !== null;
  effect(() => {
    said.textContent = problem.value ?? "";
    bar.hidden = problem.value === undefined || saidThere;
    button.hidden = place === "workspace" || waiting.value === 0;
  });
}
