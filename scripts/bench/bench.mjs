// Run by scripts/bench.sh within `supabase-local exec`: starts the server, signs up a member with
// tasks, measures and prints.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { loadTest } from "./load-test.mjs";
import { cpuPerPage, memoryOf, ticksOf } from "./process.mjs";
import { memberWithTasks, tokenFor } from "./member.mjs";
import { sizes } from "./sizes.mjs";

const TASKS = 100;
const origin = `http://localhost:${process.env.BENCH_PORT}`;
const address = `127.0.0.1:${process.env.BENCH_PORT}`;
const base = `http://${address}`;

const began = performance.now();
const server = spawn("target/release/server", {
  env: { ...process.env, PUBLIC_URL: origin, LEPTOS_SITE_ADDR: address, RUST_LOG: "warn" },
  stdio: ["ignore", "ignore", "inherit"],
});
server.once("exit", (code) => code && process.exit(code));

try {
  await waitUntilOk(`${base}/health/alive`);
  const start = performance.now() - began;
  await waitUntilOk(`${base}/health/ready`);
  const idle = memoryOf(server.pid);

  const member = await memberWithTasks(origin, TASKS);
  const cookie = { cookie: `session=${member.session}` };
  const page = await (await fetch(`${base}/tasks`, { headers: cookie })).text();
  const ids = page.includes('name="id"') ? page.match(/value="[0-9a-f-]{36}"/g) : [];
  const rows = new Set(ids).size;
  if (!rows) throw new Error("/tasks shows no tasks: nothing to measure.");

  await loadTest(`${base}/tasks`, cookie, 2);
  const before = ticksOf(server.pid);
  const pages = await loadTest(`${base}/tasks`, cookie);
  const cpu = cpuPerPage(ticksOf(server.pid) - before, pages.requests);
  const loaded = memoryOf(server.pid);

  const postgrestHeaders = {
    apikey: process.env.SUPABASE_PUBLISHABLE_KEY,
    authorization: `Bearer ${tokenFor(member.id, origin)}`,
    prefer: "count=exact",
  };
  const query = "select=id,name,done&order=created_at.desc,id.desc&limit=50&offset=0";
  const queries = await loadTest(`${process.env.POSTGREST_URL}/tasks?${query}`, postgrestHeaders);

  console.log(`
  /tasks with ${TASKS} tasks, ${rows} on the page, ${(page.length / 1024).toFixed(1)} kB of HTML
    ${line(pages)}
    CPU of the server: ${cpu}
    memory: ${idle} idle, ${loaded} under load
    first response: ${start.toFixed(0)} ms after the process starts
  PostgREST alone, same query
    ${line(queries)}
  Sent to the browser
    ${(await sizes(base, page)).join("\n    ")}
`);
} finally {
  server.kill("SIGTERM");
  const timeout = new Promise((resolve) => setTimeout(resolve, 5000).unref());
  await Promise.race([server.exitCode ?? once(server, "exit"), timeout]);
}

function line({ rate, p50, p99, failed }) {
  const failures = failed ? `, ${failed} FAILED` : "";
  return `${rate.toFixed(0)} per second, p50 ${p50}, p99 ${p99}${failures}`;
}

async function waitUntilOk(url) {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    if (await fetch(url).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} did not respond within 10 seconds.`);
}
