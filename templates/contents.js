// The contents mark the section that is read: the last whose heading has come up to the top.
document.addEventListener("DOMContentLoaded", () => {
  const links = [...document.querySelectorAll(".contents a[href^='#']")];
  const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current = null;
  let waiting = false;
  const mark = () => {
    waiting = false;
    let at = heads.findLastIndex((head) => head && head.getBoundingClientRect().top < innerHeight / 5);
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2) at = links.length - 1;
    const link = links[at] || null;
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "true");
    current = link;
  };
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  mark();
});
