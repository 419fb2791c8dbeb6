import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { LLMock } from "@copilotkit/aimock";
import { vi } from "vitest";
import { env } from "@/lib/env";
import { forgetCircuits } from "./circuits";
import { startFaultProxy, type FaultProxy } from "./fault-proxy";

/** A call of the model that a test answers word by word. */
export interface HeldCall {
  /** Resolves once the model was called. */
  begun: Promise<void>;
  say: (text: string) => void;
  end: () => void;
  /** Hangs up on the caller. */
  cut: () => void;
  /** Resolves once the caller hung up. */
  hungUp: Promise<void>;
}

export interface ModelStandIn {
  /** OpenAI's API on loopback. */
  mock: LLMock;
  /** Stands between, where it was asked for. */
  faults: FaultProxy | undefined;
  /** Every answer from now on. */
  answers: (content: string, more?: Parameters<LLMock["on"]>[2]) => void;
  /** Holds the next call. */
  hold: () => HeldCall;
  /** How often a chat completion was asked for, held calls included. */
  calls: () => number;
  reset: () => void;
  stop: () => Promise<void>;
}

function chunk(delta: { content?: string }, finish: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  const head = { id: "chatcmpl-held", object: "chat.completion.chunk", created: 0, model: "held" };
  return `data: ${JSON.stringify({ ...head, choices })}\n\n`;
}

/** A model's server for tests, by the protocol alone, as the one that this process is configured for. */
export async function startModel({
  silenceSeconds,
  throughFaults = false,
}: {
  silenceSeconds: number;
  throughFaults?: boolean;
}): Promise<ModelStandIn> {
  const mock = new LLMock({ port: 0 });
  const waiting: ((response: ServerResponse) => void)[] = [];
  let held = 0;
  mock.mount("/v1", {
    handleRequest: async (request, response) => {
      const next = waiting[0];
      if (!next || !request.url?.endsWith("/chat/completions")) return false;
      waiting.shift();
      held += 1;
      request.resume();
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      next(response);
      await once(response, "close");
      return true;
    },
  });
  await mock.start();
  const faults = throughFaults ? await startFaultProxy(new URL(mock.url).host) : undefined;
  vi.stubEnv("OPENAI_BASE_URL", faults ? `http://${faults.host}/v1` : `${mock.url}/v1`);
  vi.stubEnv("CHAT_MODEL", "gpt-stand-in");
  vi.stubEnv("CHAT_SILENCE_SECONDS", String(silenceSeconds));
  // Read once and kept; the stubs themselves end with each test.
  env();
  return {
    mock,
    faults,
    answers: (content, more) => {
      mock.clearFixtures();
      mock.on({ endpoint: "chat" }, { content }, more);
    },
    hold: () => {
      const called = Promise.withResolvers<ServerResponse>();
      let response: ServerResponse | undefined;
      const hungUp = Promise.withResolvers<void>();
      waiting.push((given) => {
        response = given;
        given.once("close", () => hungUp.resolve());
        called.resolve(given);
      });
      return {
        begun: called.promise.then(() => undefined),
        say: (text) => response?.write(chunk({ content: text })),
        end: () => response?.end(`${chunk({}, "stop")}data: [DONE]\n\n`),
        cut: () => response?.destroy(),
        hungUp: hungUp.promise,
      };
    },
    calls: () =>
      held + mock.getRequests().filter(({ path }) => path.endsWith("/chat/completions")).length,
    reset: () => {
      forgetCircuits();
      mock.reset();
      faults?.fault({ kind: "none" });
      waiting.length = 0;
      held = 0;
    },
    stop: async () => {
      await faults?.stop();
      await mock.stop();
    },
  };
}
