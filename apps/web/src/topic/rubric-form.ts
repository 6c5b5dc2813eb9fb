import type { TaskDraft } from "./task-drafts.ts";

const prompts: Record<string, string> = {
  derivation: "Your derivation, a step a line; or do it on paper",
  written: "Your text; or write it on paper",
  "teach-back": "In your own words, as to a friend who programs",
};

/** Characters: the text becomes part of an event. */
const longest = 20_000;

/** The parts of a task on the page: a field, the reader's lines beside the rubric, boxes to tick, a button. */
export class RubricForm {
  changed: () => void = () => {};
  record: () => void = () => {};
  readonly lines: number;
  readonly #field = document.createElement("textarea");
  readonly #boxes: HTMLInputElement[];
  readonly #yours = element("div", "yours");
  readonly #button = Object.assign(element("button", "btn small"), { type: "button" });
  readonly #kept = status();
  readonly #said = status();

  /** Undefined where the section has no rubric. */
  static on(section: HTMLElement): RubricForm | undefined {
    const details = section.querySelector<HTMLDetailsElement>("details.rubric");
    const rubric = details?.querySelector<HTMLElement>(":scope > ul");
    return details && rubric ? new RubricForm(section, details, rubric) : undefined;
  }

  private constructor(section: HTMLElement, details: HTMLDetailsElement, rubric: HTMLElement) {
    const items = [...rubric.querySelectorAll<HTMLLIElement>(":scope > li")];
    this.lines = items.length;
    this.#boxes = items.map(boxOf);
    details.before(this.#writing(section));

    const beside = element("div", "beside");
    const theirs = element("div", "theirs");
    theirs.append(heading("A whole answer"));
    beside.append(this.#yours, theirs);
    rubric.before(beside);
    theirs.append(rubric);
    const foot = element("div", "row rubric-foot");
    const note = element("small", "rubric-note");
    note.textContent =
      "Tick what your answer has. You assess it yourself: it counts as explained, the rung below checked.";
    foot.append(this.#button, this.#said);
    details.append(note, foot);

    for (const box of this.#boxes)
      box.addEventListener("change", () => {
        this.#follow();
        this.changed();
      });
    this.#field.addEventListener("input", () => {
      this.#follow();
      this.changed();
    });
    this.#button.addEventListener("click", () => this.record());
    this.#follow();
  }

  draft(): TaskDraft {
    const ticked = this.#boxes.flatMap((box, i) => (box.checked ? [i] : []));
    return { text: this.#field.value, ticked };
  }

  fill({ text, ticked }: TaskDraft): void {
    this.#field.value = text;
    for (const [i, box] of this.#boxes.entries()) box.checked = ticked.includes(i);
    this.#follow();
  }

  tellKept(words: string): void {
    this.#kept.textContent = words;
  }

  tellRecorded([met, of]: readonly [number, number], at: number): void {
    const day = new Date(at).toLocaleDateString(undefined, { dateStyle: "medium" });
    this.#said.textContent = `Recorded ${day}: ${met} of ${of} lines, assessed by yourself.`;
  }

  #writing(section: HTMLElement): HTMLElement {
    const box = element("div", "task-write");
    const label = element("label");
    const id = `${section.id}-text`;
    label.setAttribute("for", id);
    label.textContent = prompts[section.dataset.taskKind ?? ""] ?? prompts.written!;
    Object.assign(this.#field, { id, className: "field", rows: 7, maxLength: longest, spellcheck: true });
    box.append(label, this.#field, this.#kept);
    return box;
  }

  #follow(): void {
    const { text, ticked } = this.draft();
    this.#button.disabled = ticked.length === 0;
    this.#button.textContent = `Record as explained: ${ticked.length} of ${this.lines} lines`;
    this.#yours.replaceChildren(heading("Yours"), yourLines(text));
  }
}

function yourLines(text: string): HTMLElement {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) {
    const none = element("p");
    none.textContent = "Nothing is written here. Compare what stands on your paper.";
    return none;
  }
  const list = element("ol");
  for (const line of lines) list.append(Object.assign(element("li"), { textContent: line }));
  return list;
}

/** Turns a line of the rubric into a box to tick; what we would have written, a quotation, stays below it. */
function boxOf(item: HTMLLIElement): HTMLInputElement {
  const box = Object.assign(document.createElement("input"), { type: "checkbox" });
  const label = element("label");
  const line = element("span", "rubric-line");
  const reference = [...item.querySelectorAll(":scope > blockquote")];
  line.append(...[...item.childNodes].filter((node) => !reference.includes(node as HTMLQuoteElement)));
  label.append(box, line);
  item.replaceChildren(label, ...reference);
  return box;
}

function heading(text: string): HTMLElement {
  return Object.assign(element("h4"), { textContent: text });
}

function status(): HTMLElement {
  const said = element("span", "said");
  said.setAttribute("role", "status");
  return said;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = ""): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), { className }) as HTMLElementTagNameMap[K];
}
