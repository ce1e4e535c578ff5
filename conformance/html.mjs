// HTML files -> one line a file and validator: Nu, html-validate, and in Chromium axe-core and
// HTML_CodeSniffer in both colour schemes at two widths, what overflows, and what is fetched.
// Usage: node html.mjs [--site FOLDER] FILE.html ...   With a site, pages may fetch what is in its
// folder.   Exit status 1 where anything is found.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const SNIFFER = readFileSync(require.resolve("html_codesniffer/build/HTMLCS.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const WIDTHS = [320, 1280];
const SCHEMES = ["light", "dark"];

// Switched off, each for a reason.
const RULES = {
  "long-title": "off", // an article has the title that it has
  "no-inline-style": "off", // MathML says in `style` how a matrix is aligned
};

const given = process.argv.slice(2);
const site = given[0] === "--site" ? pathToFileURL(resolve(given.splice(0, 2)[1])).href : "none:";
const files = given.map((file) => resolve(file));
if (!files.length) {
  console.error("usage: node html.mjs [--site FOLDER] FILE.html ...");
  process.exit(2);
}

// Nu takes everything in a `data:` address for blocked, although the policy allows `data:`, and what
// a relative address leads to, although that is on the page's own host.
const MISTAKEN = /^Resource violates Content Security Policy .*“(data:|(?![a-z]+:|\/\/))/;

let failed = false;
function line(file, validator, faults) {
  console.log(`${faults.length ? "FAIL" : "ok  "}  ${validator.padEnd(18)} ${basename(file)}${faults.length ? `  ${faults.length}` : ""}`);
  for (const fault of faults.slice(0, 12)) console.log(`        ${fault}`);
  failed ||= faults.length > 0;
}

async function nu() {
  const jar = String(require("vnu-jar"));
  const args = ["-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", ...files];
  const { stderr } = await promisify(execFile)("java", args, { maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(stderr);
  for (const file of files) {
    const url = pathToFileURL(file).href.replace("file:///", "file:/");
    const found = messages.filter((m) => !MISTAKEN.test(m.message)).filter((m) => !m.url || m.url === url || m.url === pathToFileURL(file).href);
    line(file, "Nu", found.map((m) => `${m.lastLine ?? "-"}: ${m.message} ${(m.extract ?? "").slice(0, 160)}`));
  }
}

async function validate() {
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules: RULES });
  for (const file of files) {
    const { results } = await validator.validateFile(file);
    line(file, "html-validate", results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`)));
  }
}

async function browse() {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  // A page that leads on at once to another shows nothing.
  for (const file of files.filter((name) => !readFileSync(name, "utf8").includes('http-equiv="refresh"'))) {
    const faults = { axe: new Set(), HTML_CodeSniffer: new Set(), overflow: new Set(), network: new Set() };
    for (const colorScheme of SCHEMES) {
      for (const width of WIDTHS) {
        const where = `${colorScheme} ${width}`;
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: "reduce" });
        const page = await context.newPage();
        page.on("request", (request) => {
          if (request.url().startsWith(`${site}/`)) return;
          if (!/^(data:|file:)/.test(request.url()) || (request.url().startsWith("file:") && request.resourceType() !== "document")) faults.network.add(request.url());
        });
        page.on("pageerror", (error) => faults.network.add(`script: ${error.message}`));
        await page.goto(pathToFileURL(file).href);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) {
          const who = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(-3).map((e) => e.outerHTML.slice(0, 90)));
          faults.overflow.add(`${where}: ${wide} px ${who.join(" | ")}`);
        }
        await page.evaluate(AXE);
        const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), TAGS);
        for (const v of violations) faults.axe.add(`${where}: ${v.id} (${v.nodes.length}): ${v.help} ${v.nodes[0].html.slice(0, 160)} ${(v.nodes[0].any[0] ?? v.nodes[0].none[0] ?? v.nodes[0].all[0])?.message ?? ""}`);
        await page.evaluate(SNIFFER);
        const found = await page.evaluate(() => new Promise((done) => window.HTMLCS.process("WCAG2AA", document, () => done(window.HTMLCS.getMessages().filter((m) => m.type === 1).map((m) => `${m.code}: ${m.msg} ${m.element.outerHTML?.slice(0, 120)}`)))));
        for (const message of found) faults.HTML_CodeSniffer.add(`${where}: ${message}`);
        await context.close();
      }
    }
    for (const [validator, found] of Object.entries(faults)) line(file, validator, [...found]);
  }
  await browser.close();
}

await nu();
await validate();
await browse();
process.exit(failed ? 1 : 0);
