// Notes open where they are cited: on hover, on focus, on tap. Without this script a tap or Enter
// still opens them (they are popovers), and style rules show them on hover and focus.
// It is written into the page on one line, so a comment stands on a line of its own.
if (HTMLElement.prototype.showPopover) {
  document.documentElement.classList.add("scripted");
  document.addEventListener("DOMContentLoaded", () => {
    let timer = 0;
    let pinned = null;
    const later = (delay, act) => { clearTimeout(timer); timer = setTimeout(act, delay); };
    for (const mark of document.querySelectorAll("button.noteref")) {
      const note = document.getElementById(mark.getAttribute("popovertarget"));
      const open = () => note.matches(":popover-open");
      const show = () => { clearTimeout(timer); if (!open()) note.showPopover({ source: mark }); };
      const hide = () => { if (open() && pinned !== note && !note.contains(document.activeElement)) note.hidePopover(); };
      const mouse = (act) => (event) => { if (event.pointerType === "mouse") act(); };
      mark.addEventListener("pointerenter", mouse(() => { clearTimeout(timer); if (!open()) later(120, show); }));
      mark.addEventListener("pointerleave", mouse(() => later(250, hide)));
      note.addEventListener("pointerenter", mouse(() => { if (open()) clearTimeout(timer); }));
      note.addEventListener("pointerleave", mouse(() => { if (open()) later(250, hide); }));
      mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(); });
      mark.addEventListener("blur", (event) => { if (!note.contains(event.relatedTarget)) later(0, hide); });
      note.addEventListener("focusout", (event) => { if (open() && event.relatedTarget && !note.contains(event.relatedTarget) && event.relatedTarget !== mark) note.hidePopover(); });
      mark.addEventListener("click", (event) => {
        clearTimeout(timer);
        if (!open() || pinned === note) return;
        // It is open already; a click keeps it so.
        event.preventDefault();
        pinned = note;
        if (event.detail === 0) note.focus({ preventScroll: true });
      });
      note.addEventListener("toggle", (event) => {
        if (event.newState === "closed") {
          if (pinned === note) pinned = null;
          return;
        }
        // At the foot of a small screen a note may cover its marker.
        const [cited, shown] = [mark.getBoundingClientRect(), note.getBoundingClientRect()];
        if (cited.bottom > shown.top && cited.top < shown.bottom) scrollBy(0, cited.bottom - shown.top + 24);
      });
      note.querySelector(".notejump").addEventListener("click", () => note.hidePopover());
    }
  });
}
