// Times the measurements of a WebAssembly module: one line each, the number of items a second.
// Usage: node xtask/bench.mjs MODULE

import { readFileSync } from "node:fs";

const REPEATS = 7;
const SHORTEST_MS = 150;

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]));
const { count, prepare, run } = instance.exports;

// The engine compiles hot functions anew while it runs, so that the first repeats count for little.
for (let nth = 0; nth < count(); nth += 1) {
  prepare(nth);
  let best = 0;
  let rounds = 1;
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    let items = 0;
    const start = performance.now();
    let took = 0;
    while (took < SHORTEST_MS) {
      const before = took;
      items += run(rounds);
      took = performance.now() - start;
      if (took - before < 5) rounds *= 2;
    }
    best = Math.max(best, (items * 1000) / took);
  }
  console.log(Math.round(best));
}
