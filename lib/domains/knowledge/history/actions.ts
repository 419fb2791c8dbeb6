"use server";
import { defineAction } from "@/lib/http/define-action";
import { toDocumentView } from "../views";
import { restoreInput } from "./schema";
import { restoreVersion } from "./service";

export const restoreDocumentVersion = defineAction({
  service: "kb",
  permission: "kb:write",
  input: restoreInput,
  handler: async (input, context) => toDocumentView(await restoreVersion(context, input)),
});
