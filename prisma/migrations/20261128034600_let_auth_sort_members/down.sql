REVOKE SELECT (created_at) ON membership FROM frontdesk_auth;
