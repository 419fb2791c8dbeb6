import { describe, expect, it } from "vitest";
import { encodeVector, MODEL, readEmbeddingsRequest, RequestError } from "./request.ts";

function statusOf(body: unknown): number | undefined {
  try {
    readEmbeddingsRequest(body);
    return undefined;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return error.status;
  }
}

describe("readEmbeddingsRequest", () => {
  it("takes one text or a list", () => {
    expect(readEmbeddingsRequest({ model: MODEL, input: "a" }).inputs).toEqual(["a"]);
    expect(readEmbeddingsRequest({ model: MODEL, input: ["a", "b"], dimensions: 512 })).toEqual({
      inputs: ["a", "b"],
      format: "float",
    });
  });

  it.each([
    [400, null],
    [400, []],
    [404, { model: "text-embedding-3-small", input: "a" }],
    [400, { model: MODEL }],
    [400, { model: MODEL, input: "" }],
    [400, { model: MODEL, input: [] }],
    [400, { model: MODEL, input: ["a", 1] }],
    [400, { model: MODEL, input: "a", dimensions: 256 }],
    [400, { model: MODEL, input: "a", encoding_format: "hex" }],
    [413, { model: MODEL, input: "a".repeat(8193) }],
    [413, { model: MODEL, input: Array.from({ length: 2049 }, () => "a") }],
  ])("answers %i to %j", (status, body) => {
    expect(statusOf(body)).toBe(status);
  });
});

describe("encodeVector", () => {
  it("writes base64 that reads back as the same numbers", () => {
    const vector = Float32Array.of(0.5, -1, 3.25);
    const text = encodeVector(vector, "base64");
    if (typeof text !== "string") throw new Error("expected text");
    const bytes = Buffer.from(text, "base64");
    expect([0, 4, 8].map((at) => bytes.readFloatLE(at))).toEqual([0.5, -1, 3.25]);
    expect(encodeVector(vector, "float")).toEqual([0.5, -1, 3.25]);
  });
});
