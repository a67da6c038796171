import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { Environment } from "../environment.ts";

type Settings = Partial<Pick<Environment, "OTEL_EXPORTER_OTLP_ENDPOINT" | "LMNR_PROJECT_API_KEY" | "LMNR_BASE_URL">>;

/** Where the spans of language-model calls go. `inTrace` gives everything within one trace id; null while nothing is traced. */
export type Tracing = {
  inTrace<T>(work: (traceId: string | null) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export const noTracing: Tracing = { inTrace: (work) => work(null), close: async () => {} };

const LAMINAR = "https://api.lmnr.ai";

/**
 * Sends what the AI SDK does as OpenTelemetry spans to the collector, and to Laminar, which speaks the same protocol. Without
 * either nothing is loaded. Message texts stay here unless the address of a collector or a key says otherwise.
 */
export async function startTracing(settings: Settings): Promise<Tracing> {
  const collectors = collectorsOf(settings);
  if (collectors.length === 0) return noTracing;
  const [{ registerTelemetry }, { OpenTelemetry }, { OTLPTraceExporter }, { BasicTracerProvider, BatchSpanProcessor }] =
    await Promise.all([
      import("ai"),
      import("@ai-sdk/otel"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/sdk-trace-base"),
    ]);
  const current = new AsyncLocalStorage<string>();
  const provider = new BasicTracerProvider({
    idGenerator: {
      generateTraceId: () => current.getStore() ?? randomBytes(16).toString("hex"),
      generateSpanId: () => randomBytes(8).toString("hex"),
    },
    spanProcessors: collectors.map((collector) => new BatchSpanProcessor(new OTLPTraceExporter(collector))),
  });
  registerTelemetry(new OpenTelemetry({ tracer: provider.getTracer("aura") }));
  return {
    inTrace: (work) => {
      const traceId = randomBytes(16).toString("hex");
      return current.run(traceId, () => work(traceId));
    },
    // A collector that is away must not keep the house from closing.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

type Collector = { url: string; headers?: Record<string, string> };

function collectorsOf(settings: Settings): Collector[] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, LMNR_PROJECT_API_KEY: key, LMNR_BASE_URL: laminar } = settings;
  return [
    ...(endpoint ? [{ url: tracesUrl(endpoint) }] : []),
    ...(key ? [{ url: tracesUrl(laminar ?? LAMINAR), headers: { authorization: `Bearer ${key}` } }] : []),
  ];
}

const tracesUrl = (base: string): string => `${base.replace(/\/+$/, "").replace(/\/v1\/traces$/, "")}/v1/traces`;
