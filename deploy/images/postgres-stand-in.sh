#!/bin/sh
# Begins as the official image of PostgreSQL does, for the offline image: makes the cluster once, then is the server.
# POSTGRES_USER, POSTGRES_DB and POSTGRES_PASSWORD_FILE mean the same as there.
set -eu
bin=$(echo /usr/lib/postgresql/*/bin)
if ! [ -s "$PGDATA/PG_VERSION" ]; then
  "$bin/initdb" --pgdata "$PGDATA" --username "$POSTGRES_USER" --pwfile "$POSTGRES_PASSWORD_FILE" \
    --encoding UTF8 --locale C --auth-local trust --auth-host scram-sha-256 --no-instructions
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  echo "create database \"$POSTGRES_DB\"" | "$bin/postgres" --single -D "$PGDATA" postgres
fi
shift   # the first word is the server's name
exec "$bin/postgres" -D "$PGDATA" -c listen_addresses='*' "$@"
