import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { currentIds, outgoingTraceparent, runWithTrace } from "@/lib/platform/log/trace";
import { APP_ENV } from "@/lib/testing/app-env";
import { inSpan } from "./span";
import { startTelemetry } from "./start";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

test("without a collector the active span and the log's context are of one trace all the same", async () => {
  Object.assign(process.env, APP_ENV);
  await startTelemetry();
  await runWithTrace({ traceId, service: "web" }, () =>
    inSpan("outer", {}, async (outer) => {
      const outerId = outer.spanContext().spanId;
      expect(outer.spanContext().traceId).toBe(traceId);
      expect(outer.isRecording()).toBe(false);
      expect(currentIds()).toEqual({ traceId, spanId: outerId });
      await inSpan("inner", {}, async (inner) => {
        await Promise.resolve();
        const { spanId } = inner.spanContext();
        expect(spanId).not.toBe(outerId);
        expect(trace.getActiveSpan()?.spanContext()).toMatchObject({ traceId, spanId });
        expect(outgoingTraceparent()).toBe(`00-${traceId}-${spanId}-00`);
        const carrier: Record<string, string> = {};
        propagation.inject(context.active(), carrier);
        expect(carrier).toEqual({ traceparent: outgoingTraceparent() });
      });
    }),
  );
  expect(outgoingTraceparent()).toBeUndefined();
  expect(metrics.getMeterProvider().constructor.name).toBe("NoopMeterProvider");
});

test("a piece of work inside another's span is of its own trace", async () => {
  const other = "0af7651916cd43dd8448eb211c80319c";
  await runWithTrace({ traceId, service: "web" }, () =>
    inSpan("outer", {}, () =>
      runWithTrace({ traceId: other, service: "kb" }, () => {
        expect(outgoingTraceparent()).toContain(other);
        return inSpan("of the other", {}, async (span) => {
          expect(span.spanContext().traceId).toBe(other);
        });
      }),
    ),
  );
});
