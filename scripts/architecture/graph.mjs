// Imports between the folders of a crate, and the circles among them.

/**
 * The units of one folder: its files and its subfolders. `mod.rs` belongs to the folder itself, so
 * it is no unit. `codes.rs` and the folder `codes` are one module.
 */
export function unitOf(path, folder) {
  if (folder && !path.startsWith(`${folder}/`)) return null;
  const [name, ...rest] = path.slice(folder ? folder.length + 1 : 0).split("/");
  const isRoot = rest.length === 0 && ["mod.rs", "lib.rs", "main.rs"].includes(name);
  return isRoot ? null : name.replace(/\.rs$/, "");
}

/** Imports between the units of one folder: `Map<importer, Set<imported>>`. */
export function importsInFolder(imports, folder) {
  const graph = new Map();
  for (const [importer, imported] of imports) {
    const [from, to] = [unitOf(importer, folder), unitOf(imported, folder)];
    if (!from || !to || from === to) continue;
    graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

/** Every folder that contains a file, the root ("") first. */
export function foldersOf(paths) {
  const folders = new Set([""]);
  for (const path of paths) {
    const names = path.split("/").slice(0, -1);
    names.forEach((_, index) => folders.add(names.slice(0, index + 1).join("/")));
  }
  return [...folders].sort();
}

/** The strongly connected components with more than one node (Tarjan). */
export function circlesIn(graph) {
  const indices = new Map();
  const low = new Map();
  const stack = [];
  const circles = [];
  const visit = (node) => {
    indices.set(node, indices.size);
    low.set(node, indices.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!indices.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node), low.get(next)));
      } else if (stack.includes(next)) {
        low.set(node, Math.min(low.get(node), indices.get(next)));
      }
    }
    if (low.get(node) === indices.get(node)) {
      const circle = stack.splice(stack.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
  };
  for (const node of graph.keys()) if (!indices.has(node)) visit(node);
  return circles;
}
