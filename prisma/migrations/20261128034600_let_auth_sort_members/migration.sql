-- Names and e-mails are the look-up role's alone, so that it finds members by them, in the order of their list. ACCESS
-- EXCLUSIVE on membership for an instant: a grant writes no row of it.
GRANT SELECT (created_at) ON membership TO frontdesk_auth;
