import { expect, test } from "vitest";
import { isRefusal } from "@/lib/http/define-route";
import { buildOpenApiDocument } from "@/app/api/v1/openapi.json/document";
import { findHandlers, isDefined } from "@/lib/testing/attacks/endpoints";
import { callRoute } from "@/lib/testing/call-route";

Object.assign(process.env, {
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
  VISITOR_TOKEN_SECRET: "another-secret-of-the-tests-long-enough",
  DATABASE_URL: "postgres://nobody@127.0.0.1:9/none",
});

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const NOWHERE = "/api/[[...rest]]";
/** The SDK answers for itself, and to the engine alone. */
const NOT_OURS = "/api/inngest";

const handlers = (await findHandlers()).map((endpoint) => ({
  ...endpoint,
  path: endpoint.name.slice(endpoint.method.length + 1),
}));
const paths = [...new Set(handlers.map(({ path }) => path))].filter(
  (path) => path.startsWith("/api/") && path !== NOT_OURS,
);

test.each(paths)(
  "%s answers every method, and those that it lacks with a problem",
  async (path) => {
    const here = handlers.filter((handler) => handler.path === path);
    expect(here.map(({ method }) => method)).toEqual(
      expect.arrayContaining([...METHODS, "OPTIONS"]),
    );
    const refuses = ({ handler }: (typeof here)[number]) =>
      isDefined(handler) && isRefusal(handler);
    const has = here.filter((one) => METHODS.includes(one.method) && !refuses(one));
    const allow = has.map(({ method }) => method);
    if (allow.includes("GET")) allow.push("HEAD");
    for (const { handler, method } of here.filter(refuses)) {
      if (!isDefined(handler)) continue;
      const { status, headers, body } = await callRoute(handler, { method, path });
      const preflight = method === "OPTIONS" && path !== NOWHERE;
      const expected = preflight ? 204 : path === NOWHERE ? 404 : 405;
      expect([method, status]).toEqual([method, expected]);
      expect(headers.get("x-trace-id")).toMatch(/^[0-9a-f]{32}$/);
      if (path !== NOWHERE) expect(headers.get("allow")).toBe([...allow, "OPTIONS"].join(", "));
      if (preflight) continue;
      expect(headers.get("content-type")).toBe("application/problem+json");
      expect(body).toMatchObject({ code: status === 404 ? "not_found" : "method_not_allowed" });
    }
  },
);

test("the API document promises none of these", () => {
  expect(Object.keys(buildOpenApiDocument().paths["/api/v1/search"] ?? {})).toEqual(["post"]);
});
