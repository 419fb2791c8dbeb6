#!/usr/bin/env bash
# Installs PostgreSQL with pgvector from Debian's packages and prints the directory of its programs.
# Debian 12 has no pgvector package: Debian 13's source package builds on it in about a minute.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 "$@" >&2; }

vector_there() { [ -f "$("$1/pg_config" --sharedir)/extension/vector.control" ]; }

newest_installed() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

bin="$(newest_installed)"
if [ -n "$bin" ] && [ -x "$bin/postgres" ] && [ -x "$bin/pg_config" ] && vector_there "$bin"; then
  echo "$bin"
  exit 0
fi

# One unreachable third-party source must not stop the installation from Debian's own.
refresh() { apt_get update || echo "some package lists could not be fetched" >&2; }

refresh
major="$(apt-cache depends postgresql | sed -n 's/.*Depends: postgresql-\([0-9]\+\)$/\1/p' | head -1)"
apt_get install --no-install-recommends "postgresql-$major"
bin="/usr/lib/postgresql/$major/bin"

if apt-cache show "postgresql-$major-pgvector" >/dev/null 2>&1; then
  apt_get install --no-install-recommends "postgresql-$major-pgvector"
else
  apt_get install --no-install-recommends "postgresql-server-dev-$major" build-essential dpkg-dev
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  list=/etc/apt/sources.list.d/frontdesk-pgvector.list
  as_root tee "$list" >/dev/null <<SOURCES
deb-src [signed-by=$keyring] http://deb.debian.org/debian trixie main
deb-src [signed-by=$keyring] http://security.debian.org/debian-security trixie-security main
SOURCES
  refresh
  build="$(mktemp -d)"
  trap 'rm -rf "$build"; as_root rm -f "$list"' EXIT
  (cd "$build" && apt-get -qq source pgvector >&2)
  cd "$build"/pgvector-*/
  make -s -j2 PG_CONFIG="$bin/pg_config" >&2
  as_root make -s install PG_CONFIG="$bin/pg_config" >&2
fi

vector_there "$bin"
echo "$bin"
