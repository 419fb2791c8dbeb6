#!/usr/bin/env bash
# Runs the tests that need a database on a real PostgreSQL with pgvector: a private server in a
# directory of its own, gone afterwards. Its last line is that of the tests.
set -euo pipefail
cd "$(dirname "$0")/../.."

bin="$(scripts/ci/install-postgres.sh)"
folder="$(mktemp -d)"
port="$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')"

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_owner() { su postgres -s /bin/bash -c "$(printf '%q ' "$@")"; }
else
  as_owner() { "$@"; }
fi

stop() {
  as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w -t 60 stop >/dev/null || true
  rm -rf "$folder/data"
}
trap 'stop; rm -rf "$folder"' EXIT

start() {
  as_owner "$bin/initdb" -D "$folder/data" -U frontdesk_admin -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  # What the tests write is thrown away: no need to wait for the disk.
  as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200" >/dev/null
}

# What compose.yaml does first: its logins and databases, then the migrations by an owner who is no superuser.
start
export PGHOST=127.0.0.1 PGPORT="$port" POSTGRES_USER=frontdesk_admin
export OWNER_PASSWORD=owner ENGINE_PASSWORD=engine RUNTIME_PASSWORD=runtime
PATH="$bin:$PATH" sh deploy/init-database.sh >/dev/null
export MIGRATION_DATABASE_URL="postgres://frontdesk_owner:owner@127.0.0.1:$port/frontdesk"
npm run --silent db:migrate >/dev/null
# Compose makes the login at every start: the second time it is there already.
for _ in 1 2; do
  npm run --silent db:roles -- --runtime frontdesk_runtime --password-from-env RUNTIME_PASSWORD >/dev/null
done
seen="$("$bin/psql" -U frontdesk_runtime -d frontdesk -Atqc 'SET ROLE frontdesk_app; SELECT count(*) FROM organization')"
[ "$seen" = 0 ]
unset PGHOST PGPORT POSTGRES_USER MIGRATION_DATABASE_URL
stop

start
TEST_DATABASE_URL="postgres://frontdesk_admin@127.0.0.1:$port/postgres" \
  node scripts/run.cjs test --only=db-1,db-2
