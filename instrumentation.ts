/** Next calls this once when a server process begins. */
export async function register(): Promise<void> {
  if (
    process.env["NEXT_RUNTIME"] !== "nodejs" ||
    process.env["NEXT_PHASE"] === "phase-production-build"
  )
    return;
  const { startProcess } = await import("@/lib/domains/ops/start-process");
  await startProcess();
}
