"use server";
import { z } from "zod";
import { defineAction } from "@/lib/http/define-action";
import { startRun } from "./run-service";
import { testQuestionId, testQuestionInput, testQuestionPatch } from "./schema";
import { addTestQuestion, removeTestQuestion, updateTestQuestion } from "./service";

export const createTestQuestion = defineAction({
  service: "kb",
  permission: "kb:write",
  input: testQuestionInput,
  handler: async (input, context) => ({ id: await addTestQuestion(context, input) }),
});

export const changeTestQuestion = defineAction({
  service: "kb",
  permission: "kb:write",
  input: testQuestionPatch,
  handler: async (input, context) => {
    await updateTestQuestion(context, input);
    return {};
  },
});

export const deleteTestQuestion = defineAction({
  service: "kb",
  permission: "kb:write",
  input: testQuestionId,
  handler: async ({ id }, context) => {
    await removeTestQuestion(context, id);
    return {};
  },
});

export const runTestQuestions = defineAction({
  service: "kb",
  permission: "kb:write",
  input: z.strictObject({}),
  handler: async (_, context) => ({ jobId: await startRun(context) }),
});
