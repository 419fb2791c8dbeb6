import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Service } from "../processes/service.ts";
import { registerFunctions, untilReady } from "../start/app-calls.ts";
import { appEnv } from "../start/app-env.ts";
import { readDemo, seedDemo } from "../start/demo.ts";
import { readSecrets } from "../start/secrets.ts";
import { startApp, startEngine, type Surroundings } from "../start/services.ts";
import { readSettings } from "../start/settings.ts";
import { freePorts } from "../test/product.ts";

export type Answer = { status: number; ms: number; retryAfter: string | null; body: unknown };

/** The production build and its job engine on a database from outside, as `npm start` runs them, each to be killed. */
export class Product {
  readonly url: string;
  readonly #around: Surroundings;
  readonly #databaseUrl: string;
  readonly #env: NodeJS.ProcessEnv;
  #engine: Service;
  #app: Service;

  private constructor(
    around: Surroundings,
    databaseUrl: string,
    env: NodeJS.ProcessEnv,
    engine: Service,
    app: Service,
  ) {
    this.#around = around;
    this.#databaseUrl = databaseUrl;
    this.#env = env;
    this.#engine = engine;
    this.#app = app;
    this.url = `http://127.0.0.1:${around.settings.port}`;
  }

  /** Starts it on a database that is migrated, and gives it the demo's tenants. */
  static async start(databaseUrl: string): Promise<Product> {
    const folder = mkdtempSync(join(tmpdir(), "frontdesk-faults-"));
    mkdirSync(join(folder, "logs"));
    const [port, sitePort] = await freePorts(2);
    const given = {
      ...process.env,
      PORT: String(port),
      DEMO_SITE_PORT: String(sitePort),
      DATABASE_URL: databaseUrl,
      FRONTDESK_DATA_DIR: folder,
    };
    const settings = readSettings(given, []);
    const secrets = readSecrets(folder, given);
    const around: Surroundings = { settings, secrets, onTrouble: () => undefined };
    const engine = await startEngine(around, databaseUrl, 0);
    const addresses = { databaseUrl, engineUrl: `http://${engine.address}` };
    const env = appEnv(given, settings, secrets, { ...addresses, embeddingsUrl: undefined });
    const app = await startApp(around, env);
    const product = new Product(around, databaseUrl, env, engine, app);
    await untilReady(product.url, 60_000);
    await registerFunctions(product.url);
    await seedDemo(settings, env);
    return product;
  }

  get dataFolder(): string {
    return this.#around.settings.dataFolder;
  }

  /** Calls the API with the first tenant's secret key. Rejects when nothing answers. */
  async call(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const key = readDemo(this.dataFolder)?.tenants[0]?.secretKey ?? "";
    const began = performance.now();
    const response = await fetch(`${this.url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    return {
      status: response.status,
      ms: performance.now() - began,
      retryAfter: response.headers.get("retry-after"),
      body: answer,
    };
  }

  async killEngine(): Promise<void> {
    await kill(this.#engine);
  }

  async startEngineAgain(): Promise<void> {
    const port = Number(this.#engine.address.split(":").at(-1));
    this.#engine = await startEngine(this.#around, this.#databaseUrl, port);
  }

  async killApp(): Promise<void> {
    await kill(this.#app);
  }

  async startAppAgain(): Promise<void> {
    this.#app = await startApp(this.#around, this.#env);
  }

  async remove(): Promise<void> {
    await this.#app.stop();
    await this.#engine.stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

async function kill(service: Service): Promise<void> {
  process.kill(service.pid, "SIGKILL");
  await service.ended;
}
