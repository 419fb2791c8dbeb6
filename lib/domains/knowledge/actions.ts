"use server";
import { z } from "zod";
import { defineAction } from "@/lib/http/define-action";
import { documentInput, documentPatch, faqInput, faqPatch, idParams } from "./schema";
import { toDocumentView } from "./views";
import { addContent } from "./add-service";
import { changeDocument, deleteDocument, reindex } from "./service";

export const createTextDocument = defineAction({
  service: "kb",
  permission: "kb:write",
  input: documentInput,
  handler: ({ title, text, url, externalId }, context) =>
    addContent(context, { kind: "document", origin: "text", title, body: text, url, externalId }),
});

export const updateDocument = defineAction({
  service: "kb",
  permission: "kb:write",
  input: z.strictObject({ ...idParams.shape, ...documentPatch.shape }),
  handler: async ({ id, text, ...rest }, context) =>
    toDocumentView(
      await changeDocument(context, id, "document", {
        ...rest,
        ...(text !== undefined && { body: text }),
      }),
    ),
});

export const createFaqEntry = defineAction({
  service: "kb",
  permission: "kb:write",
  input: faqInput,
  handler: ({ question, answer, alternatives, url, externalId }, context) =>
    addContent(context, {
      kind: "faq",
      origin: "text",
      title: question,
      body: answer,
      alternatives,
      url,
      externalId,
    }),
});

export const updateFaqEntry = defineAction({
  service: "kb",
  permission: "kb:write",
  input: z.strictObject({ ...idParams.shape, ...faqPatch.shape }),
  handler: async ({ id, question, answer, ...rest }, context) =>
    toDocumentView(
      await changeDocument(context, id, "faq", {
        ...rest,
        ...(question !== undefined && { title: question }),
        ...(answer !== undefined && { body: answer }),
      }),
    ),
});

export const removeDocument = defineAction({
  service: "kb",
  permission: "kb:delete",
  input: idParams,
  handler: async ({ id }, context) => ({ jobId: await deleteDocument(context, id) }),
});

export const reindexDocument = defineAction({
  service: "kb",
  permission: "kb:write",
  input: idParams,
  handler: ({ id }, context) => reindex(context, id),
});
