"use server";
import { z } from "zod";
import { defineAction } from "@/lib/http/define-action";
import { startSorting } from "./cluster-service";
import { previewAnswer } from "./preview-service";
import { gapAnswerInput, gapMergeInput, gapStatusInput } from "./schema";
import { mergeGaps, publishAnswer, setGapStatus } from "./service";

export const sortGaps = defineAction({
  service: "kb",
  permission: "kb:write",
  input: z.strictObject({}),
  handler: async (_, context) => ({ jobId: (await startSorting(context)) ?? null }),
});

export const changeGapStatus = defineAction({
  service: "kb",
  permission: "kb:write",
  input: gapStatusInput,
  handler: async (input, context) => {
    await setGapStatus(context, input);
    return {};
  },
});

export const mergeGap = defineAction({
  service: "kb",
  permission: "kb:write",
  input: gapMergeInput,
  handler: async (input, context) => {
    await mergeGaps(context, input);
    return {};
  },
});

export const previewGapAnswer = defineAction({
  service: "kb",
  permission: "kb:write",
  input: gapAnswerInput,
  handler: (input, context, signal) => previewAnswer(context, input, signal),
});

export const publishGapAnswer = defineAction({
  service: "kb",
  permission: "kb:write",
  input: gapAnswerInput,
  handler: (input, context) => publishAnswer(context, input),
});
