// Draws docs/architecture.svg: the crates, the folders of `app`, and the imports between them, as
// the code has them. `--check` fails where the file is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { circlesIn, importsInFolder } from "./architecture/graph.mjs";
import { layered, transitiveReduction } from "./architecture/layout.mjs";
import { codeOf, importsBetween, pathsIntoCrate } from "./architecture/rust-source.mjs";
import { CRATES, readRepository, sourcesOf } from "./check-architecture.mjs";

const FILE = fileURLToPath(new URL("../docs/architecture.svg", import.meta.url));
/** The only crate that is drawn as its folders. */
const DIVIDED = "app";

const ROW_HEIGHT = 84;
const NODE_HEIGHT = 34;
const GAP = 26;
const MARGIN = 24;
const PLACE_WIDTH = 6;

function importGraph() {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const code = Object.fromEntries(
    Object.entries(readRepository(root))
      .filter(([path]) => path.endsWith(".rs"))
      .map(([path, text]) => [path, codeOf(text)]),
  );
  const dependencies = new Map(CRATES.map((crate) => [crate, dependenciesOf(root, crate)]));
  const graph = new Map();
  const add = (from, to) => {
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  };
  const folder = (name) => name.replace(/\.rs$/, "");
  const app = sourcesOf(DIVIDED, code);
  for (const [from, targets] of importsInFolder(importsBetween(app), "")) {
    for (const to of targets) add(folder(from), folder(to));
  }
  const folders = new Set(Object.keys(app).map((path) => folder(path.split("/")[0])));
  for (const crate of CRATES) {
    for (const [path, text] of Object.entries(sourcesOf(crate, code))) {
      const from = crate === DIVIDED ? folder(path.split("/")[0]) : crate;
      for (const other of dependencies.get(crate)) {
        for (const [, module] of pathsIntoCrate(text, other.replace("/", "_"))) {
          if (other !== DIVIDED) add(from, other);
          else if (folders.has(module)) add(from, module);
        }
      }
    }
  }
  // lib.rs only declares the modules.
  graph.delete("lib");
  return new Map([...graph].sort().map(([from, targets]) => [from, [...targets].sort()]));
}

/** The crates of this workspace in `[dependencies]`; tests may use others. */
function dependenciesOf(root, crate) {
  const manifest = readFileSync(`${root}/${crate}/Cargo.toml`, "utf8");
  const isDependencies = (section) => /^(target\..*\.)?dependencies\]/.test(section);
  const sections = manifest.split(/^\[/m).filter(isDependencies);
  const names = sections.join("\n").match(/^[\w-]+/gm) ?? [];
  return CRATES.filter((other) => names.includes(other.replace("/", "-")));
}

function draw(graph) {
  const nodes = [...new Set([...graph.keys(), ...[...graph.values()].flat()])].sort();
  const { rows, paths } = layered(nodes, transitiveReduction(graph));
  const width = (name) => (nodes.includes(name) ? name.length * 8 + 28 : PLACE_WIDTH);
  const rowWidth = (row) => row.reduce((sum, name) => sum + width(name) + GAP, -GAP);
  const total = Math.max(...rows.map(rowWidth)) + 2 * MARGIN;
  const position = new Map();
  rows.forEach((row, index) => {
    let x = (total - rowWidth(row)) / 2;
    for (const name of row) {
      position.set(name, { x: x + width(name) / 2, y: MARGIN + index * ROW_HEIGHT });
      x += width(name) + GAP;
    }
  });
  const height = MARGIN * 2 + (rows.length - 1) * ROW_HEIGHT + NODE_HEIGHT;
  const places = paths.map((path) => path.map((name) => position.get(name)));
  const arrows = places.map((path) => `<path d="${arrow(path)}"/>`);
  const boxes = nodes.map((name) => {
    const { x, y } = position.get(name);
    const type = CRATES.includes(name) ? "crate" : "folder";
    const left = x - width(name) / 2;
    const size = `width="${width(name)}" height="${NODE_HEIGHT}"`;
    return [
      `<rect class="${type}" x="${left}" y="${y}" ${size} rx="7"/>`,
      `<text x="${x}" y="${y + NODE_HEIGHT / 2 + 5}">${name}</text>`,
    ].join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total} ${height}" role="img">
<title>The crates, the folders of app, and the imports between them</title>
<style>
text { font: 14px ui-sans-serif, system-ui, sans-serif; text-anchor: middle; fill: #15161c }
rect { stroke: #8b8c9b } .folder { fill: #eeedfd } .crate { fill: #fff3d6 }
path { fill: none; stroke: #5b5d6b; stroke-width: 1.2; marker-end: url(#tip) }
</style>
<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0 8 4 0 8z" style="fill: #5b5d6b; stroke: none"/></marker>
<rect width="${total}" height="${height}" style="fill: #fff; stroke: none"/>
<g>
${arrows.join("\n")}
</g>
<g>
${boxes.join("\n")}
</g>
</svg>
`;
}

/** From the bottom of the first place to the top of the last one, straight through the rows. */
function arrow(places) {
  const [first, ...rest] = places;
  let from = { x: first.x, y: first.y + NODE_HEIGHT };
  let path = `M${from.x} ${from.y}`;
  rest.forEach((place, index) => {
    const middle = (from.y + place.y) / 2;
    path += `C${from.x} ${middle} ${place.x} ${middle} ${place.x} ${place.y}`;
    const isLast = index === rest.length - 1;
    if (!isLast) path += `V${place.y + NODE_HEIGHT}`;
    from = { x: place.x, y: place.y + NODE_HEIGHT };
  });
  return path;
}

const graph = importGraph();
const circles = circlesIn(graph);
if (circles.length) {
  console.error(`There is no diagram of a circle: ${circles.map((circle) => circle.join(", "))}.`);
  process.exit(1);
}
const drawing = draw(graph);
if (process.argv.includes("--check")) {
  let committed = "";
  try {
    committed = readFileSync(FILE, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  if (committed !== drawing) {
    const command = "node scripts/architecture-diagram.mjs";
    console.error(`docs/architecture.svg is out of date. Run: ${command}`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, drawing);
}
