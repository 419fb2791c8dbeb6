-- Who operates the installation, and the role that their tenant directory is read by: ids, moments, states and numbers
-- of every tenant, and no text but a tenant's name. Roles belong to the whole server, so it may be there already.
DO $$
DECLARE login text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'frontdesk_ops') THEN
    CREATE ROLE frontdesk_ops NOLOGIN NOINHERIT;
  END IF;
  -- A login that was given the other roles before this one existed.
  FOR login IN SELECT m.member::regrole::text FROM pg_auth_members m
    WHERE m.roleid = 'frontdesk_engine'::regrole AND NOT pg_has_role(m.member, 'frontdesk_ops', 'MEMBER')
      AND m.member <> current_user::regrole
  LOOP
    EXECUTE format('GRANT frontdesk_ops TO %s', login);
  END LOOP;
END $$;

-- CreateEnum
CREATE TYPE "operator_level" AS ENUM ('read', 'manage');

-- CreateTable
CREATE TABLE "app_operator" (
    "user_id" UUID NOT NULL,
    "level" "operator_level" NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_operator_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "app_operator" ADD CONSTRAINT "app_operator_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Read only: the application can make nobody an operator. npm run operator:grant does, as the database's owner.
GRANT SELECT ON app_operator TO frontdesk_auth;

GRANT USAGE ON SCHEMA public TO frontdesk_ops;
GRANT SELECT (id, name, created_at) ON tenant TO frontdesk_ops;
GRANT SELECT (tenant_id, id) ON organization TO frontdesk_ops;
GRANT SELECT (tenant_id, user_id) ON membership TO frontdesk_ops;
GRANT SELECT (tenant_id, updated_at, deleted_at) ON knowledge_document TO frontdesk_ops;
GRANT SELECT (tenant_id, last_message_at) ON conversation TO frontdesk_ops;
GRANT SELECT (tenant_id, day, spent_micros) ON daily_spend TO frontdesk_ops;
GRANT SELECT (tenant_id, status, created_at, finished_at) ON job TO frontdesk_ops;
CREATE POLICY ops_directory ON tenant FOR SELECT TO frontdesk_ops USING (true);
CREATE POLICY ops_directory ON organization FOR SELECT TO frontdesk_ops USING (true);
CREATE POLICY ops_directory ON membership FOR SELECT TO frontdesk_ops USING (true);
CREATE POLICY ops_directory ON knowledge_document FOR SELECT TO frontdesk_ops USING (true);
CREATE POLICY ops_directory ON conversation FOR SELECT TO frontdesk_ops USING (true);
CREATE POLICY ops_directory ON daily_spend FOR SELECT TO frontdesk_ops USING (true);
CREATE POLICY ops_directory ON job FOR SELECT TO frontdesk_ops USING (true);
