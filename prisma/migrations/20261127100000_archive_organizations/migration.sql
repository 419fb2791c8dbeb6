-- Organizations that were put away answer nobody. The rule stands in the policies of the roles that find out who calls and
-- what is due, so that no caller can forget it: what belongs to an archived organization is not there for them. The
-- tenant's own policies stay plain equalities: restoring is a deed inside the tenant. Instances of before go on.
-- ACCESS EXCLUSIVE on organization and on the tables of the policies for an instant.
ALTER TABLE "organization" ADD COLUMN "archived_at" TIMESTAMPTZ(3);

GRANT SELECT (archived_at) ON organization TO frontdesk_auth, frontdesk_engine;
ALTER POLICY auth_lookup ON membership USING (EXISTS (SELECT FROM organization o
  WHERE o.tenant_id = membership.tenant_id AND o.id = membership.organization_id AND o.archived_at IS NULL));
ALTER POLICY auth_lookup ON api_key USING (EXISTS (SELECT FROM organization o
  WHERE o.tenant_id = api_key.tenant_id AND o.id = api_key.organization_id AND o.archived_at IS NULL));
ALTER POLICY auth_lookup ON invitation USING (EXISTS (SELECT FROM organization o
  WHERE o.tenant_id = invitation.tenant_id AND o.id = invitation.organization_id AND o.archived_at IS NULL));
-- Not so of widgets: a policy comes before a condition that may leak, and the index on their origins would serve none. A
-- widget is known by its key; the one look-up by origin says it itself.

-- Sweeps pass by them, and their events wait in the outbox until they are restored.
ALTER POLICY engine_sweep ON organization USING (archived_at IS NULL);
ALTER POLICY engine_relay_read ON outbox_event USING (EXISTS (SELECT FROM organization o
  WHERE o.tenant_id = outbox_event.tenant_id AND o.id = outbox_event.organization_id AND o.archived_at IS NULL));

-- Which tenants are a person's, before one of their organizations is chosen.
GRANT SELECT (name) ON tenant TO frontdesk_auth;
GRANT SELECT (tenant_id, user_id, role) ON tenant_membership TO frontdesk_auth;
CREATE POLICY auth_lookup ON tenant_membership FOR SELECT TO frontdesk_auth USING (true);
