-- What each process says of the dependencies that it calls, for the operators; no lock on any other table. Rows of
-- processes that are gone are removed by those that run.
CREATE TABLE "circuit_breaker" (
    "instance_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "dependency" TEXT NOT NULL,
    "affected_tenant_id" UUID,
    "state" TEXT NOT NULL,
    "failures_in_window" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "next_probe_at" TIMESTAMPTZ(3),
    "last_error_class" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "circuit_breaker_pkey" PRIMARY KEY ("instance_id","name")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON circuit_breaker TO frontdesk_engine;
