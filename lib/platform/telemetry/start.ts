import "server-only";
import { diag, DiagLogLevel, metrics } from "@opentelemetry/api";
import { resourceFromAttributes, type Resource } from "@opentelemetry/resources";
import type { MeterProvider } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, type NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { env } from "@/lib/env";
import { log } from "@/lib/platform/log/log";
import { countSpans } from "./count-spans";
import { scrubSpans } from "./scrub-spans";
import { registerTracing } from "./tracing";

/** One attempt to hand telemetry on; a collector that hangs holds up nothing but the next attempt. */
const EXPORT_WITHIN_MS = 5_000;
/** Spans that wait for a collector; more are dropped. */
const MAX_WAITING_SPANS = 2_048;
const METRICS_EVERY_MS = 15_000;
/** Combinations of attributes of one instrument; more are counted as one. */
const MAX_SERIES = 500;
const FLUSH_WITHIN_MS = 2_500;
const COMPLAIN_EVERY_MS = 60_000;

interface Telemetry {
  tracing: NodeTracerProvider;
  metering: MeterProvider | undefined;
}

const shared = globalThis as typeof globalThis & { frontdeskTelemetry?: Telemetry };

/** The library's complaints, at most one a minute and in our words: its own quote addresses and answers. */
function complainInOurWords(): void {
  let last = -Infinity;
  const complain = () => {
    if (performance.now() - last < COMPLAIN_EVERY_MS) return;
    last = performance.now();
    log.warn("telemetry could not be handed on; work goes on without it");
  };
  const quiet = () => undefined;
  diag.setLogger(
    { error: complain, warn: complain, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

async function exporting(resource: Resource, endpoint: string): Promise<Telemetry> {
  const [{ OTLPTraceExporter }, { OTLPMetricExporter }, sdk] = await Promise.all([
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/exporter-metrics-otlp-http"),
    import("@opentelemetry/sdk-metrics"),
  ]);
  complainInOurWords();
  // OTEL_EXPORTER_OTLP_HEADERS is read by the exporters themselves.
  const at = (path: string) => ({
    url: `${endpoint.replace(/\/+$/, "")}${path}`,
    timeoutMillis: EXPORT_WITHIN_MS,
    concurrencyLimit: 2,
  });
  const metering = new sdk.MeterProvider({
    resource,
    readers: [
      new sdk.PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(at("/v1/metrics")),
        exportIntervalMillis: METRICS_EVERY_MS,
        exportTimeoutMillis: EXPORT_WITHIN_MS,
        cardinalityLimits: { default: MAX_SERIES },
      }),
    ],
  });
  metrics.setGlobalMeterProvider(metering);
  const processor = new BatchSpanProcessor(scrubSpans(new OTLPTraceExporter(at("/v1/traces"))), {
    maxQueueSize: MAX_WAITING_SPANS,
    exportTimeoutMillis: EXPORT_WITHIN_MS,
  });
  return { tracing: registerTracing(resource, [processor, countSpans]), metering };
}

/**
 * Begins this process's tracing: every span gets its ids, and with OTEL_EXPORTER_OTLP_ENDPOINT spans and metrics are
 * handed on over OTLP/HTTP, in the background and from a queue with an end.
 */
export async function startTelemetry(): Promise<void> {
  if (shared.frontdeskTelemetry) return;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: name } = env();
  const resource = resourceFromAttributes({ "service.name": name });
  shared.frontdeskTelemetry = endpoint
    ? await exporting(resource, endpoint)
    : { tracing: registerTracing(resource, []), metering: undefined };
}

/** Hands on what waits, for some seconds at most. Never throws: a collector that is away is complained of in the log. */
export async function flushTelemetry(): Promise<void> {
  const telemetry = shared.frontdeskTelemetry;
  if (!telemetry) return;
  const { tracing, metering } = telemetry;
  const flushed = Promise.allSettled([tracing.forceFlush(), metering?.forceFlush()]);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FLUSH_WITHIN_MS);
  });
  await Promise.race([flushed, late]);
  clearTimeout(timer);
}
