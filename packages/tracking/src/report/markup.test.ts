import { expect, it } from "vitest";
import { escapeText, markup } from "./markup.ts";

const hostile = `</script><img src=x onerror="alert(1)">'`;

it("puts texts in as texts and markup as markup", () => {
  const inner = markup`<b>${"a & b"}</b>`;
  expect(markup`<p title="${'"'}">${inner}${[1, "<", inner]}${undefined}${false}</p>`.text).toBe(
    '<p title="&quot;"><b>a &amp; b</b>1&lt;<b>a &amp; b</b></p>',
  );
});

it("a hostile text leaves neither its element nor its attribute", () => {
  const { text } = markup`<p title="${hostile}" lang='${hostile}'>${hostile}</p>`;
  expect(text.match(/<[a-z/]/g)).toEqual(["<p", "</"]);
  expect(text.match(/["']/g)).toEqual(['"', '"', "'", "'"]);
});

it("control characters become U+FFFD, but for tabs and ends of lines", () => {
  expect(escapeText("a\u0000b\u001bc\td\ne\r")).toBe("a\ufffdb\ufffdc\td\ne\r");
});
