// Load tests with wrk, or with oha if wrk is not installed.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const CLIENTS = process.env.BENCH_CLIENTS ?? "32";

/** Requests `url` for some seconds. Returns `{ requests, rate, p50, p99, failed }`. */
export async function loadTest(url, headers, seconds = Number(process.env.BENCH_SECONDS ?? 10)) {
  const flags = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  return (await has("wrk")) ? wrk(url, flags, seconds) : oha(url, flags, seconds);
}

async function wrk(url, headers, seconds) {
  const flags = ["-t2", `-c${CLIENTS}`, `-d${seconds}s`, "--latency"];
  const { stdout } = await run("wrk", [...flags, ...headers, url]);
  const find = (pattern) => stdout.match(pattern)?.[1];
  return {
    requests: Number(find(/(\d+) requests in/)),
    rate: Number(find(/Requests\/sec:\s+([\d.]+)/)),
    p50: find(/50%\s+(\S+)/),
    p99: find(/99%\s+(\S+)/),
    failed: Number(find(/Non-2xx or 3xx responses: (\d+)/) ?? 0),
  };
}

async function oha(url, headers, seconds) {
  const flags = ["--no-tui", "--output-format", "json", "-c", CLIENTS, "-z", `${seconds}s`];
  const { stdout } = await run("oha", [...flags, ...headers, url], { maxBuffer: 1 << 26 });
  const { summary, latencyPercentiles, statusCodeDistribution } = JSON.parse(stdout);
  const milliseconds = (value) => `${(value * 1000).toFixed(2)}ms`;
  const responses = Object.entries(statusCodeDistribution);
  const total = (counts) => counts.reduce((sum, [, count]) => sum + count, 0);
  return {
    requests: total(responses),
    rate: summary.requestsPerSec,
    p50: milliseconds(latencyPercentiles.p50),
    p99: milliseconds(latencyPercentiles.p99),
    failed: total(responses.filter(([status]) => Number(status) >= 400)),
  };
}

const has = (command) => run("sh", ["-c", `command -v ${command}`]).then(() => true, () => false);
