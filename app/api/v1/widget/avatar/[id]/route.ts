import { z } from "zod";
import { readAvatar } from "@/lib/domains/access/widget/avatar/service";
import { definePublicRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = definePublicRoute({
  service: "web",
  summary: "The widget's picture",
  params: z.strictObject({ id: z.uuid() }),
  query: z.object({ v: z.string().max(64).optional() }),
  handler: async ({ params, query }) => {
    const { bytes, type, hash } = await readAvatar(params.id);
    const exact = query.v !== undefined && query.v.length >= 16 && hash.startsWith(query.v);
    return new Response(bytes, {
      headers: {
        "content-type": type,
        "cache-control": exact ? "public, max-age=31536000, immutable" : "no-cache",
        "content-disposition": "inline",
        // Were it ever opened as a page of ours, it could do nothing.
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
