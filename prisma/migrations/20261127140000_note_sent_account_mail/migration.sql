-- When the mail of a request was taken by the mail server: who delivers the request again then sends nothing.
ALTER TABLE "account_token" ADD COLUMN "sent_at" TIMESTAMPTZ(3);

GRANT UPDATE (sent_at) ON account_token TO frontdesk_auth;
