DROP TABLE "circuit_breaker";
