import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appModules, startService } from "../processes/service.ts";

export type Product = {
  url: string;
  siteUrl: string;
  /** Where a test may serve a site of its own, which this product may crawl. */
  ownSitePort: number;
  dataFolder: string;
  stop: () => Promise<void>;
};

/** Starts the whole product on free ports and data of its own, as `npm start` would. */
export async function startProduct(): Promise<Product> {
  const dataFolder = mkdtempSync(join(tmpdir(), "frontdesk-product-"));
  const logFile = join(dataFolder, "start.log");
  const [port, sitePort, ownSitePort = 0] = await freePorts(3);
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  try {
    const service = await startService({
      name: "frontdesk",
      args: [appModules, "scripts/start/main.ts"],
      env: {
        ...process.env,
        PORT: String(port),
        DEMO_SITE_PORT: String(sitePort),
        FRONTDESK_DATA_DIR: dataFolder,
        CRAWL_ALLOWED_HOSTS: `localhost:${ownSitePort}`,
      },
      logFile,
      onTrouble: (line) => console.error(line),
      readyLine: /^Frontdesk is running/,
      readyWithinMs: 180_000,
    });
    return {
      url: `http://localhost:${port}`,
      siteUrl: `http://localhost:${sitePort}`,
      ownSitePort,
      dataFolder,
      stop: async () => {
        await service.stop(60_000);
        remove();
      },
    };
  } catch (error) {
    if (existsSync(logFile)) console.error(readFileSync(logFile, "utf8"));
    remove();
    throw error;
  }
}

/** Ports that are free now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = servers.map(
    (server) =>
      new Promise<number>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, () => {
          const address = server.address();
          resolve(typeof address === "object" && address ? address.port : 0);
        });
      }),
  );
  const found = await Promise.all(ports);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return found;
}
