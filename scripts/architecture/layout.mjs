// Places the nodes of a graph without circles in rows, so that every arrow points down.

/** Leaves out the arrows that follow from others: with a → b → c, a → c adds nothing. */
export function transitiveReduction(graph) {
  const reaches = (from, to) => {
    const next = [...(graph.get(from) ?? [])];
    return next.some((node) => node === to || reaches(node, to));
  };
  return [...graph].flatMap(([from, targets]) => {
    const isNeeded = (to) => ![...targets].some((other) => other !== to && reaches(other, to));
    return [...targets].filter(isNeeded).map((to) => [from, to]);
  });
}

/**
 * Rows from the top to the bottom. An arrow that passes through a row has a place in it, too.
 * @returns {{ rows: string[][], paths: string[][] }} `paths` has the places of each arrow
 */
export function layered(nodes, arrows) {
  const rank = ranks(nodes, arrows);
  const height = Math.max(...rank.values()) + 1;
  const rows = Array.from({ length: height }, () => []);
  for (const node of [...nodes].sort()) rows[height - 1 - rank.get(node)].push(node);
  const paths = arrows.map(([from, to]) => {
    const path = [from];
    for (let level = rank.get(from) - 1; level > rank.get(to); level -= 1) {
      const place = `${from} → ${to} (${level})`;
      rows[height - 1 - level].push(place);
      path.push(place);
    }
    return [...path, to];
  });
  untangle(rows, paths);
  return { rows, paths };
}

/** The longest way from each node to one that imports nothing. */
function ranks(nodes, arrows) {
  const known = new Map();
  const rankOf = (node) => {
    if (!known.has(node)) {
      const below = arrows.filter(([from]) => from === node).map(([, to]) => rankOf(to) + 1);
      known.set(node, Math.max(0, ...below));
    }
    return known.get(node);
  };
  for (const node of nodes) rankOf(node);
  return known;
}

const SWEEPS = 24;

/** Orders each row by the average position of its neighbours, downwards and upwards in turn. */
function untangle(rows, paths) {
  const steps = paths.flatMap((path) => path.slice(1).map((to, index) => [path[index], to]));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isDown = sweep % 2 === 0;
    const order = isDown ? rows.keys() : [...rows.keys()].reverse();
    for (const index of order) {
      const neighbours = rows[index + (isDown ? -1 : 1)];
      if (!neighbours) continue;
      const weights = new Map(rows[index].map((node, position) => {
        const linked = steps.filter((step) => step[isDown ? 1 : 0] === node);
        const positions = linked.map((step) => neighbours.indexOf(step[isDown ? 0 : 1]));
        const sum = positions.reduce((total, at) => total + (at + 0.5) / neighbours.length, 0);
        const here = (position + 0.5) / rows[index].length;
        return [node, positions.length ? sum / positions.length : here];
      }));
      rows[index].sort((a, b) => weights.get(a) - weights.get(b) || (a < b ? -1 : 1));
    }
  }
}
