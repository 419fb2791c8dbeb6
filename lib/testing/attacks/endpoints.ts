import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRefusal, type Route } from "@/lib/http/define-route";
import type { Permission } from "@/lib/tenancy/permissions";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

type Handler = Route | ((request: Request, next: unknown) => Promise<Response>);

export interface RouteEndpoint {
  /** `GET /api/v1/documents/[id]`, as the folders say. */
  name: string;
  method: string;
  handler: Handler;
}

interface Action {
  (...args: unknown[]): Promise<unknown>;
  /** What a member needs for it; absent where nobody is signed in. */
  permission?: Permission;
  /** Who is signed in may call it, on what is their own. */
  ofOneself?: true;
  /** An owner of the tenant may call it, on the tenant and its organizations. */
  ofTenantOwner?: true;
}

function filesUnder(folder: string, fits: (path: string) => boolean): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter(fits)
    .sort();
}

/** Every handler of every route.ts under app/, found by its file and not by a list, but for what only refuses. */
export async function findRoutes(): Promise<RouteEndpoint[]> {
  return (await findHandlers()).filter(({ handler }) => !isDefined(handler) || !isRefusal(handler));
}

/** The same with what only refuses. */
export async function findHandlers(): Promise<RouteEndpoint[]> {
  const found: RouteEndpoint[] = [];
  for (const file of filesUnder("app", (path) => /(^|\/)route\.tsx?$/.test(path))) {
    const module = (await import(join(root, file))) as Record<string, Handler>;
    const segments = file.split("/").slice(1, -1);
    const path = segments.filter((segment) => !/^\(.*\)$/.test(segment)).join("/");
    for (const method of METHODS) {
      const handler = module[method];
      if (handler) found.push({ name: `${method} /${path}`, method, handler });
    }
  }
  return found;
}

/** Every export of every file that says "use server", found by its first line and not by a list. */
export async function findActions(): Promise<Map<string, Action>> {
  const found = new Map<string, Action>();
  const files = ["app", "components", "lib"].flatMap((folder) =>
    filesUnder(folder, (path) => /\.tsx?$/.test(path) && !/\.test\.|generated/.test(path)),
  );
  for (const file of files) {
    if (!/^\s*["']use server["']/.test(readFileSync(join(root, file), "utf8"))) continue;
    const module = (await import(join(root, file))) as Record<string, Action>;
    for (const [name, action] of Object.entries(module)) found.set(`${file} ${name}`, action);
  }
  return found;
}

/** Whether a handler was made by defineRoute or definePublicRoute. */
export function isDefined(handler: Handler): handler is Route {
  return "definition" in handler;
}
