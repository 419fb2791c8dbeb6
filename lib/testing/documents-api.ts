import * as documentById from "@/app/api/v1/documents/[id]/route";
import * as bulk from "@/app/api/v1/documents/bulk/route";
import * as documents from "@/app/api/v1/documents/route";
import * as faqById from "@/app/api/v1/faqs/[id]/route";
import * as faqs from "@/app/api/v1/faqs/route";
import * as jobById from "@/app/api/jobs/[id]/route";
import * as search from "@/app/api/v1/search/route";
import type { TenantContext } from "@/lib/tenancy/context";
import { callRoute, type Answer, type Call } from "./call-route";
import { addKey } from "./keys";

const ROUTES = {
  "/api/v1/documents": documents,
  "/api/v1/documents/bulk": bulk,
  "/api/v1/documents/:id": documentById,
  "/api/v1/faqs": faqs,
  "/api/v1/faqs/:id": faqById,
  "/api/v1/search": search,
  "/api/jobs/:id": jobById,
};

export type Api = (method: string, path: string, call?: Call) => Promise<Answer>;

/** The knowledge part of the API as a server of an organization calls it, with a secret key of its own. */
export async function apiOf(context: TenantContext): Promise<Api> {
  const { key } = await addKey(context, { kind: "secret" });
  return (method, path, call = {}) => {
    const [bare = ""] = path.split("?");
    const id = bare.split("/").at(-1) ?? "";
    const fixed = bare in ROUTES ? bare : bare.replace(/[^/]+$/, ":id");
    const route = (ROUTES as Record<string, Record<string, unknown>>)[fixed]?.[method];
    if (!route) throw new Error(`There is no ${method} ${bare}`);
    const params: Record<string, string> = fixed.endsWith(":id")
      ? { id: decodeURIComponent(id) }
      : {};
    return callRoute(route as Parameters<typeof callRoute>[0], {
      key,
      method,
      path,
      params,
      ...call,
    });
  };
}
