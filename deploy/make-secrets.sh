#!/bin/sh
# Prints the secrets that compose.yaml needs, new ones at each call: sh deploy/make-secrets.sh > .env
set -eu
hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
for name in POSTGRES_PASSWORD OWNER_PASSWORD RUNTIME_PASSWORD ENGINE_PASSWORD EMBEDDINGS_API_KEY \
  INNGEST_EVENT_KEY INNGEST_SIGNING_KEY NEXTAUTH_SECRET VISITOR_TOKEN_SECRET; do
  echo "$name=$(hex 32)"
done
