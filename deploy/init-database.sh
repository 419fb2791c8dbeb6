#!/bin/sh
# Runs once, in a new database volume: makes the owner that migrations run as, Frontdesk's database with pgvector, and a
# database of its own for the job engine. Neither login is a superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner_password="$OWNER_PASSWORD" -v engine_password="$ENGINE_PASSWORD" <<'SQL'
CREATE ROLE frontdesk_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE DATABASE frontdesk OWNER frontdesk_owner;
CREATE ROLE inngest LOGIN PASSWORD :'engine_password';
CREATE DATABASE inngest OWNER inngest;
REVOKE CONNECT ON DATABASE inngest FROM PUBLIC;
GRANT CONNECT ON DATABASE inngest TO inngest;
\c frontdesk
CREATE EXTENSION vector;
SQL
