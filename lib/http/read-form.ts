import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { readBytes } from "./read-body";

/** The fields of a multipart form by name. */
export type FormFields = Readonly<Record<string, string | File>>;

export function isMultipart(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
}

/**
 * Reads a multipart form of at most `limit` bytes. Throws `payload_too_large`, and `invalid_input` for a form that cannot
 * be read or has a field twice.
 */
export async function readForm(request: Request, limit: number): Promise<FormFields> {
  const bytes = await readBytes(request, limit);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(bytes, { headers }).formData().catch((cause: unknown) => {
    throw new AppError("invalid_input", "The form could not be read.", { cause });
  });
  const fields = new Map<string, string | File>();
  for (const [name, value] of form) {
    if (fields.has(name)) {
      throw new AppError("invalid_input", `The form has the field ${name.slice(0, 50)} twice.`, {
        field: name.slice(0, 50),
      });
    }
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

/** What a form says, whatever boundary its client has drawn between the parts: compared by idempotency keys. */
export async function describeForm(fields: FormFields): Promise<unknown> {
  return Promise.all(
    Object.entries(fields).map(async ([name, value]) => {
      if (typeof value === "string") return [name, value];
      const content = new Uint8Array(await value.arrayBuffer());
      const sha256 = createHash("sha256").update(content).digest("hex");
      return [name, value.name, value.type, sha256];
    }),
  );
}
