import { z } from "zod";
import { flushTelemetry, startTelemetry } from "@/lib/platform/telemetry/start";
import { receiveHttp, type HttpReceiver } from "./http-receiver";

const attribute = z.object({
  key: z.string(),
  value: z.object({
    stringValue: z.string().optional(),
    intValue: z.number().optional(),
    doubleValue: z.number().optional(),
  }),
});
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes: z.array(attribute),
  events: z.array(z.unknown()),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }),
});
const spans = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});
const point = z.object({ attributes: z.array(attribute), asDouble: z.number().optional() });
const points = z.object({ dataPoints: z.array(point) });
const metric = z.object({
  name: z.string(),
  histogram: points.optional(),
  gauge: points.optional(),
  sum: points.optional(),
});
const metrics = z.object({
  resourceMetrics: z.array(
    z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(metric) })) }),
  ),
});

export const attributesOf = (told: { attributes: z.infer<typeof attribute>[] }) =>
  Object.fromEntries(
    told.attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.intValue ?? value.doubleValue,
    ]),
  );

/** A collector of OpenTelemetry's that this process hands its spans and metrics on to. */
export class Collector {
  http: HttpReceiver;

  private constructor(http: HttpReceiver) {
    this.http = http;
  }

  /** Starts one, and the telemetry of this process. */
  static async start(environment: Record<string, string> = {}): Promise<Collector> {
    const http = await receiveHttp();
    Object.assign(process.env, environment, { OTEL_EXPORTER_OTLP_ENDPOINT: `${http.url}/` });
    await startTelemetry();
    return new Collector(http);
  }

  /** Has it forget what it was told until now. */
  async empty(): Promise<void> {
    await flushTelemetry();
    this.http.received.length = 0;
  }

  private bodiesOf(path: string): unknown[] {
    return this.http.received
      .filter((call) => call.path === path)
      .map(({ body }) => JSON.parse(body) as unknown);
  }

  spans() {
    return this.bodiesOf("/v1/traces").flatMap((body) =>
      spans
        .parse(body)
        .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
    );
  }

  private pointsOf(instrument: string) {
    return this.bodiesOf("/v1/metrics")
      .flatMap((body) => metrics.parse(body).resourceMetrics)
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics))
      .filter(({ name }) => name === instrument)
      .flatMap(({ histogram, gauge, sum }) => (histogram ?? gauge ?? sum)?.dataPoints ?? []);
  }

  /** The attributes of every series of an instrument. */
  seriesOf(instrument: string) {
    return this.pointsOf(instrument).map(attributesOf);
  }

  /** The attributes and the value of every series of a counter. */
  countsOf(instrument: string) {
    return this.pointsOf(instrument).map((told) => ({
      of: attributesOf(told),
      count: told.asDouble,
    }));
  }
}
