import { effect } from "@preact/signals";
import { record, today } from "../store/progress.ts";

/**
 * Makes the rubric of each written task one that can be ticked: the reader compares their text with it line by line and
 * records how many lines it meets. Self-assessed, and shown as such.
 */
export function compareTasks(topic: string): void {
  for (const task of document.querySelectorAll<HTMLElement>("section[data-task]")) compareTask(task, topic);
}

function compareTask(section: HTMLElement, topic: string): void {
  const task = section.dataset.task!;
  const details = section.querySelector("details.rubric");
  const lines = [...section.querySelectorAll<HTMLLIElement>("details.rubric > ul > li")];
  if (details === null || lines.length === 0) return;
  const boxes = lines.map((line) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    label.append(box, Object.assign(document.createElement("span"), { className: "rubric-line" }));
    label.lastElementChild!.append(...line.childNodes);
    line.replaceChildren(label);
    return box;
  });

  const foot = document.createElement("div");
  foot.className = "row rubric-foot";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small" });
  const said = Object.assign(document.createElement("span"), { className: "said" });
  said.setAttribute("role", "status");
  foot.append(button, said);
  details.append(foot);

  const met = () => boxes.filter((box) => box.checked).length;
  const follow = () => {
    button.disabled = met() === 0;
    button.textContent = `Record as explained: ${met()} of ${boxes.length} lines`;
  };
  for (const box of boxes) box.addEventListener("change", follow);
  follow();
  button.addEventListener("click", () => {
    void record({ kind: "explain", topic, task, lines: [met(), boxes.length] });
  });
  effect(() => {
    const last = today.value.events.findLast(
      (event) => event.kind === "explain" && event.topic === topic && event.task === task,
    );
    if (last?.kind !== "explain") return;
    const day = new Date(last.at).toLocaleDateString(undefined, { dateStyle: "medium" });
    said.textContent = `Recorded ${day}: ${last.lines[0]} of ${last.lines[1]} lines, assessed by yourself.`;
  });
}
