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
  rm -rf "$folder"
}
trap stop EXIT

as_owner "$bin/initdb" -D "$folder/data" -U frontdesk_admin -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
# What the tests write is thrown away: no need to wait for the disk.
as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200" >/dev/null

TEST_DATABASE_URL="postgres://frontdesk_admin@127.0.0.1:$port/postgres" \
  node scripts/run.cjs test --only=db
