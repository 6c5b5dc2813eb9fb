import { expect, it } from "vitest";
import { Screen } from "./screen.ts";

/** A command to the terminal, or a character. */
const parts = new RegExp(`${String.fromCharCode(27)}\\[\\??\\d*[A-Za-z]|[\\s\\S]`, "g");

/** A terminal that knows what the screen uses: lines, the cursor, and what is cleared. */
class Terminal {
  columns = 40;
  rows = 10;
  writes = 0;
  hidden = false;
  readonly lines: string[] = [""];
  #row = 0;
  #column = 0;

  write(text: string): boolean {
    this.writes += 1;
    for (const [part] of text.matchAll(parts)) this.#take(part);
    return true;
  }

  #take(part: string): void {
    if (part === "\x1b[?25l" || part === "\x1b[?25h") this.hidden = part.endsWith("l");
    else if (part.startsWith("\x1b[?2026")) return;
    else if (part.endsWith("A") && part.startsWith("\x1b")) this.#row -= Number.parseInt(part.slice(2), 10);
    else if (part === "\x1b[K") this.lines[this.#row] = this.lines[this.#row]!.slice(0, this.#column);
    else if (part === "\x1b[J") this.lines.splice(this.#row + (this.#column > 0 ? 1 : 0));
    else if (part === "\r") this.#column = 0;
    else if (part === "\n") {
      this.#row += 1;
      this.#column = 0;
      this.lines[this.#row] ??= "";
    } else {
      const line = this.lines[this.#row]!.padEnd(this.#column);
      this.lines[this.#row] = line.slice(0, this.#column) + part + line.slice(this.#column + 1);
      this.#column += 1;
    }
  }
}

it("each frame stands where the one before stood, in one write, with nothing of it left", () => {
  const terminal = new Terminal();
  const screen = new Screen(terminal);
  screen.draw(["a long first line", "second", "third"]);
  expect(terminal.hidden).toBe(true);
  screen.draw(["short", "2nd"]);
  expect(terminal.lines.filter(Boolean)).toEqual(["short", "2nd"]);
  screen.draw(["one", "two", "three", "four"]);
  expect(terminal.lines.filter(Boolean)).toEqual(["one", "two", "three", "four"]);
  expect(terminal.writes).toBe(3);
  screen.draw(["one", "two", "three", "four"]);
  expect(terminal.writes).toBe(3); // Nothing has changed.
  screen.close();
  expect(terminal.hidden).toBe(false);
});

it("has room for a column and a row less than the terminal, which would wrap or scroll", () => {
  const terminal = new Terminal();
  expect(new Screen(terminal).size).toEqual({ width: 39, height: 9 });
});

it("goes up over the rows that lines take on a terminal that has become narrower", () => {
  const terminal = new Terminal();
  const screen = new Screen(terminal);
  screen.draw(["x".repeat(39), "y"]);
  terminal.columns = 20;
  let text = "";
  terminal.write = (part: string) => {
    text += part;
    return true;
  };
  screen.draw(["z"]);
  expect(text).toContain("\x1b[3A"); // Two rows for the first line, one for the second.
});
