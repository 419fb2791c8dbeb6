import { setTimeout as wait } from "node:timers/promises";

/** Resolves when the application answers that it can serve; rejects after `withinMs` with its reason. */
export async function untilReady(appUrl: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask(`${appUrl}/api/ready`, "GET");
    if (answer.ok) return;
    if (Date.now() > deadline) throw new Error(`The application is not ready: ${answer.text}`);
    await wait(200);
  }
}

/** Has the application tell the job engine which functions it serves. */
export async function registerFunctions(appUrl: string): Promise<void> {
  const answer = await ask(`${appUrl}/api/inngest`, "PUT");
  if (!answer.ok) {
    throw new Error(`The application could not register with the job engine: ${answer.text}`);
  }
}

async function ask(url: string, method: string): Promise<{ ok: boolean; text: string }> {
  try {
    const response = await fetch(url, { method, signal: AbortSignal.timeout(30_000) });
    return { ok: response.ok, text: (await response.text()).slice(0, 500) };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? error.message : String(error) };
  }
}
