// Search among the articles of this page; without it all of them are listed by year.
// It is written into the page on one line, so a comment stands on a line of its own.
document.addEventListener("DOMContentLoaded", () => {
  const [box, field, found, results, all] = ["search", "search-words", "search-found", "search-results", "search-all"].map((id) => document.getElementById(id));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const articles = JSON.parse(document.getElementById("search-index").textContent).map((item) => ({ id: item.id, texts: item.texts.map(plain) }));
  // A word counts most in a title, least in an abstract.
  const weights = [8, 6, 4, 1];
  const score = (texts, words) => {
    let sum = 0;
    for (const word of words) {
      const best = Math.max(...texts.map((text, at) => (text.includes(word) ? weights[at] : 0)));
      if (!best) return 0;
      sum += best;
    }
    return sum;
  };
  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const list = results.querySelector("ol");
    list.replaceChildren();
    results.hidden = !words.length;
    all.hidden = Boolean(words.length);
    found.textContent = "";
    if (!words.length) return;
    const hits = articles.map((item) => ({ id: item.id, score: score(item.texts, words) })).filter((hit) => hit.score).sort((a, b) => b.score - a.score);
    for (const hit of hits) {
      const copy = document.getElementById(hit.id).cloneNode(true);
      copy.removeAttribute("id");
      list.append(copy);
    }
    found.textContent = found.dataset.found.replace("{}", String(hits.length));
  };
  box.hidden = false;
  field.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) field.value = asked;
  search();
});
