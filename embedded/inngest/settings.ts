export type Settings = {
  port: number;
  databaseUrl: string;
  eventKey: string;
  signingKey: string;
};

/** Reads what the engine runs with. Throws one sentence that names a variable that is missing or wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env["PORT"] || "0");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a port number from 0 to 65535, not "${env["PORT"]}".`);
  }
  const signingKey = required(env, "INNGEST_SIGNING_KEY");
  if (!/^(signkey-\w+-)?([0-9a-f]{2}){16,}$/i.test(signingKey)) {
    throw new Error(
      "INNGEST_SIGNING_KEY must be signkey-prod- and at least 32 hexadecimal digits.",
    );
  }
  return {
    port,
    databaseUrl: required(env, "DATABASE_URL"),
    eventKey: required(env, "INNGEST_EVENT_KEY"),
    signingKey,
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set; the job engine needs it.`);
  return value;
}
