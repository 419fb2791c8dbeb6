-- Each is the beginning of one that was built before this. ACCESS EXCLUSIVE on app_session, membership and gap_question for
-- an instant: no row is read.
DROP INDEX "app_session_user_id_idx";
DROP INDEX "membership_user_id_idx";
DROP INDEX "gap_question_tenant_id_organization_id_gap_id_idx";
