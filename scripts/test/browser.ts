import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const known = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/**
 * The path of a Chromium: one that is there, else Debian's after installing it, else Playwright's own
 * after downloading it. Throws when there is no way to get one.
 */
export function findBrowser(): string {
  const there = installed();
  if (there) return there;
  if (existsSync("/usr/bin/apt-get")) installFromDebian();
  else run("npx", ["playwright", "install", "chromium"]);
  const now = installed();
  if (now) return now;
  throw new Error("No browser was found or could be installed: set CHROMIUM_PATH to a Chromium.");
}

function installed(): string | undefined {
  return [...known, chromium.executablePath()].find((path) => path && existsSync(path));
}

function installFromDebian(): void {
  console.log("Installing Debian's chromium for the browser journeys…");
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"];
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  run(...split([...apt, ...wait, "update"]));
  run(...split([...apt, ...wait, "install", "--no-install-recommends", "chromium"]));
}

function split([program = "", ...args]: string[]): [string, string[]] {
  return [program, args];
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}
