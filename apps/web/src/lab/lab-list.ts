import type { AnyLab } from "./lab-session.ts";

/** Every lab with what a list says of it; read at build time. */
export function labList(): { slug: string; title: string; lead: string }[] {
  const files = import.meta.glob<{ lab: AnyLab }>("../../../../content/labs/*/lab.ts", { eager: true });
  return Object.entries(files)
    .map(([file, { lab }]) => ({ slug: file.split("/").at(-2)!, title: lab.title, lead: lab.lead }))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}
