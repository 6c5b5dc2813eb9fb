import { reportText } from "./report-text.ts";

/** Wires "Copy an issue about it": the chosen statement and the topic as the text of an issue. */
export function startReport(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-report]");
  if (form === null) return;
  const { slug = "", title = "" } = form.dataset;
  const said = form.querySelector<HTMLElement>("[role=status]")!;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = reportText(slug, title, form.querySelector("select")!.value);
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied. Paste it where you file issues.";
    } catch {
      const area = form.querySelector("textarea")!;
      area.value = text;
      area.hidden = false;
      area.select();
      said.textContent = "The browser does not allow copying; here is the text.";
    }
  });
}
