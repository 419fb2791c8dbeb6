DROP INDEX "membership_tenant_id_user_id_idx";
