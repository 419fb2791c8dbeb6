DROP TABLE "transcript";
