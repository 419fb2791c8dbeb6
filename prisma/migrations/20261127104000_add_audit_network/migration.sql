-- Where a deed came from, as a name of the log's own. Rows of before have none. ACCESS EXCLUSIVE on audit_event for an instant.
ALTER TABLE "audit_event" ADD COLUMN "network" TEXT;
