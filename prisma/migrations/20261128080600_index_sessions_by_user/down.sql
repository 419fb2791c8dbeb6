DROP INDEX "app_session_user_id_id_idx";
