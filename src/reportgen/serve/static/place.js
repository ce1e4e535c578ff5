"use strict";
// Tells the page around where the reader is, and goes there when a newer text has come.
(() => {
  if (window.parent === window) return;
  const KINDS = "p,li,h1,h2,h3,h4,h5,h6,dt,dd,tr,figcaption,pre,blockquote";
  const blocks = () => [...document.querySelectorAll(KINDS)].filter((e) => e.offsetParent);
  const said = (e) => e.textContent.replace(/\s+/g, " ").trim().slice(0, 120);
  const tell = (message) => window.parent.postMessage(message, "*");

  function place() {
    const all = blocks();
    const first = all.findIndex((e) => e.getBoundingClientRect().bottom > 1);
    if (scrollY < 2 || first < 0) return { anchors: [], y: scrollY, section: "" };
    const anchors = all.slice(first, first + 6).map((e, i) => ({
      index: first + i, text: said(e), top: e.getBoundingClientRect().top,
    }));
    const above = [...document.querySelectorAll("h1[id],h2[id],h3[id],section[id] > h2,section[id] > h3")]
      .filter((e) => e.getBoundingClientRect().top < innerHeight / 2).pop();
    const section = above ? above.id || above.parentElement.id : "";
    return { anchors, y: scrollY, section };
  }

  function go(wanted) {
    const all = blocks();
    const texts = all.map(said);
    for (const anchor of wanted.anchors) {
      let best = -1;
      texts.forEach((text, i) => {
        const nearer = best < 0 || Math.abs(i - anchor.index) < Math.abs(best - anchor.index);
        if (text === anchor.text && nearer) best = i;
      });
      if (best < 0) continue;
      const by = all[best].getBoundingClientRect().top - anchor.top;
      window.scrollTo({ top: scrollY + by, behavior: "instant" });
      return;
    }
    window.scrollTo({ top: wanted.y, behavior: "instant" });
  }

  let waiting = 0;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = setTimeout(() => { waiting = 0; tell({ kind: "place", place: place() }); }, 80);
  }, { passive: true });
  addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data.kind !== "go") return;
    go(event.data.place);
    tell({ kind: "there", place: place() });
  });
  document.fonts.ready.then(() => tell({ kind: "ready" }));
})();
