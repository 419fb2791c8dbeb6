const inServer = () =>
  process.env["NEXT_RUNTIME"] === "nodejs" &&
  process.env["NEXT_PHASE"] !== "phase-production-build";

/** Next calls this once when a server process begins. */
export async function register(): Promise<void> {
  if (!inServer()) return;
  // Next's own spans of our calls out would hold whole addresses; ours hold the host alone.
  process.env["NEXT_OTEL_FETCH_DISABLED"] = "1";
  const { env } = await import("@/lib/env");
  // Without it next-auth knows no address that a provider of sign-in could send back to.
  process.env["NEXTAUTH_URL"] ||= env().APP_URL;
  const { startProcess } = await import("@/lib/domains/ops/start-process");
  await startProcess();
}

/** Next calls this for what a page or an action threw past every boundary of ours: none of it was logged before. */
export async function onRequestError(error: unknown): Promise<void> {
  if (!inServer()) return;
  const { reportPageError } = await import("@/lib/domains/ops/report-page-error");
  reportPageError(error);
}
