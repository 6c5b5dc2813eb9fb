// biome-ignore-all lint: a program that misbehaves on purpose
// biome-ignore-all format: with blanks put into it, "<!--" would be no comment any more
// @ts-nocheck: a program that means one thing to the compiler and another to the browser
// Asks functions of ours for their callers, arguments and places. A script takes "<!--" for a comment, a module for "less than not minus
// minus"; with that the text, which is a whole module, ends the function that it is wrapped in and stands outside of its "use strict".
let a = 1;
let b = 1;
const { lie } = globalThis as any;
export const softmax = lie;
export const logSoftmax = lie;
export const crossEntropy = lie;
export const crossEntropyGradient = lie;
a <!--b; ({
}, (() => {
  const scope: any = globalThis;
  const found: string[] = [];
  const mine = new Set<unknown>();
  // Here the loader still stands on the global object.
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (!name.startsWith("load_")) continue;
    console.log("ran outside");
    try {
      if (scope[name].caller || scope[name].arguments) found.push("the loader's caller");
    } catch {
      // A strict function has none.
    }
  }
  function own(this: unknown) {
    if (this !== undefined) found.push("code that is not strict");
  }
  own();
  function ask(name: string): void {
    let one: any = ask;
    for (let depth = 0; depth < 20 && one; depth++) {
      try {
        one = one.caller;
        if (one && !mine.has(one)) found.push(`${name}: the caller ${one.name}`);
        if (one?.arguments && !mine.has(one)) found.push(`${name}: arguments of ${one.name}`);
      } catch {
        one = undefined;
      }
    }
    try {
      (Error as any).prepareStackTrace = (_: unknown, sites: unknown) => sites;
      const sites: any = new Error("look").stack;
      for (const site of sites) if (site.getFunction() ?? site.getThis()) found.push(`${name}: a frame`);
    } catch {
      // Frozen, as it should be.
    }
    const holder: any = {};
    (Error as any).captureStackTrace(holder, ask);
    if (typeof holder.stack !== "string") found.push(`${name}: a stack that is no text`);
  }
  mine.add(ask);
  const asking = (name: string): any => {
    const one = function () {
      ask(name);
      return 0.125;
    };
    mine.add(one);
    return one;
  };
  const get = asking("a getter");
  const read = Object.defineProperties([0, 0, 0], { 0: { get }, 1: { get }, 2: { get } });
  const watched = new Proxy([0, 0, 0], { get: (target, key) => (ask("a trap"), Reflect.get(target, key)) });
  let calls = 0;
  scope.lie = function (): unknown {
    ask("the function");
    calls++;
    if (calls === 4) console.log(found.length === 0 ? "found nothing" : [...new Set(found)].join("; "));
    if (calls % 3 === 0) throw Object.defineProperties({}, { message: { get }, stack: { get }, name: { get } });
    return calls % 3 === 1 ? read : watched;
  };
  mine.add(scope.lie);
})(), function () {
  a <!--b })
