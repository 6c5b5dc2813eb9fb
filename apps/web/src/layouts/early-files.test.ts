import { expect, it } from "vitest";
import { inlineSheets, nameScripts } from "./early-files.ts";

const files: Record<string, string> = {
  "a.A1.css": "a{color:red}\n",
  "app.B2.js": 'import{x}from"./shared.C3.js";export const later=()=>import("./later.D4.js")',
  "client.E5.js": 'import"./shared.C3.js"',
  "shared.C3.js": 'import{y}from "./deep.F6.js";',
  "deep.F6.js": "",
  "later.D4.js": "",
};
const read = (name: string): string => {
  const text = files[name];
  if (text === undefined) throw new RangeError(`${name} is not asked for`);
  return text;
};

const sheet = '<link rel="stylesheet" href="/base/_astro/a.A1.css">';
const island = (client: string) =>
  `<astro-island uid="1" component-url="/base/_astro/app.B2.js" component-export="default" renderer-url="/base/_astro/client.E5.js" props="{}" ssr client="${client}" opts="{}">`;

it("a sheet stands where it was linked, and its link fetches nothing more", () => {
  expect(inlineSheets(`<head>${sheet}</head>`, read)).toBe(
    '<head><style>a{color:red}</style><link rel="stylesheet" href="/base/_astro/a.A1.css" disabled></head>',
  );
});

it("an island that is the page has its scripts named before the sheets, what they import at once too, nothing that comes later", () => {
  const html = nameScripts(`<head>${sheet}</head>${island("only")}`, read);
  const named = ["app.B2", "client.E5", "shared.C3", "deep.F6"].map(
    (name) => `<link rel="modulepreload" href="/base/_astro/${name}.js">`,
  );
  expect(html).toBe(`<head>${named.join("")}${sheet}</head>${island("only")}`);
});

it("an island that accompanies a text waits for the text", () => {
  const html = `<head>${sheet}</head>${island("load")}${island("visible")}`;
  expect(nameScripts(html, read)).toBe(html);
});

it("a page that shows such links in its text keeps them as text", () => {
  const html = "<code>&lt;link rel=&quot;stylesheet&quot; href=&quot;/_astro/a.A1.css&quot;&gt;</code>";
  expect(inlineSheets(html, read)).toBe(html);
});

it("a build that writes its sheets or islands in another way does not lose the gain unseen", () => {
  expect(() => inlineSheets('<link href="/_astro/a.A1.css" rel="stylesheet">', read)).toThrow(
    'early files: <link href="/_astro/a.A1.css" rel="stylesheet"> is not written as the build writes its sheets',
  );
  expect(() => nameScripts('<astro-island uid="1" client="only">', read)).toThrow(
    "names no script of its own, and a component-url in _astro/ is needed",
  );
});
