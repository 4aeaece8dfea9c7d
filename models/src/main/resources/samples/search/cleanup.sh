#!/usr/bin/env bash
# Frees disk space on the build machine. Runs every night at 02:30 by cron, and may be
# run by hand when a build fails with "No space left on device".
#
#   cleanup.sh            removes what is old
#   cleanup.sh --dry-run  only says what it would remove
set -euo pipefail

readonly KEEP_DAYS=14
readonly WORKSPACES=/srv/builds/workspaces
readonly CACHE=/srv/builds/cache
readonly MIN_FREE_GB=40

dry_run=false
[[ "${1:-}" == "--dry-run" ]] && dry_run=true

remove() {
  if $dry_run; then
    echo "would remove $1"
  else
    rm -rf -- "$1"
  fi
}

free_gb() {
  df --output=avail -BG /srv | tail -1 | tr -dc '0-9'
}

# Workspaces of branches that nobody has built for two weeks.
find "$WORKSPACES" -mindepth 1 -maxdepth 1 -type d -mtime "+$KEEP_DAYS" -print0 |
  while IFS= read -r -d '' workspace; do
    remove "$workspace"
  done

# Container images without a name, and those that no container has used for a while.
if ! $dry_run; then
  docker image prune --all --force --filter "until=$((KEEP_DAYS * 24))h"
fi

# The dependency cache is thrown away only if the disk is really full: filling it again
# takes the first build of the morning twenty minutes.
if (( $(free_gb) < MIN_FREE_GB )); then
  remove "$CACHE"
fi

echo "free after cleaning: $(free_gb) GB"
