import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseEnv } from "../../lib/env";

const texts = z.record(z.string(), z.union([z.string(), z.number()]));
const service = z.looseObject({
  image: z.string(),
  environment: texts.default({}),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  volumes: z.array(z.string()).default([]),
});
const text = readFileSync("compose.yaml", "utf8");
const { services } = z
  .looseObject({ services: z.record(z.string(), service) })
  .parse(parse(text, { merge: true }));
const made = execFileSync("sh", ["deploy/make-secrets.sh"], { encoding: "utf8" });
const secrets = Object.fromEntries(
  made
    .trim()
    .split("\n")
    .map((line) => line.split("=") as [string, string]),
);

/** What compose makes of a value: `${NAME:-default}`, `${NAME:?reason}` and `${NAME}`. */
function filledIn(value: string | number): string {
  return String(value).replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name, kind, rest) => {
    const set = secrets[name as string];
    if (set === undefined && kind !== "-") throw new Error(`${name} is made by nobody`);
    return set ?? (rest as string);
  });
}
const environmentOf = (name: string) =>
  Object.fromEntries(
    Object.entries(services[name]!.environment).map(([key, value]) => [key, filledIn(value)]),
  );

test("the secrets are long, differ, and are others at each call", () => {
  const values = Object.values(secrets);
  expect(values.every((value) => /^[0-9a-f]{64}$/.test(value))).toBe(true);
  expect(new Set(values).size).toBe(values.length);
  expect(execFileSync("sh", ["deploy/make-secrets.sh"], { encoding: "utf8" })).not.toBe(made);
});

test("every secret that the file asks for is made, and each is used", () => {
  const asked = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name!);
  expect([...new Set(asked)].sort()).toEqual(Object.keys(secrets).sort());
});

test.each(["app1", "app2"])("the application can read what %s is given", (name) => {
  const env = parseEnv(environmentOf(name));
  expect(env).toMatchObject({ NODE_ENV: "production", DATABASE_MODE: "server" });
  expect(env.INNGEST_SIGNING_KEY).toBe(environmentOf("inngest")["INNGEST_SIGNING_KEY"]);
  // The model beside it.
  expect(env.EMBEDDINGS_PRICE).toBe(0);
  expect(env.EMBEDDINGS_API_KEY).toBe(environmentOf("embeddings")["FRONTDESK_EMBEDDINGS_KEY"]);
});

const schema = readFileSync("lib/env.ts", "utf8");
const dockerfile = readFileSync("Dockerfile", "utf8");
const known = [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name!);
const image = [...dockerfile.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name);
// What the shape itself decides, and what only the start command and a developer's machine set.
const DECIDED = ["DATABASE_URL", "INNGEST_BASE_URL", "INNGEST_SERVE_ORIGIN"];
const NOT_HERE = ["DATABASE_MODE", "INNGEST_DEV"];

test("every variable of lib/env.ts that .env may hold reaches the application, by its own name", () => {
  const { environment } = services["app1"]!;
  const own = known.filter((name) => ![...image, ...DECIDED, ...NOT_HERE].includes(name));
  expect(own.length).toBeGreaterThan(40);
  for (const name of [...own, "DRAIN_SECONDS"])
    expect(environment[name], name).toMatch(new RegExp(`^\\$\\{${name}:[-?][^}]*\\}$`));
  expect(Object.keys(environment).sort()).toEqual([...own, ...DECIDED, "DRAIN_SECONDS"].sort());
});

test("an .env with nothing but the secrets leaves the application its defaults", () => {
  const { DATABASE_URL, APP_URL, NEXTAUTH_SECRET, VISITOR_TOKEN_SECRET, ...rest } =
    environmentOf("app1");
  const needed = { DATABASE_URL, APP_URL, NEXTAUTH_SECRET, VISITOR_TOKEN_SECRET };
  const unset = Object.keys(rest).filter((name) => rest[name] === "");
  expect(unset.length).toBeGreaterThan(30);
  expect(parseEnv({ ...needed, ...Object.fromEntries(unset.map((name) => [name, ""])) })).toEqual(
    parseEnv(needed),
  );
});

test("both instances are the same", () => {
  expect(services["app1"]).toEqual(services["app2"]);
});

const commands = [
  ...dockerfile.split("\n").filter((line) => /^CMD\b/.test(line)),
  ...Object.values(services).map(({ command }) => [command ?? ""].flat().join(" ")),
];

test("what writes the log is run so that it finds it", () => {
  const logging = commands.filter((command) => /embedded\/|start\/serve/.test(command));
  expect(logging).toHaveLength(2);
  for (const command of logging)
    expect(command).toContain("--import=./scripts/processes/app-modules.ts");
});

test("what is mounted and run from the project is there", () => {
  const all = Object.values(services);
  const mounted = all.flatMap(({ volumes }) =>
    volumes.flatMap((volume) => (volume.startsWith("./") ? [volume.split(":")[0]!] : [])),
  );
  const run = [dockerfile, ...commands].flatMap(
    (command) => command.match(/(?:scripts|embedded)\/[\w/-]+\.\w+/g) ?? [],
  );
  expect(mounted).toHaveLength(2);
  expect(run.length).toBeGreaterThanOrEqual(5);
  expect([...mounted, ...run].filter((path) => !existsSync(path))).toEqual([]);
});

test("nothing is reached from outside but the proxy, and that from this machine alone", () => {
  const published = Object.entries(services).filter(([, given]) => "ports" in given);
  expect(published.map(([name]) => name)).toEqual(["proxy"]);
  expect(published[0]![1]["ports"]).toEqual(["${PUBLISH:-127.0.0.1:8080}:8080"]);
});
