// A copy of the repository for tests that change it.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Calls `check` with the path of a copy of the files that git knows, itself a repository, and with
 * a function that runs a script of it. */
export function withCopy(check) {
  const directory = mkdtempSync(join(tmpdir(), "renamed-"));
  const copy = join(directory, "copy");
  try {
    const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" });
    const listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard");
    for (const file of listed.split("\0").filter(Boolean)) {
      cpSync(join(ROOT, file), join(copy, file), { recursive: true });
    }
    execFileSync("git", ["init", "--quiet"], { cwd: copy });
    execFileSync("git", ["add", "--all"], { cwd: copy });
    // Beside the copy, where Node looks next.
    symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
    check(copy, (script, env = {}, ...args) =>
      spawnSync("node", [`scripts/${script}`, ...args], {
        cwd: copy,
        encoding: "utf8",
        env: { ...process.env, ...env },
      }),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}
