const DIMENSIONS = 512;
const MAX_INPUTS = 2048;
const MAX_INPUT_CHARACTERS = 8192;

/** The one model's public name; it is stored beside every vector, so a change of weights needs a new name. */
export const MODEL = "universal-sentence-encoder-lite";

export interface EmbeddingsRequest {
  inputs: string[];
  format: "float" | "base64";
}

/** A refusal as the client sees it: an HTTP status and OpenAI's `param`. */
export class RequestError extends Error {
  readonly status: number;
  readonly param: string | null;

  constructor(status: number, message: string, param: string | null = null) {
    super(message);
    this.status = status;
    this.param = param;
  }
}

function readInputs(input: unknown): string[] {
  const inputs: unknown[] = Array.isArray(input) ? input : [input];
  if (inputs.length === 0) throw new RequestError(400, "input must not be empty.", "input");
  if (inputs.length > MAX_INPUTS) {
    throw new RequestError(413, `input may hold at most ${MAX_INPUTS} texts.`, "input");
  }
  return inputs.map((text) => {
    if (typeof text !== "string" || text === "") {
      throw new RequestError(400, "input must be a non-empty text or a list of them.", "input");
    }
    if (text.length > MAX_INPUT_CHARACTERS) {
      throw new RequestError(
        413,
        `A text may have at most ${MAX_INPUT_CHARACTERS} characters.`,
        "input",
      );
    }
    return text;
  });
}

/** Checks the parsed body of POST /v1/embeddings. Throws RequestError. */
export function readEmbeddingsRequest(body: unknown): EmbeddingsRequest {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new RequestError(400, "The body must be a JSON object.");
  }
  const fields = body as Record<string, unknown>;
  if (fields["model"] !== MODEL) {
    throw new RequestError(404, `This server has one model: ${MODEL}.`, "model");
  }
  if (fields["dimensions"] !== undefined && fields["dimensions"] !== DIMENSIONS) {
    throw new RequestError(400, `dimensions must be ${DIMENSIONS}.`, "dimensions");
  }
  const format = fields["encoding_format"] ?? "float";
  if (format !== "float" && format !== "base64") {
    throw new RequestError(400, "encoding_format must be float or base64.", "encoding_format");
  }
  return { inputs: readInputs(fields["input"]), format };
}

/** Encodes one vector the way the OpenAI API does: numbers, or base64 of little-endian 32-bit floats. */
export function encodeVector(vector: Float32Array, format: "float" | "base64"): number[] | string {
  if (format === "float") return Array.from(vector);
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, index) => bytes.writeFloatLE(value, index * 4));
  return bytes.toString("base64");
}
