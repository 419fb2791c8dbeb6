import { complain } from "../terminal.ts";

// Ends with 0 when the application on this machine can serve, for a container's health check.
const port = process.env["PORT"] || "3000";
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/api/ready`, {
    signal: AbortSignal.timeout(4_000),
  });
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
