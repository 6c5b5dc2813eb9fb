import { expect, it } from "vitest";
import { neededFiles } from "./needed-files.ts";

it("a page needs its sheets, scripts and islands, each once", () => {
  const html =
    '<link href="/base/_astro/a.B1.css"><script src="/base/_astro/b.C2.js"></script><astro-island component-url="/base/_astro/c.D3.js" renderer-url="/base/_astro/b.C2.js">';
  expect(neededFiles("topics/x/", html)).toEqual(["a.B1.css", "b.C2.js", "c.D3.js"]);
});

it("a script needs what it imports and the workers that it starts", () => {
  const script = 'import{a}from"./d.E4.js";import(`./e.F5.js`);new Worker("/base/_astro/f-G6.js")';
  expect(neededFiles("b.C2.js", script).sort()).toEqual(["d.E4.js", "e.F5.js", "f-G6.js"]);
});

it("a page that mentions a script in its text needs no file of that name", () => {
  expect(neededFiles("topics/x/", '<code>import "./d.E4.js"</code>')).toEqual([]);
});
