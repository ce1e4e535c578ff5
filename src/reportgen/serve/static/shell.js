"use strict";
// The page around the outputs: which edition, which view, what is wrong, and when to look anew.
const $ = (id) => document.getElementById(id);
const kept = (name, other) => sessionStorage.getItem(name) || other;
let state = null;
let edition = kept("edition", "");
let view = kept("view", "both");
const places = {}; // by edition: where the reader is
const panes = { html: pane("html"), pdf: pane("pdf") };

function make(tag, text, ...classes) {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = classes.join(" ");
  return element;
}

function pane(kind) {
  return { kind, box: $(kind), frame: null, coming: null, version: "", edition: "" };
}

// A newer output is loaded behind the one that is there, and takes its place when it is ready.
function load(pane, output) {
  if (pane.version === output.version && pane.edition === edition) return;
  pane.version = output.version;
  pane.edition = edition;
  if (pane.coming) pane.coming.remove();
  const frame = document.createElement("iframe");
  frame.title = `${edition}, ${pane.kind.toUpperCase()}`;
  frame.className = "coming";
  const place = places[edition];
  let source = `show/${output.version}/${encodeURIComponent(output.name)}`;
  if (pane.kind === "html") {
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  } else {
    source += "#navpanes=0";
    if (place && place.section) source += `&nameddest=${encodeURIComponent(place.section)}`;
    frame.addEventListener("load", () => settle(pane));
  }
  frame.src = source;
  pane.coming = frame;
  pane.box.append(frame);
}

function settle(pane) {
  if (!pane.coming) return;
  pane.coming.className = "";
  for (const other of [...pane.box.children]) if (other !== pane.coming) other.remove();
  pane.frame = pane.coming;
  pane.coming = null;
}

addEventListener("message", ({ source, data }) => {
  const pane = panes.html;
  const coming = pane.coming && source === pane.coming.contentWindow;
  if (coming && data.kind === "ready") {
    const place = places[edition] || { anchors: [], y: 0, section: "" };
    source.postMessage({ kind: "go", place }, "*");
  } else if (coming && data.kind === "there") {
    settle(pane);
    document.documentElement.dataset.shown = pane.version;
  } else if (pane.frame && source === pane.frame.contentWindow && data.kind === "place") {
    places[edition] = data.place;
  }
});

function status() {
  const errors = state.faults.filter((fault) => fault.severity === "error").length;
  const old = Object.keys(state.editions).length ? "; the last good version is shown" : "";
  if (state.trouble) return [state.trouble + old, true];
  if (state.building) return ["building …", false];
  if (state.failed) return [`${errors || "some"} error${errors === 1 ? "" : "s"}${old}`, true];
  const late = Object.values(state.editions).some((e) => e.pdf && e.pdf.printing);
  return [late ? "HTML is up to date, PDF on its way …" : "up to date", false];
}

function fault(value) {
  const item = document.createElement("li");
  const line = document.createElement("p");
  line.append(make("b", `${value.severity}[${value.code}]`, value.severity), ` ${value.message} `);
  line.append(placed(value));
  item.append(line);
  if (value.excerpt) item.append(make("pre", value.excerpt));
  if (value.help) item.append(make("p", `help: ${value.help}`));
  for (const note of value.notes) {
    const other = make("p", `note: ${note.message} `);
    other.append(placed(note));
    item.append(other);
  }
  return item;
}

function placed(value) {
  const element = make(value.link ? "a" : "span", value.place, "place");
  if (value.link) element.href = value.link;
  return element;
}

function buttons(box, names, chosen, choose) {
  const there = [...box.children].map((b) => b.dataset.name).join();
  if (there !== names.join()) {
    box.replaceChildren(...names.map((name) => {
      const button = make("button", name);
      button.type = "button";
      button.dataset.name = name;
      button.addEventListener("click", () => choose(name));
      return button;
    }));
  }
  for (const button of box.children) {
    button.setAttribute("aria-pressed", String(button.dataset.name === chosen));
  }
}

function show() {
  const names = Object.keys(state.editions);
  if (!names.includes(edition)) edition = names[0] || "";
  document.title = `${state.name} · preview`;
  $("name").textContent = state.name;
  buttons($("editions"), names, edition, (name) => {
    edition = name;
    sessionStorage.setItem("edition", name);
    show();
  });
  const outputs = state.editions[edition] || {};
  for (const pane of Object.values(panes)) {
    const output = outputs[pane.kind];
    if (output && output.version) load(pane, output);
    else if (output && pane.edition !== edition) {
      pane.box.replaceChildren(make("p", "on its way …"));
      Object.assign(pane, { frame: null, coming: null, version: "", edition });
    }
  }
  const [said, bad] = status();
  $("status").textContent = said;
  $("status").className = bad ? "failed" : "";
  document.querySelector("footer").hidden = !state.faults.length;
  const many = state.faults.length === 1 ? "1 remark" : `${state.faults.length} remarks`;
  $("count").textContent = many;
  const weight = (f) => ["error", "warning", "note"].indexOf(f.severity);
  const sorted = [...state.faults].sort((a, b) => weight(a) - weight(b));
  $("faults").replaceChildren(...sorted.map(fault));
}

function look(name) {
  view = name;
  sessionStorage.setItem("view", name);
  document.querySelector("main").dataset.view = name;
  for (const button of $("views").children) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
}

for (const button of $("views").children) {
  button.addEventListener("click", () => look(button.dataset.view));
}
look(view);
const events = new EventSource("events");
events.addEventListener("message", (event) => {
  state = JSON.parse(event.data);
  show();
});
events.addEventListener("error", () => {
  $("status").textContent = "the preview was ended";
  $("status").className = "failed";
});
