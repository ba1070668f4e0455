// CPU time and memory of a process, from Linux's /proc (proc(5)); unknown on other systems.
import { readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** The CPU time so far, user and system, in clock ticks. */
export function ticksOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const [utime, stime] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number);
  return utime + stime;
}

export function cpuPerPage(ticks, requests) {
  const seconds = ticks / TICKS_PER_SECOND;
  const perPage = (seconds * 1000) / requests;
  if (Number.isNaN(perPage)) return "unknown";
  return `${(perPage * 1000).toFixed(0)} ms per 1,000 pages (${perPage.toFixed(2)} ms a page)`;
}

/** The resident memory. */
export function memoryOf(pid) {
  const kilobytes = read(`/proc/${pid}/status`).match(/^VmRSS:\s+(\d+)/m)?.[1];
  return kilobytes ? `${(kilobytes / 1024).toFixed(1)} MB` : "unknown";
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
