/** What the benches of pages measure in the browser itself. */

/** Runs in the page before its own script. Browsers do not report tasks shorter than 50 ms. */
export const watchTasks = `
globalThis.tasks = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) tasks.push(duration);
}).observe({ type: "longtask", buffered: true });
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
globalThis.ready = async () => {
  await frame();
  await frame();
  return performance.now();
};
globalThis.scrollThrough = async () => {
  const box = document.querySelector("[role=grid]");
  const scroll = async (to, steps) => {
    for (let step = 1; step <= steps; step++) {
      box.scrollTo(to(step / steps));
      await frame();
    }
  };
  await scroll((share) => ({ top: box.scrollHeight * share }), 400);
  await scroll((share) => ({ left: box.scrollWidth * share }), 100);
  await new Promise((resolve) => setTimeout(resolve, 200));
};
globalThis.tick = async () => {
  for (const item of document.querySelectorAll(".review > li > .item")) {
    item.querySelector("[data-answer=keep]").click();
    await frame();
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
};
globalThis.scrollDocument = async () => {
  for (let step = 1; step <= 200; step++) {
    scrollTo(0, (document.documentElement.scrollHeight * step) / 200);
    await frame();
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
};
globalThis.search = async (text) => {
  const field = document.querySelector("input[type=search]");
  const started = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await frame();
  await frame();
  return performance.now() - started;
};
`;
