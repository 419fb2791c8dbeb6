DROP TABLE "weekly_summary_mail";
DROP TABLE "weekly_summary";
DROP TABLE "insights_setting";
