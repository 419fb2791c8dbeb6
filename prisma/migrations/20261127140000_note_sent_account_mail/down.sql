ALTER TABLE "account_token" DROP COLUMN "sent_at";
